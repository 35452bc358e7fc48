import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.util.TreeSet;
import java.util.logging.LogManager;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;

/**
 * veraPDF that stays.
 *
 * Each line of standard input names a profile ("ua1", "3a") and, after a tab, a PDF. The
 * answer is a line for each rule that the file breaks, and an empty line.
 */
public class CheckPages {
  public static void main(String[] none) throws Exception {
    LogManager.getLogManager().reset();
    VeraGreenfieldFoundryProvider.initialise();
    BufferedReader questions = new BufferedReader(new InputStreamReader(System.in));
    for (String line; (line = questions.readLine()) != null; ) {
      String[] words = line.split("\t");
      for (String broken : brokenRules(words[0], words[1])) {
        System.out.println(broken);
      }
      System.out.println();
    }
  }

  private static TreeSet<String> brokenRules(String name, String file) throws Exception {
    PDFAFlavour flavour = PDFAFlavour.fromString(name);
    TreeSet<String> broken = new TreeSet<>();
    try (InputStream pages = new FileInputStream(file);
        PDFAParser parser = Foundries.defaultInstance().createParser(pages, flavour);
        PDFAValidator validator =
            Foundries.defaultInstance().createValidator(profile(name), false)) {
      ValidationResult result = validator.validate(parser);
      for (TestAssertion found : result.getTestAssertions()) {
        if (found.getStatus() == TestAssertion.Status.FAILED) {
          broken.add(
              found.getRuleId().getClause() + " " + found.getMessage().replaceAll("\\s+", " "));
        }
      }
      if (broken.isEmpty() && !result.isCompliant()) {
        broken.add("not compliant");
      }
    }
    return broken;
  }

  private static ValidationProfile profile(String name) throws Exception {
    String file = name.equals("ua1") ? "PDFUA-1" : "PDFA-" + name.toUpperCase();
    String path = "/org/verapdf/pdfa/validation/" + file + ".xml";
    try (InputStream rules = Profiles.class.getResourceAsStream(path)) {
      return Profiles.profileFromXml(rules);
    }
  }
}
