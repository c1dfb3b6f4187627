"""The documents of an edition: order, names, links, navigation."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exporter.edition.documents import DocumentKind, page_document
from exporter.model import Page


def story(headline, **front):
    lines = "".join(f"{key}: {value}\n" for key, value in front.items())
    return f"---\nheadline: {headline}\n{lines}---\nText of {headline}.\n"


HEAD = """\
publication:
  name: The Example
  language: en
date: 2026-06-16
pages:
"""
ISSUE = f"""\
{HEAD}\
  - {{label: "1", section: Front Page}}
  - {{label: "2"}}
  - {{label: "3", section: Arts}}
"""
THREE_PAGES = {
    "issue.yaml": ISSUE,
    "1/20-second.md": story("Second"),
    "1/10-first.md": story("First"),
    "3/10-third.md": story("Third"),
}


def hrefs(tree):
    return [
        (element.text, element.get("href")) for element in tree.iter("a") if element.get("href")
    ]


def test_documents_stand_in_reading_order(edition_of):
    edition = edition_of(THREE_PAGES)
    assert [document.name for document in edition.documents] == [
        "front.xhtml",
        "pages.xhtml",
        "headlines.xhtml",
        "page-1.xhtml",
        "a-1-01.xhtml",
        "a-1-02.xhtml",
        "page-2.xhtml",
        "page-3.xhtml",
        "a-3-01.xhtml",
    ]


def test_documents_say_what_they_are(edition_of):
    edition = edition_of(THREE_PAGES)
    kinds = [document.kind for document in edition.documents]
    assert kinds[:3] == [DocumentKind.FRONT, DocumentKind.PAGES, DocumentKind.HEADLINES]
    assert kinds[3:5] == [DocumentKind.PAGE, DocumentKind.ARTICLE]


def test_an_article_document_knows_its_page(edition_of, document):
    found = document(edition_of(THREE_PAGES), "a-3-01.xhtml")
    assert (found.title, found.article.title, found.page.label) == ("Third", "Third", "3")


@pytest.mark.parametrize("label", ["头版", "A 1", "1·2", "Ⅳ", "٣", "é", "副刊（上）"])
def test_a_label_that_is_not_plain_makes_an_ascii_name(label):
    assert re.fullmatch(r"page-[A-Za-z0-9._-]*-3\.xhtml", page_document(Page(label=label), 3))


def test_a_plain_label_is_the_name_of_its_document():
    assert page_document(Page(label="A01"), 7) == "page-A01.xhtml"


# A reading system may keep file names in one case only (OCF 3.3 §4.2.2).
@pytest.mark.parametrize(
    "labels",
    [
        ("头", "-1"),
        ("A 1", "A1-1"),
        ("A 1", "a1-1"),
        ("头版", "副刊"),
        ("A1", "A 1", "A·1"),
        ("x", "x.xhtml"),
    ],
)
def test_no_two_pages_share_a_name_in_any_case(edition_of, labels):
    issue = HEAD + "".join(f'  - label: "{label}"\n' for label in labels)
    stories = {f"{label}/10-a.md": story(label) for label in labels}
    edition = edition_of({"issue.yaml": issue, **stories})
    names = [document.name.casefold() for document in edition.documents]
    assert len(names) == len(set(names)) == 3 + 2 * len(labels)


LABELS = st.lists(
    st.text(st.characters(exclude_categories=["C", "Z"], exclude_characters="/\\"), min_size=1)
    .map(lambda label: label[:16])
    .filter(lambda label: not label.startswith(".")),
    unique=True,
    max_size=6,
)


@settings(deadline=None, max_examples=100, derandomize=True)
@given(LABELS)
def test_names_of_pages_are_ascii_and_differ_whatever_the_labels(labels):
    names = [page_document(Page(label=label), index) for index, label in enumerate(labels, 1)]
    assert all(name.isascii() and "/" not in name and " " not in name for name in names)
    assert len(set(names)) == len(names)


def test_every_name_is_plain_ascii(edition_of, picture):
    edition = edition_of(
        {
            "头版/10-头条.md": "---\nheadline: 头条\n---\n![图](照片 一.png)\n",
            "头版/照片 一.png": picture(),
        }
    )
    names = [document.name for document in edition.documents] + list(edition.resources)
    assert [name for name in names if not re.fullmatch(r"[A-Za-z0-9._/-]+", name)] == []


def test_every_link_leads_to_a_document_of_the_edition(edition_of, tree):
    body = "See [below](#there), a note[^1].\n\n## [There]{#there}\n\n[^1]: The note.\n"
    edition = edition_of({**THREE_PAGES, "2/10-notes.md": f"---\nheadline: Notes\n---\n{body}"})
    trees = {document.name: tree(document) for document in edition.documents}
    ids = {name: set(body.xpath("//@id")) for name, body in trees.items()}
    links = [(name, href) for name, body in trees.items() for href in body.xpath("//a/@href")]
    assert len(links) > 20
    assert ("a-2-01.xhtml", "#a-2-01-there") in links
    for name, href in links:
        target, _, fragment = href.partition("#")
        assert (target or name) in trees
        assert not fragment or fragment in ids[target or name]


def test_ids_are_unique_in_the_whole_issue(edition_of, tree):
    body = "---\nheadline: H\n---\n## [There]{#there}\n\nA note[^1].\n\n[^1]: The note.\n"
    files = {f"{page}/{rank}-a.md": body for page in (1, 2) for rank in (10, 20)}
    edition = edition_of(files)
    ids = [value for document in edition.documents for value in tree(document).xpath("//@id")]
    assert len(ids) > 8
    assert sorted(ids) == sorted(set(ids))


def turns(edition, tree, document, name):
    nav = tree(document(edition, name)).find(".//nav[@class='turn']")
    return {link.get("class"): link.get("href") for link in nav}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a-1-01.xhtml", {"up": "page-1.xhtml", "contents": "pages.xhtml", "next": "a-1-02.xhtml"}),
        (
            "a-1-02.xhtml",
            {
                "previous": "a-1-01.xhtml",
                "up": "page-1.xhtml",
                "contents": "pages.xhtml",
                "next": "a-3-01.xhtml",
            },
        ),
        (
            "a-3-01.xhtml",
            {"previous": "a-1-02.xhtml", "up": "page-3.xhtml", "contents": "pages.xhtml"},
        ),
    ],
)
def test_an_article_leads_to_its_neighbours_and_up(edition_of, tree, document, name, expected):
    assert turns(edition_of(THREE_PAGES), tree, document, name) == expected


def test_headline_navigation_lists_every_article_in_order(edition_of, tree, document):
    listed = tree(document(edition_of(THREE_PAGES), "headlines.xhtml"))
    assert hrefs(listed) == [
        ("First", "a-1-01.xhtml"),
        ("Second", "a-1-02.xhtml"),
        ("Third", "a-3-01.xhtml"),
    ]
    assert listed.xpath("//*[@class='page-label']/text()") == ["Page 1", "Page 1", "Page 3"]


def test_page_navigation_lists_every_page_with_its_articles(edition_of, tree, document):
    pages = tree(document(edition_of(THREE_PAGES), "pages.xhtml")).find("nav/ol")
    listed = [
        (page.find("a").get("href"), [link.get("href") for link in page.findall("ol/li/a")])
        for page in pages
    ]
    assert listed == [
        ("page-1.xhtml", ["a-1-01.xhtml", "a-1-02.xhtml"]),
        ("page-2.xhtml", []),
        ("page-3.xhtml", ["a-3-01.xhtml"]),
    ]


def test_page_navigation_names_the_sections(edition_of, tree, document):
    pages = tree(document(edition_of(THREE_PAGES), "pages.xhtml"))
    assert ["".join(link.itertext()) for link in pages.iterfind("nav/ol/li/a")] == [
        "Page 1 Front Page",
        "Page 2",
        "Page 3 Arts",
    ]


def test_a_page_has_a_directory_of_its_articles(edition_of, tree, document):
    files = {**THREE_PAGES, "1/10-first.md": story("First", kicker="Before it")}
    page = tree(document(edition_of(files), "page-1.xhtml"))
    assert hrefs(page) == [("First", "a-1-01.xhtml"), ("Second", "a-1-02.xhtml")]
    assert page.xpath("string(//span[@class='kicker'])") == "Before it"


def test_a_page_without_articles_says_so(edition_of, tree, document):
    page = tree(document(edition_of(THREE_PAGES), "page-2.xhtml"))
    assert page.xpath("string(//p[@class='no-articles'])") == "No articles on this page"
    assert page.find(".//ol") is None


def test_a_page_with_articles_does_not_say_that_it_has_none(edition_of, tree, document):
    assert tree(document(edition_of(THREE_PAGES), "page-1.xhtml")).find(".//p") is None


def test_a_page_names_its_editor(edition_of, tree, document):
    issue = ISSUE.replace("section: Arts", "section: Arts, editor: Piers Tallow")
    page = tree(document(edition_of({**THREE_PAGES, "issue.yaml": issue}), "page-3.xhtml"))
    assert page.xpath("string(//p[@class='editor'])") == "Editor: Piers Tallow"


def test_a_page_names_the_picture_of_its_facsimile(edition_of, tree, document, picture):
    issue = ISSUE.replace('{label: "2"}', '{label: "2", facsimile: {image: ad.png}}')
    edition = edition_of({**THREE_PAGES, "issue.yaml": issue, "ad.png": picture()})
    names = [document(edition, f"page-{number}.xhtml").facsimile for number in (1, 2, 3)]
    assert names == ["", "images/page-2.png", ""]
    assert list(edition.resources) == ["images/page-2.png"]


def test_an_issue_of_facsimiles_alone_has_empty_headline_navigation(
    edition_of, tree, document, picture
):
    issue = HEAD + '  - {label: "1", facsimile: {image: f.png}}\n'
    edition = edition_of({"issue.yaml": issue, "f.png": picture(), "01/10-story.md": None})
    assert hrefs(tree(document(edition, "headlines.xhtml"))) == []


def test_rank_is_an_articles_place_on_its_page(edition_of, tree, document):
    files = {f"1/{number}0-a.md": story("H") for number in range(1, 7)} | {"2/1-b.md": story("B")}
    edition = edition_of(files)
    ranks = [
        re.search(r"rank-(\d)", tree(each).find("article").get("class"))[1]
        for each in edition.article_documents
    ]
    assert ranks == ["1", "2", "3", "4", "4", "4", "1"]


def test_the_title_of_an_edition_is_one_line(edition_of):
    issue = (
        "publication:\n  name: 澜江周报\n  language: zh-Hans\n"
        "date: 2026-06-16\nnumber: 407\ntitle: 端午特刊\n"
    )
    edition = edition_of({"issue.yaml": issue})
    assert edition.title == "澜江周报 端午特刊 第407期 2026年6月16日 星期二"
