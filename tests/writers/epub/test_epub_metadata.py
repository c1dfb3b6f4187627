"""Metadata of the package document (EPUB 3.3 §5.5)."""

import re
from pathlib import Path

import pytest

import exporter
from exporter.edition import make_edition
from exporter.model import Issue, Publication
from exporter.writers.epub.metadata import identifier, variant_identifier
from exporter.writers.epub.variants import Variant
from exporter.writers.formats import EpubWriter

ISSUE = """\
publication:
  name: 澜江周报
  language: zh-Hans
  publisher: 澜江周报社
  issn: 0000-0019
date: 2026-06-16
number: {number}
revision: {revision}
pages:
  - {{label: "01", section: 头版}}
  - {{label: "02", section: 要闻}}
  - {{label: "03", section: 要闻}}
"""


def book_of(epub_of, number="407", revision=1, name="issue", **changes):
    text = ISSUE.format(number=number, revision=revision)
    for old, new in changes.items():
        text = text.replace(old, new)
    story = "---\nheadline: H\nbyline: {}\n---\nText.\n"
    files = {
        "01/1.md": story.format("本报记者 焦立群"),
        "02/1.md": story.format("本报通讯员 戚文隽 焦立群"),
    }
    return epub_of({"issue.yaml": text, **files}, name)


def properties(book, name):
    return book.find(book.package, f"//opf:meta[@property='{name}']/text()")


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("title", ["澜江周报 第407期 2026年6月16日 星期二"]),
        ("language", ["zh-Hans"]),
        ("creator", ["澜江周报"]),
        ("publisher", ["澜江周报社"]),
        ("date", ["2026-06-16"]),
        ("source", []),
        ("contributor", ["焦立群", "戚文隽"]),
        ("file-as:", ["澜江周报 2026-06-16", "澜江周报"]),
        ("role:", ["aut", "aut"]),
        ("dcterms:identifier", ["urn:issn:0000-0019"]),
        ("subject", []),
        ("description", ["HH"]),
        ("belongs-to-collection:", ["澜江周报"]),
        ("collection-type:", ["series"]),
        ("group-position:", ["407"]),
        ("dcterms:modified", ["2026-06-16T00:00:00Z"]),
    ],
)
def test_the_package_says(epub_of, name, values):
    book = book_of(epub_of)
    path = f"//opf:meta[@property='{name.rstrip(':')}']/text()"
    found = book.find(book.package, path) if ":" in name else book.metadata(name)
    assert found == values


def test_the_series_is_refined_by_its_id(epub_of):
    book = book_of(epub_of)
    (series,) = book.find(book.package, "//opf:meta[@property='belongs-to-collection']/@id")
    refining = book.find(book.package, f"//opf:meta[@refines='#{series}']/@property")
    assert refining == ["collection-type", "group-position", "dcterms:identifier"]


@pytest.mark.parametrize(
    ("number", "place"),
    [
        ("407", "407"),
        ("0407", "407"),
        ("407-408", "407"),
        ("407—408 合刊", "407"),
        ("''", "20260616"),
        ("2026年第12期", "2026.0012"),
    ],
)
def test_the_place_in_the_series_is_in_both_forms(epub_of, number, place):
    book = book_of(epub_of, number=number)
    series = book.find(book.package, "//opf:meta[@name='calibre:series_index']/@content")
    assert properties(book, "group-position") == series == [place]


def test_old_libraries_find_series_and_order(epub_of):
    book = book_of(epub_of)
    metas = book.find(book.package, "//opf:meta[starts-with(@name, 'calibre:')]")
    assert {meta.get("name"): meta.get("content") for meta in metas} == {
        "calibre:series": "澜江周报",
        "calibre:series_index": "407",
        "calibre:title_sort": "澜江周报 2026-06-16",
    }


@pytest.mark.parametrize(
    ("more", "printed"),
    [
        ("", False),
        ("cn_number: CN 00-0407", True),
        ("printed: true", True),
        ("cn_number: CN 00-0407\n  printed: false", False),
    ],
)
def test_the_source_of_the_page_breaks_is_named_where_there_is_one(epub_of, more, printed):
    """Page Source Identification (W3C) §2.1: exactly one source beside a page list, or `none`."""
    book = book_of(epub_of, **{"issn: 0000-0019": f"issn: 0000-0019\n  {more}"})
    expected = ["urn:issn:0000-0019"] * printed
    assert book.metadata("source") == expected
    assert properties(book, "pageBreakSource") == (expected or ["none"])
    refining = book.find(book.package, "//opf:meta[@property='source-of']/@refines")
    assert refining == ["#printed"] * printed


