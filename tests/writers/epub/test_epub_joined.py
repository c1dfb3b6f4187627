"""Articles of very large issues share documents, so that engines open their books fast."""

import pytest

from exporter import remembered
from exporter.writers.epub import book as book_module
from exporter.writers.epub import joined

NOTED = "---\nheadline: {}\nlanguage: {}\n---\nSee [the first](10-a.md).[^1]\n\n[^1]: A note.\n"
FORMULA = '\n<math xmlns="http://www.w3.org/1998/Math/MathML"><mi>x</mi></math>\n'
FILES = {
    "issue.yaml": "publication: {name: N, language: en}\ndate: 2026-06-16\n"
    'pages: [{label: "1", section: Front}, {label: "2"}]\n',
    "1/10-a.md": NOTED.format("'First \"one\" & two'", "en"),
    "1/20-b.md": NOTED.format("Second", "en") + FORMULA,
    "1/30-c.md": "---\nheadline: 第三\nlanguage: zh\n---\n正文。\n",
    "1/40-d.md": "---\nheadline: Fourth\n---\n",
    "2/10-e.md": "---\nheadline: Fifth\n---\n",
    "2/20-f.md": "---\nheadline: Fifth\n---\n",
}


@pytest.fixture
def book(epub_of, monkeypatch):
    monkeypatch.setattr(book_module, "MANY", 5)
    return epub_of(FILES)


def articles(book):
    return [name for name in book.documents if name.startswith("a-")]


def test_articles_of_a_page_and_a_language_share_a_document(book):
    assert articles(book) == ["a-1-01.xhtml", "a-1-03.xhtml", "a-1-04.xhtml"]
    shared = book.documents["a-1-01.xhtml"]
    assert book.find(shared, "//x:article/@id") == ["a-1-01", "a-1-02"]
    assert book.find(shared, "string(//x:title)").endswith("two – Second")
    assert len(book.find(shared, "//x:script")) == 2


def test_the_front_of_a_page_has_its_articles_behind_it_but_for_the_front_of_the_issue(book):
    first, second = (book.documents[f"page-{label}.xhtml"] for label in "12")
    assert book.find(first, "//x:article") == []
    parts = book.find(second, "//x:body/x:div[@class='joined']/x:article/@id")
    assert parts == ["a-2-01", "a-2-02"]
    assert book.find(second, "//x:body/x:div/@id") == ["page-break-2"]


def test_links_to_neighbours_are_named_by_their_article(book):
    """DAISY Ace: landmarks of one kind in a document have names of their own."""
    shared = book.documents["a-1-01.xhtml"]
    names = book.find(shared, "//x:nav[@class='turn']/@aria-label")
    assert [each.rpartition(": ")[2] for each in names] == ["First “one” & two", "Second"]
    twice = book.find(book.documents["page-2.xhtml"], "//x:nav[@class='turn']/@aria-label")
    assert [each.rpartition(": ")[2] for each in twice] == ["Fifth", "Fifth (2)"]


def test_the_cover_has_only_its_own_rules(book):
    (rules,) = book.find(book.documents["cover.xhtml"], "//x:style/text()")
    assert "section.cover img" in rules
    assert ".article" not in rules
    assert book.find(book.documents["page-1.xhtml"], "//x:link/@href") == ["style.css"]


def test_every_link_leads_to_a_document_or_an_id_that_is_there(book):
    addresses = [
        (name, href)
        for name, document in book.documents.items()
        for href in book.find(document, "//x:a/@href")
    ] + [("toc.ncx", href) for href in book.find(book.tree("toc.ncx"), "//ncx:content/@src")]
    assert ("headlines.xhtml", "a-1-01.xhtml#a-1-02") in addresses
    assert ("toc.ncx", "a-1-01.xhtml#a-1-02") in addresses
    for name, href in addresses:
        target, _, place = href.partition("#")
        document = book.documents[target or name]
        assert not place or book.find(document, f"//*[@id='{place}']"), (name, href)


def test_formulas_of_any_article_are_declared(book):
    (item,) = [each for each in book.manifest.values() if each["href"] == "a-1-01.xhtml"]
    assert item["properties"] == "mathml"


def test_a_document_is_no_larger_than_engines_like(epub_of, monkeypatch):
    monkeypatch.setattr(book_module, "MANY", 5)
    monkeypatch.setattr(joined, "LARGEST", 100)
    assert len(articles(epub_of(FILES))) == 6


def test_usual_issues_have_a_document_for_each_article(epub_of):
    assert len(articles(epub_of(FILES))) == 6


def test_the_next_book_of_a_preview_holds_each_article_once(epub_of, monkeypatch):
    monkeypatch.setattr(book_module, "MANY", 5)
    monkeypatch.setattr(remembered, "_memories", [])
    remembered.remember()
    first, second = (epub_of(FILES, name).documents["a-1-01.xhtml"] for name in "ab")
    assert first.xpath("string()") == second.xpath("string()")
