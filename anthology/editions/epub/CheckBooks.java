import com.adobe.epubcheck.tool.EpubChecker;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;

/**
 * EPUBCheck that stays: starting Java costs seconds, checking one more book hardly any.
 *
 * Each line of standard input names a book and, after a tab, the file for its report.
 * Each line of the answer says that the report is written.
 */
public class CheckBooks {
  public static void main(String[] none) throws Exception {
    PrintStream answers = System.out;
    System.setOut(System.err); // EPUBCheck talks to standard output too
    BufferedReader questions = new BufferedReader(new InputStreamReader(System.in));
    for (String line; (line = questions.readLine()) != null; ) {
      String[] files = line.split("\t");
      new EpubChecker().run(new String[] {files[0], "--json", files[1], "--quiet", "--usage"});
      answers.println("done");
    }
  }
}