def test_an_issue_with_a_facsimile_is_a_printed_one(epub_of, picture):
    text = ISSUE.format(number="1", revision=1).replace("  issn: 0000-0019\n", "")
    text = text.replace("section: 头版", "section: 头版, facsimile: {image: f.png}")
    book = epub_of({"issue.yaml": text, "f.png": picture()})
    assert book.metadata("source") == book.metadata("title")


def test_the_publication_stands_in_for_a_publisher(epub_of):
    assert epub_of().metadata("publisher") == ["The Example"]


def test_without_an_issn_there_is_no_source(epub_of):
    assert epub_of().metadata("source") == []


def test_the_unique_identifier_is_the_identifier(epub_of):
    book = epub_of()
    name = book.package.get("unique-identifier")
    (identifier,) = book.find(book.package, f"//dc:identifier[@id='{name}']/text()")
    assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", identifier)


def test_a_second_issue_of_a_day_has_an_identifier_of_its_own():
    def of(number, previous):
        publication = Publication(name="The Dyke Post", language="en")
        return identifier(
            Issue(
                publication=publication,
                date="2026-06-16",
                number=number,
                previous={"date": previous},
                root=Path("issue"),
            )
        )

    morning = of("1", "2026-06-15")
    assert morning == of("2", "2026-06-15")  # a number may be corrected
    assert len({morning, of("2", "2026-06-16"), of("3", "2026-06-16")}) == 3


def test_the_identifier_stays_over_revisions_and_folders(epub_of):
    books = [
        book_of(epub_of),
        book_of(epub_of, revision=2, name="corrected"),
        book_of(epub_of, number="408", name="renumbered"),
        book_of(epub_of, 澜江周报社="新社", name="renamed"),
    ]
    assert len({book.metadata("identifier")[0] for book in books}) == 1


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("2026-06-16", "2026-06-17"),
        ("0000-0019", "0000-0027"),
        ("date: 2026", "title: 特刊\ndate: 2026"),
    ],
)
def test_the_identifier_differs_by_publication_date_and_title(epub_of, old, new):
    one, other = book_of(epub_of), book_of(epub_of, name="other", **{old: new})
    assert one.metadata("identifier") != other.metadata("identifier")


def test_modified_grows_with_the_revision(epub_of):
    books = [book_of(epub_of, revision=number, name=f"r{number}") for number in (1, 2, 60, 9999)]
    times = [book.metadata("dcterms:modified")[0] for book in books]
    assert times == sorted(set(times))
    assert times[1] == "2026-06-16T00:00:01Z"


# RFC 5646 §2.1, without what is grandfathered.
TAG = re.compile(
    r"(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4}|[a-z]{5,8})(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?"
    r"(?:-(?:[a-z\d]{5,8}|\d[a-z\d]{3}))*(?:-[a-wy-z\d](?:-[a-z\d]{2,8})+)*(?:-x(?:-[a-z\d]{1,8})+)?",
    re.I,
)


@pytest.mark.parametrize(
    "tag", ["zh-Hant-HK", "zh-cmn-Hans", "en-GB-x-harbour", "en-a", "en-1", "zh-hans-hans", "de-x"]
)
def test_a_language_is_refused_or_well_formed(epub_of, tag):
    issue = f"publication: {{name: N, language: {tag}}}\ndate: 2026-06-16\n"
    try:
        book = epub_of({"issue.yaml": issue})
    except exporter.errors.InvalidSource:
        return
    assert TAG.fullmatch(book.metadata("language")[0])


@pytest.mark.parametrize("day", ["0999-12-31", "0001-01-01", "2108-01-01", "9999-12-31"])
def test_any_year_has_four_digits(epub_of, day):
    book = book_of(epub_of, **{"2026-06-16": day})
    [modified] = properties(book, "dcterms:modified")
    assert modified == f"{day}T00:00:00Z"


def test_text_and_data_mining_is_reserved_where_the_publication_says_so(epub_of):
    rights = "language: zh-Hans\n  rights: {reserved: true, policy: 'https://a.example/p'}"
    book = book_of(epub_of, **{"language: zh-Hans": rights})
    assert properties(book, "tdm:reservation") == ["1"]
    assert properties(book, "tdm:policy") == ["https://a.example/p"]


