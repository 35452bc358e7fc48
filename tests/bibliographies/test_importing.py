"""Works from other programs."""

from __future__ import annotations

import json
from pathlib import Path

from anthology.bibliographies import import_works
from anthology.bibliographies.source import entries
from anthology.problems import Code
from anthology.reading.bibliography import read_bibliography
from tests.conftest import Command

RIS = """\
TY  - JOUR
AU  - Ames, Clara
AU  - Bell, Thomas, Jr
TI  - Pilots & Buoys
JO  - Journal of Coasts
PY  - 1934/05/03
VL  - 12
IS  - 3
SP  - 201
EP  - 219
DO  - 10.1000/182
SN  - 0028-6494
ER  -

TY  - CHAP
AU  - Harbour Board
TI  - Sums
T2  - Essays
A2  - Orme, Felix
PB  - Quay
PY  - 1950
ER  -
"""
CSL = json.dumps(
    [
        {
            "id": "http://zotero.org/users/1/items/AB",
            "type": "book",
            "title": "Low Tide_",
            "author": [
                {"family": "Meer", "given": "Ilse", "non-dropping-particle": "van der"},
                {"literal": "Harbour Board and Sons"},
            ],
            "issued": {"date-parts": [[1931, 5]]},
            "publisher-place": "Saltmouth",
            "ISBN": "0-19-852663-6",
        },
        {
            "id": "orme1950",
            "type": "chapter",
            "title": "Sums",
            "container-title": "Essays",
            "page": "33-58",
            "author": [{"family": "Orme", "given": "Felix"}],
            "issued": {"date-parts": [["1950"]]},
        },
    ]
)


def _fields(text: str) -> dict[str, dict[str, str]]:
    references, problems = read_bibliography(text, "bib/works.bib")
    assert problems == []
    return {r.key: {"": r.type, **r.fields} for r in references.values()}


def test_ris() -> None:
    """Names, dates, pages and numbers in the form of BibLaTeX, and a key for each."""
    text, problems = import_works(RIS, "export.ris", "")

    assert problems == []
    assert _fields(text) == {
        "ames1934": {
            "": "article",
            "author": "Ames, Clara and Bell, Jr, Thomas",
            "title": "Pilots \\& Buoys",
            "journaltitle": "Journal of Coasts",
            "volume": "12",
            "number": "3",
            "date": "1934-05-03",
            "pages": "201--219",
            "doi": "10.1000/182",
            "issn": "0028-6494",
        },
        "harbourboard1950": {
            "": "incollection",
            "author": "{Harbour Board}",
            "editor": "Orme, Felix",
            "title": "Sums",
            "booktitle": "Essays",
            "publisher": "Quay",
            "date": "1950",
        },
    }


def test_csl_json() -> None:
    """As Zotero writes it; its addresses are no keys."""
    text, problems = import_works(CSL, "export.json", "")

    assert problems == []
    fields = _fields(text)
    assert list(fields) == ["vandermeer1931", "orme1950"]
    assert (
        fields["vandermeer1931"]["author"] == "van der Meer, Ilse and {Harbour Board and Sons}"
    )
    assert fields["vandermeer1931"]["date"] == "1931-05"
    assert fields["vandermeer1931"]["title"] == "Low Tide\\_"
    assert fields["orme1950"]["pages"] == "33--58"


def test_what_is_there_is_left_out() -> None:
    """A second import adds nothing and says why; the file keeps its remarks."""
    first, _ = import_works(RIS, "export.ris", "% Ours.\n")

    second, problems = import_works(RIS, "export.ris", first)

    assert first.startswith("% Ours.\n\n@article")
    assert second == first
    assert [p.code for p in problems] == [Code.BIB_DUPLICATE] * 2


def test_a_file_of_something_else() -> None:
    """It is told, and nothing is written."""
    assert import_works("{", "x.json", "")[0] == ""
    assert import_works("words", "x.ris", "")[1][0].code is Code.BIB_UNREADABLE


def test_the_command(project: Path, anthology: Command) -> None:
    """Import, check, format and merge, as an editor types them."""
    (project / "export.ris").write_text(RIS, encoding="utf-8")

    taken = anthology("bib", "import", "export.ris", cwd=project)
    tidied = anthology("bib", "format", cwd=project)
    checked = anthology("bib", "check", "--quiet", cwd=project)
    merged = anthology("bib", "merge", "ames1934", "harbourboard1950", cwd=project)
    unknown = anthology("bib", "merge", "ames1934", "nobody", cwd=project)

    codes = [done.returncode for done in (taken, tidied, checked, merged, unknown)]
    assert codes == [0, 0, 0, 0, 1]
    text = (project / "bib" / "works.bib").read_text(encoding="utf-8")
    assert "@article{ames1934" in text
    assert "harbourboard1950" not in text
    assert "nobody" in unknown.stderr


def test_titles_keep_their_markup_and_their_names() -> None:
    """Italics become TeX, entities signs, and names stand in braces, so that they stay."""
    titles = [
        "On <i>Ulmus</i> &amp; others: trees in Orr",
        "Salt & <b>vinegar</b>, 100%",
        'The <span class="nocase">de Weir</span> papers',
        "The Headline Has Capitals Throughout",
    ]
    source = json.dumps([{"id": f"a{n}x", "title": title} for n, title in enumerate(titles)])

    text, problems = import_works(source, "works.json", "")

    assert problems == []
    assert [entry.words("title") for entry in entries(text)] == [
        r"On {\emph{Ulmus}} \& others: trees in {Orr}",
        r"Salt \& \textbf{vinegar}, 100\%",
        "The {de Weir} papers",
        "The Headline Has Capitals Throughout",
    ]


def test_what_is_there_already_is_named_as_people_write_it() -> None:
    """No TeX in a message."""
    item = {"id": "salt", "title": "Salt &amp; Vinegar", "issued": {"date-parts": [[1931]]}}
    source = json.dumps([item, {**item, "id": "salt2"}])

    _, (problem,) = import_works(source, "works.json", "")

    assert problem.message == "“Salt & Vinegar” is there already, as “salt”"


def test_an_import_says_what_it_has_added(anthology: Command, tmp_path: Path) -> None:
    """The file, and the keys to cite by."""
    (tmp_path / "works.ris").write_text(RIS, encoding="utf-8")

    done = anthology("bib", "import", "works.ris", cwd=tmp_path)

    assert done.returncode == 0
    assert "bib/works.bib: 2 works added: ames1934, harbourboard1950" in done.stderr
