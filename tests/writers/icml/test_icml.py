"""ICML stories: every letter with its style, the structure InDesign takes, pictures linked."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree
from PIL import Image

from exporter import api
from exporter.content import body_from_html, body_from_markdown
from exporter.edition.style import find_style
from exporter.errors import OutputError, UsageError
from exporter.model import Article, Issue, Page, Publication
from exporter.writers.icml import write_stories
from exporter.xhtml import has_class, parse

# What may stand in what, of that which is written (IDML specification 7.0, and its schema).
TEXT = {"CharacterStyleRange", "HyperlinkTextSource"}
CHILDREN = {
    "Document": {
        *("RootCharacterStyleGroup", "RootParagraphStyleGroup", "RootCellStyleGroup"),
        *("RootTableStyleGroup", "Story", "HyperlinkURLDestination", "Hyperlink"),
    },
    "RootCharacterStyleGroup": {"CharacterStyle"},
    "RootParagraphStyleGroup": {"ParagraphStyle"},
    "RootCellStyleGroup": {"CellStyle"},
    "RootTableStyleGroup": {"TableStyle"},
    "CharacterStyle": {"Properties"},
    "ParagraphStyle": {"Properties"},
    "Story": {"Properties", "StoryPreference", "InCopyExportOption", "ParagraphStyleRange"},
    "ParagraphStyleRange": TEXT,
    "HyperlinkTextSource": {"CharacterStyleRange"},
    "CharacterStyleRange": {
        *("Content", "Br", "Table", "Footnote", "Rectangle", "HyperlinkTextDestination"),
    },
    "Footnote": {"ParagraphStyleRange"},
    "Table": {"Row", "Column", "Cell"},
    "Cell": {"ParagraphStyleRange"},
    "Rectangle": {"Properties", "ObjectExportOption", "Image"},
    "Image": {"Properties", "Link"},
    "Hyperlink": {"Properties"},
    "Properties": {"BasedOn", "Label", "PathGeometry", "GraphicBounds", "Destination"},
    "Label": {"KeyValuePair"},
    "PathGeometry": {"GeometryPathType"},
    "GeometryPathType": {"PathPointArray"},
    "PathPointArray": {"PathPointType"},
}
NO_NOTES = ("Cell", "Footnote")
TYPED = str.maketrans("“”‘’", "\"\"''")


def faults(root: etree._Element) -> Iterator[str]:
    """Yield where a document is not what InDesign takes."""
    names = [str(name) for name in root.xpath("//@Self")]
    yield from (f"twice: {name}" for name, count in Counter(names).items() if count > 1)
    for node in root.iter(etree.Element):
        wrong = {str(child.tag) for child in node if isinstance(child.tag, str)}
        yield from (f"{one} in {node.tag}" for one in wrong - CHILDREN.get(str(node.tag), set()))
        for key, value in node.attrib.items():
            if str(key).startswith("Applied") and str(key) != "AppliedTOCStyle" and value != "n":
                yield from [f"no {value}"] * (str(value) not in names)
    for node in root.iter("Footnote"):
        yield from (f"note in {each.tag}" for each in node.iterancestors(*NO_NOTES))
    for link in root.iter("Hyperlink"):
        targets = (link.get("Source"), link.findtext(".//Destination"))
        yield from (f"no {target}" for target in targets if target not in names)
    for table in root.iter("Table"):
        yield from holes(table)
    for last in root.xpath("//ParagraphStyleRange[not(following-sibling::ParagraphStyleRange)]"):
        yield from ["a break after the last paragraph"] * len(
            last.xpath("*/Br[not(../../..//Table)]")
        )


def holes(table: etree._Element) -> Iterator[str]:
    """Yield the squares of a table that no cell takes, or two do."""
    taken: Counter[tuple[int, int]] = Counter()
    for cell in table.iterchildren("Cell"):
        column, row = map(int, cell.get("Name", "").split(":"))
        for down in range(int(cell.get("RowSpan", ""))):
            for across in range(int(cell.get("ColumnSpan", ""))):
                taken[row + down, column + across] += 1
    rows = sum(int(table.get(f"{kind}RowCount", "")) for kind in ("Header", "Body", "Footer"))
    wanted = {(row, col) for row in range(rows) for col in range(int(table.get("ColumnCount", "")))}
    yield from (f"hole {square}" for square in wanted ^ taken.keys())
    yield from (f"two cells {square}" for square, count in taken.items() if count > 1)


def no_picture(name: str) -> None:
    raise AssertionError(name)


def story_of(body: str, folder: Path, language: str = "en", **words: object) -> etree._Element:
    """Return the ICML document of an article with a body."""
    article = Article(
        id="a-01-01", source=Path("01/10-a.md"), body=body, **({"headline": "H"} | words)
    )
    issue = Issue(
        publication=Publication(name="Lamp", language=language),
        date=date(2026, 6, 16),
        root=folder,
        pages=(Page(label="01", articles=(article,)),),
    )
    made = folder / "made"
    shutil.rmtree(made, ignore_errors=True)
    write_stories(issue, find_style(), made)
    return etree.parse(made / "01-10-a.icml").getroot()


def story(markdown: str, folder: Path, language: str = "en") -> etree._Element:
    """Return the ICML document of Markdown."""
    return story_of(body_from_markdown(markdown, "a-01-01", no_picture).xhtml, folder, language)


def paragraphs(root: etree._Element) -> list[tuple[str, str]]:
    """Return the style and text of each paragraph."""
    return [
        (
            str(each.get("AppliedParagraphStyle")).removeprefix("ParagraphStyle/"),
            "".join(content.xpath("string()") for content in each.iter("Content")),
        )
        for each in root.iter("ParagraphStyleRange")
    ]


def looks(root: etree._Element) -> list[tuple[str, str]]:
    """Return the character style and text of each run that has one."""
    return [
        (str(each.get("AppliedCharacterStyle")).removeprefix("CharacterStyle/"), text)
        for each in root.iter("CharacterStyleRange")
        if (text := each.findtext("Content")) and "$ID" not in each.get("AppliedCharacterStyle", "")
    ]


# Every letter ----------------------------------------------------------------------------------

MARKS = st.sampled_from(
    "\n|\n\n|# |## |- |1. |> |**|*|`|[^1]|\n\n[^1]: note\n\n|](https://e.example)|[|{漢字|かん}|"
    "<q>|</q>|<table><tr><td>|</td></tr></table>|<th colspan=3>|<td rowspan=2>|<caption>|<aside>|"
    "</aside>|<dl><dt>|<dd>|<pre>|</pre>|<sup>|<s>|<br>|<ol reversed start=3><li>|<li value=7>|"
    "<ruby>漢<rt>かん</ruby>|<ul><li>|</ul>|</ol>|<h3>|</h3>|<span id=x>|[x](#x)|中文| a".split("|")
)
SOUP = st.lists(st.one_of(MARKS, st.text(max_size=6)), max_size=25).map("".join)
ADDED = re.compile(r"[0-9\s“”‘’\u2028]")  # notes' and lists' numbers, marks around <q>, line breaks


def letters(text: str) -> Counter[str]:
    """Return the letters of a text; quotation marks as they were typed, not as they are set."""
    return Counter(re.sub(r"\s", "", text).translate(TYPED))


def written(root: etree._Element) -> Counter[str]:
    """Return the letters of a document: its text and the readings of ruby."""
    texts = [node.xpath("string()") for node in root.iter("Content")]
    return letters("".join([*texts, *map(str, root.xpath("//@RubyString"))]))


def source(body: str) -> Counter[str]:
    """Return the letters that a body shows, but for marks of notes and brackets around ruby."""
    root = parse(body)
    for node in list(root.iter("rp", "a")):
        if node.tag == "rp" or has_class(node, "noteref") or has_class(node, "footnote-backref"):
            node.text = ""
    return letters("".join(root.itertext()))


@settings(max_examples=150)
@given(SOUP, st.sampled_from([body_from_markdown, body_from_html]))
@example('"0', body_from_markdown)
def test_every_letter_is_in_the_story_and_nothing_else(tmp_path_factory, text, read) -> None:
    body = read(text, "a-01-01", no_picture).xhtml
    root = story_of(body, tmp_path_factory.mktemp("icml"), headline="H")
    missing = source(body) + Counter("H") - written(root)
    assert not missing
    added = written(root) - source(body) - Counter("H")
    assert not ADDED.sub("", "".join(added))
    assert list(faults(root)) == []


# Styles ----------------------------------------------------------------------------------------


def test_the_parts_of_an_article_have_their_styles(tmp_path: Path) -> None:
    root = story_of(
        "<p>It began.</p><h2>Then</h2><blockquote><p>Said.</p></blockquote>",
        tmp_path,
        headline=("One", "Two"),
        kicker="K",
        deck="D",
        byline=("Ann",),
        dateline="Fellwater",
        credit="Agency",
        column="Notes",
    )
    assert paragraphs(root) == [
        ("Column", "Notes"),
        ("Kicker", "K"),
        ("Headline", "One\u2028Two"),
        ("Deck", "D"),
        ("Byline", "By Ann"),
        ("Body", "Fellwater — It began."),
        ("Subhead", "Then"),
        ("Quote", "Said."),
        ("Credit", "Agency"),
    ]
    assert looks(root) == [("Dateline", "Fellwater — ")]
    about = {each.get("Key"): each.get("Value") for each in root.iter("KeyValuePair")}
    assert about == {"page": "01", "kind": "news", "article": "a-01-01", "language": "en"}


def test_looks_combine_and_ruby_is_ruby(tmp_path: Path) -> None:
    root = story("***both*** `code` H<sub>2</sub>O ~~gone~~ {漢字|かんじ}", tmp_path, "ja")
    assert looks(root) == [
        ("Emphasis + Strong", "both"),
        ("Code", "code"),
        ("Subscript", "2"),
        ("Strikethrough", "gone"),
        ("Ruby", "漢字"),
    ]
    [ruby] = root.xpath("//*[@RubyFlag]")
    assert ruby.attrib["RubyString"] == "かんじ"


@pytest.mark.parametrize(
    ("language", "value"), [("en", ("FontStyle", "Italic")), ("zh", ("KentenKind", None))]
)
def test_emphasis_is_italic_or_dots(tmp_path: Path, language, value) -> None:
    [style] = story("*em*", tmp_path, language).xpath("//CharacterStyle[@Name='Emphasis']")
    assert value[0] in style.attrib and value[1] in (None, style.get(value[0]))


def test_lists_are_numbered_by_their_styles_and_start_again(tmp_path: Path) -> None:
    root = story("3. c\n4. d\n   - in\n\n     more\n\ntext\n\n1. a\n", tmp_path)
    assert [style for style, _ in paragraphs(root)[1:]] == [
        *("List number", "List number", "List bullet 2", "List continued 2", "Body"),
        "List number",
    ]
    starts = [each.get("NumberingStartAt") for each in root.iter("ParagraphStyleRange")]
    assert starts == [None, "3", None, None, None, None, "1"]


def test_a_note_stands_at_its_mark_and_one_of_a_table_at_the_end(tmp_path: Path) -> None:
    root = story("x[^1] y[^1]\n\n| a[^2] |\n|---|\n| b |\n\n[^1]: One.\n[^2]: Two.\n", tmp_path)
    [note] = root.iter("Footnote")
    assert paragraphs(note) == [("Footnote", "\tOne.")]
    assert note.xpath("string(.//processing-instruction())") == "4"
    assert paragraphs(root)[-1] == ("Footnote", "2 Two.")
    assert [text for look, text in looks(root) if look == "Superscript"] == ["1", "2"]


def test_links_lead_outside_and_inside_and_others_are_named(tmp_path: Path) -> None:
    root = story("[a **b**](https://e.example/?a=1:2) [c](#x)\n\n## X {#x}\n", tmp_path)
    [outer] = root.iter("HyperlinkURLDestination")
    assert outer.get("DestinationURL") == "https://e.example/?a=1:2"
    places = [each.findtext(".//Destination") for each in root.iter("Hyperlink")]
    assert places == ["HyperlinkURLDestination/1", "HyperlinkTextDestination/a-01-01-x"]
    assert len(list(root.iter("HyperlinkTextSource"))) == 2


def test_a_table_keeps_its_head_spans_and_alignment(tmp_path: Path) -> None:
    html = (
        "<table><caption>T</caption><thead><tr><th colspan=3>A</th></tr></thead><tbody>"
        '<tr><td rowspan=2>b</td><td class="align-right">1</td></tr><tr><td>2</td></tr>'
        "</tbody></table>"
    )
    root = story(html, tmp_path)
    assert paragraphs(root)[1] == ("Table title", "T")
    [table] = root.iter("Table")
    assert (table.get("HeaderRowCount"), table.get("BodyRowCount")) == ("1", "2")
    names = [(cell.get("Name"), cell.get("RowSpan")) for cell in table.iter("Cell")]
    assert names == [(n, "2" if n == "0:1" else "1") for n in "0:0 0:1 1:1 2:1 1:2 2:2".split()]
    assert ("Table cell right", "1") in paragraphs(table)


def test_arabic_runs_from_the_right(tmp_path: Path) -> None:
    root = story("نص", tmp_path, "ar")
    assert root.find(".//StoryPreference").get("StoryDirection") == "RightToLeftDirection"
    [style] = root.xpath("//ParagraphStyle[@Name='Body']")
    assert style.get("ParagraphDirection") == "RightToLeftDirection"


def test_formulas_are_text(tmp_path: Path) -> None:
    root = story("<math><mfrac><mi>a</mi><mi>b</mi></mfrac></math>", tmp_path)
    assert ("Body", "a/b") in paragraphs(root)


# Files -----------------------------------------------------------------------------------------


def test_pictures_are_linked_beside_the_stories(tmp_path: Path, issue_folder) -> None:
    source = issue_folder(
        {
            "01/10-a.md": "---\nheadline: A\nfigures:\n"
            "- {image: a.jpg, caption: C, alt: Alt}\n---\nx\n",
            "02/10-a.md": "---\nheadline: B\n---\n![w](b.webp)\n\n[a](../01/10-a.md)\n",
        }
    )
    Image.new("RGB", (600, 400)).save(source / "01" / "a.jpg", dpi=(300, 300))
    Image.new("RGB", (60, 40)).save(source / "02" / "b.webp")
    report = api.convert(source, tmp_path / "made", to="icml")
    names = sorted(
        each.relative_to(tmp_path / "made").as_posix() for each in report.outputs[0].rglob("*")
    )
    assert names == ["01-10-a.icml", "02-10-a.icml", "Links", "Links/a.jpg", "Links/b.jpg"]
    assert (tmp_path / "made/Links/a.jpg").read_bytes() == (source / "01/a.jpg").read_bytes()
    root = etree.parse(tmp_path / "made/01-10-a.icml")
    assert root.xpath("//Link/@LinkResourceURI") == ["file:Links/a.jpg"]
    assert root.xpath("//GraphicBounds/@Right") == ["144"]  # 600 pixels at 300 an inch
    assert root.xpath("//@CustomAltText") == ["Alt"]
    assert ("Caption", "C") in paragraphs(root.getroot())
    assert [each.rule for each in report.findings] == ["icml-link"]


def test_what_is_no_story_is_named(tmp_path: Path, issue_folder) -> None:
    source = issue_folder(
        {
            "issue.yaml": "publication: {name: L, language: en}\ndate: 2026-06-16\npages:\n"
            "  - label: '01'\n    advertisements: [{width_mm: 80, height_mm: 40, alt: Tea}]\n",
            "01/10-a.md": "---\nheadline: A\n---\nx\n",
        }
    )
    report = api.convert(source, tmp_path / "made", to="icml")
    [finding] = [each for each in report.findings if each.rule == "icml-left-out"]
    assert "page 01: the advertisement `Tea` is in no story" in finding.message


def test_stories_of_one_file_have_names_of_their_own(tmp_path: Path, issue_folder) -> None:
    source = issue_folder(
        {"01/10-a.md": "---\nheadline: A\n---\nx\n", "01/20-b.md": "---\nheadline: B\n---\nx\n"}
    )
    issue = api.read(source).issue
    one_file = issue.pages[0].model_copy(
        update={
            "articles": tuple(
                each.model_copy(update={"source": Path("feed.xml")}) for each in issue.articles
            )
        }
    )
    write_stories(issue.model_copy(update={"pages": (one_file,)}), find_style(), tmp_path / "made")
    assert sorted(each.name for each in (tmp_path / "made").iterdir()) == [
        "01-01.icml",
        "01-02.icml",
    ]


def test_a_folder_in_use_and_an_unknown_format_are_refused(tmp_path: Path, issue_folder) -> None:
    source = issue_folder({"01/10-a.md": "---\nheadline: A\n---\nx\n"})
    (tmp_path / "made").mkdir()
    (tmp_path / "made" / "x").write_text("")
    with pytest.raises(OutputError, match="not empty"):
        api.convert(source, tmp_path / "made", to="icml")
    with pytest.raises(UsageError, match="icml"):
        api.convert(source, tmp_path / "other", to="icmls")
    assert not (tmp_path / "other").exists()