VARIANTS = {
    "": ("", "horizontal", False),
    "-zh-Hant": ("hant", "horizontal", False),
    "-zh-Hant-TW": ("hant-tw", "horizontal", False),
    "-vertical": ("", "vertical", False),
    "-zh-Hant-vertical": ("hant", "vertical", False),
    "-lite": ("", "horizontal", True),
}


def test_variants_have_names_and_identifiers_of_their_own_and_one_issue(issue_folder):
    issue = ISSUE.format(number=407, revision=1).replace("  issn: 0000-0019\n", "")
    source = issue_folder({"issue.yaml": issue, "01/1.md": "---\nheadline: 题\n---\n文。\n"})
    names, identifiers, titles, issues = set(), set(), set(), set()
    for script, writing, lite in VARIANTS.values():
        reading = exporter.ReadOptions(script=script)
        options = exporter.Options(writing=writing, lite=lite, reading=reading)
        edition = make_edition(exporter.read(source, reading).issue)
        variant = Variant.of(edition.issue, options)
        names.add(EpubWriter().file_name(edition.issue, options).partition("2026-06-16")[2])
        identifiers.add(variant_identifier(edition.issue, variant))
        titles.add(edition.title + variant.suffix(edition))
        issues.add(identifier(edition.issue))
    assert names == {f"{name}.epub" for name in VARIANTS}
    assert len(identifiers) == len(titles) == len(VARIANTS)
    assert len(issues) == 1
    assert issues < identifiers
    assert any(title.endswith("（繁體　直排）") for title in titles)


def test_a_variant_names_the_issue_and_its_place_in_the_series(epub_of):
    lite, plain = epub_of(name="lite", lite=True), epub_of()
    assert properties(lite, "dcterms:isVersionOf") == plain.metadata("identifier")
    assert properties(plain, "dcterms:isVersionOf") == []
    assert properties(lite, "group-position") == properties(plain, "group-position")
    assert lite.metadata("title")[0] == f"{plain.metadata('title')[0]} (light)"


def test_libraries_learn_what_is_in_the_issue_and_whose_it_is(epub_of):
    issue = "publication: {name: N, language: en, copyright: © 2026 N}\ndate: 2026-06-16\n"
    head = "---\nheadline: H\nsubjects: [harbour, s{}]\n---\nText.\n"
    files = {f"01/{number}.md": head.format(number) for number in range(9)}
    book = epub_of({"issue.yaml": f"{issue}description: The harbour vote.\n", **files})
    assert book.metadata("description") == ["The harbour vote."]
    assert book.metadata("rights") == ["© 2026 N"]
    assert book.metadata("subject")[0] == "harbour"
    assert len(book.metadata("subject")) == 5


def test_a_corrected_issue_says_what_was_corrected(epub_of):
    issue = "publication: {name: N, language: en}\ndate: 2026-06-16\nrevision: 2\n"
    book = epub_of({"issue.yaml": f"{issue}corrections: The vote was 7–4.\n"})
    assert book.metadata("title")[0].endswith("(Corrected edition)")
    assert book.metadata("description")[0].endswith("(Corrected edition) The vote was 7–4.")
    links = book.find(book.documents[book.spine[1]], "//x:a[@href='front.xhtml#corrections']")
    assert [link.text for link in links] == ["Corrected edition"]
    below = "//*[@id='corrections']/following-sibling::*//text()"
    assert "The vote was 7–4." in "".join(book.find(book.tree("front.xhtml"), below))


@pytest.mark.parametrize("where", ["publication", "issue"])
def test_labels_of_ones_own_stand_for_the_usual_ones(epub_of, where):
    words = "labels: {contents: Inside, page: 'Sheet {}'}"
    own = f", {words}" if where == "publication" else ""
    text = f"publication: {{name: N, language: en{own}}}\ndate: 2026-06-16\n"
    book = epub_of({"issue.yaml": text + (f"{words}\n" if where == "issue" else "")})
    said = "".join("".join(tree.itertext()) for tree in book.documents.values())
    assert "Inside" in said
    assert "Sheet 1" in said


@pytest.mark.parametrize(
    ("words", "message"),
    [("content: Inside", "did you mean `contents`"), ("page: Sheet", "as in “Page {}”")],
)
def test_labels_that_do_not_exist_are_refused(epub_of, words, message):
    text = f"publication: {{name: N, language: en}}\ndate: 2026-06-16\nlabels: {{{words}}}\n"
    with pytest.raises(exporter.errors.InvalidSource, match=re.escape(message)):
        epub_of({"issue.yaml": text})
