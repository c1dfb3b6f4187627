"""Whom and what articles name: the index, and the ways from an article to others like it."""

import pytest

from exporter.writers.epub.name_index import _key

ISSUE = """\
publication: {name: N, language: en}
date: 2026-06-16
pages: [{label: "1", section: News}, {label: "2", section: News}, {label: "3"}]
"""
HEAD = "---\nheadline: H{}\nbyline: By {}\n{}\n---\nText.\n"


@pytest.fixture
def book(epub_of):
    return epub_of(
        {
            "issue.yaml": ISSUE,
            "1/1.md": HEAD.format(1, "Ada Orme", "people: [Zoë Finch, Émile Oak]"),
            "1/2.md": HEAD.format(2, "Ben Pike", "places: Saltmere"),
            "1/3.md": HEAD.format(3, "Ben Pike", "organisations: Harbour Board"),
            "2/1.md": HEAD.format(4, "Ada Orme", "people: Zoë Finch"),
            "3/1.md": HEAD.format(5, "Cy Quill", "language: fr"),
        }
    )


def words(tree, path, book):
    return [" ".join("".join(each.itertext()).split()) for each in book.find(tree, path)]


def test_the_index_has_each_name_with_its_articles(book):
    tree = book.tree("index.xhtml")
    assert words(tree, "//x:h2", book) == ["People", "Organisations", "Places", "Authors"]
    assert words(tree, "//x:li", book) == [
        "Émile Oak H1",
        "Zoë Finch H1 H4",
        "Harbour Board H3",
        "Saltmere H2",
        "Ada Orme H1 H4",
        "Ben Pike H2 H3",
        "Cy Quill H5",
    ]
    addresses = book.find(tree, "//x:li[2]/x:a/@href")
    assert "a-1-01.xhtml" in addresses


def test_contents_and_landmarks_lead_to_the_index(book):
    links = book.find(book.tree("pages.xhtml"), "//x:a[@href='index.xhtml']")
    assert [link.get(f"{{{'http://www.idpf.org/2007/ops'}}}type") for link in links] == [
        None,
        "index",
    ]


def test_an_article_leads_to_others_of_its_author_and_section(book):
    def groups(name):
        found = book.find(book.tree(name), "//x:section[@class='related']")
        return [" ".join("".join(each.itertext()).split()) for each in found]

    assert groups("a-1-01.xhtml") == ["More by Ada Orme H4", "More in News H3"]
    assert groups("a-1-02.xhtml") == ["More by Ben Pike H3", "More in News H4"]
    assert groups("a-3-01.xhtml") == []


def test_an_issue_that_names_nobody_has_no_index(epub_of):
    assert "index.xhtml" not in epub_of().spine


@pytest.mark.parametrize(
    ("order", "names"),
    [
        ("gb18030", ["安雨", "陈舟", "陆白", "赵一"]),  # by sound
        ("big5hkscs", ["丁舟", "王雨", "陳白", "羅一"]),  # by strokes
        ("big5hkscs", ["丁舟", "羅一", "赵白", "陈白"]),  # what Big5 lacks is last
        (None, ["Ärger", "Bach", "élan", "Zoo"]),
    ],
)
def test_names_are_in_the_order_of_dictionaries(order, names):
    assert sorted(names[1:] + names[:1], key=lambda name: _key(name, order)) == names
