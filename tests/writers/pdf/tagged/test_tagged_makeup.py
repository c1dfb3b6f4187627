"""Made-up sheets: an article that is set in pieces is one article to those who listen to it."""

import pikepdf
import pytest

import exporter
from exporter.profiles import find_profile

SENTENCE = "The tide came in at a quarter past {}, and nobody on the quay looked up from the nets. "
LONG = "\n\n".join(SENTENCE.format(n) * 5 for n in range(80))
HEAD = "---\nheadline: Brief {0}\nkind: brief\nkicker: Harbour {0}\n---\n"
BRIEF = HEAD + "The bridge is shut on day {0}.\n"
FILES = {
    "01/1.md": f"---\nheadline: The long one\n---\n{LONG}\n\n1. First step\n2. Second step\n",
    "02/1.md": "---\nheadline: The short one\n---\nA word.\n",
    **{f"03/{n:02}.md": BRIEF.format(n) for n in range(30)},
}


@pytest.fixture(scope="module")
def made(tmp_path_factory, write_issue):
    """An issue of which page 1 runs over, and page 3 has thirty briefs."""
    root = tmp_path_factory.mktemp("made")
    options = exporter.Options(profile=find_profile("screen"), layout="makeup", jobs=1)
    exporter.build(write_issue(root / "issue", FILES), [root / "a.pdf"], options)
    return root / "a.pdf"


def test_an_article_over_several_sheets_is_one_with_one_element_a_paragraph(made, structure):
    with pikepdf.open(made) as pdf:
        articles = structure(pdf).all("Art")
        assert len(articles) == len({each.identifier for each in articles}) == len(FILES)
        first = articles[0]
        assert len({sheet for each in first.walk() for sheet in each.sheets}) > 1
        paragraphs = first.all("P")
        over = [each for each in paragraphs if len(each.sheets) > 1]
        # A paragraph and the line that says where it goes on, and from where, for each sheet more.
        sheets = len({sheet for each in paragraphs for sheet in each.sheets})
        assert len(paragraphs) == 80 + 2 * (sheets - 1)
        assert len(over) <= sheets - 1
        assert [each.shape() for each in first.all("L")] == ["L(LI(Lbl LBody) LI(Lbl LBody))"]


def test_gathered_briefs_are_articles_under_their_own_headings(made, structure):
    with pikepdf.open(made) as pdf:
        whole = structure(pdf).all("Art")[2:]
        assert [each.shape() for each in whole] == ["Art(P H3 P)"] * 30


def test_folio_lines_and_house_boxes_are_not_read(made, structure, marked_texts):
    with pikepdf.open(made) as pdf:
        sheets = {page.objgen: number for number, page in enumerate(pdf.pages)}
        texts = marked_texts(made)
        read = [texts.get((sheets[s], n), "") for s, n in structure(pdf).contents()]
    assert sum("The Example" in text for text in read) == 1
    assert sum("2026" in text for text in read) == 1


def test_a_made_up_issue_that_runs_over_conforms(verapdf, made):
    verdict = verapdf.validate(made, "ua1")
    assert verdict.failed == {}, verdict.examples
