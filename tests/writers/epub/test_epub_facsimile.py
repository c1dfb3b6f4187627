"""Printed pages: fixed layout, regions as links, and the way back."""

import io

import pikepdf
import pytest
from PIL import Image

from exporter import Options, build
from exporter.errors import InvalidSource
from exporter.languages.labels import labels


@pytest.fixture
def book_of(printed, tmp_path, read_epub):
    def make(**options):
        path = tmp_path / "printed.epub"
        build(printed, [path], Options(**options))
        return read_epub(path)

    return make


def test_a_printed_page_stands_after_the_articles_of_its_page_in_fixed_layout(book_of):
    """Between the front of the issue and the lead, it would be a turn more."""
    book = book_of()
    articles = ["a-A01-01.xhtml", "a-A01-02.xhtml", "a-A01-03.xhtml"]
    assert book.spine[1:6] == ["page-A01.xhtml", *articles, "facsimile-A01.xhtml"]
    fixed = book.find(book.package, "//opf:itemref[contains(@properties, 'pre-paginated')]/@idref")
    assert fixed == ["d-facsimile-A01", "d-facsimile-A02"]


def test_the_viewport_has_the_shape_of_the_picture(book_of):
    book = book_of()
    document = book.documents["facsimile-A01.xhtml"]
    assert book.find(document, "//x:meta[@name='viewport']/@content") == ["width=800, height=1200"]


def test_regions_are_links_in_per_cent_of_the_page(book_of):
    links = book_of().documents["facsimile-A01.xhtml"].xpath("//*[local-name()='a']")
    assert [link.get("href") for link in links] == [f"a-A01-0{n}.xhtml" for n in (1, 2, 3)]
    assert links[0].get("style") == "left:12.500%;top:33.333%;width:75.000%;height:41.667%"
    assert "clip-path:polygon(0.00% 0.00%,100.00% 0.00%,100.00% 100.00%" in links[1].get("style")
    assert links[2].get("style") is None


def test_an_article_leads_to_its_place_on_the_printed_page(book_of):
    book = book_of()
    (link,) = book.find(book.documents["a-A01-02.xhtml"], "//x:a[@class='as-printed']")
    assert link.text == labels("zh-Hant").facsimile.format("第A01版")
    name, _, identifier = link.get("href").partition("#")
    assert len(book.find(book.documents[name], f"//*[@id='{identifier}']")) == 1
    assert book.find(book.documents["page-A01.xhtml"], "//x:p[@class='as-printed']/x:a/@href") == [
        "facsimile-A01.xhtml"
    ]


def test_a_page_without_articles_has_its_words(book_of):
    (image,) = book_of().documents["facsimile-A02.xhtml"].xpath("//*[local-name()='img']")
    assert image.get("alt") == "書店在六月打折"


def test_printed_pages_can_be_left_out(book_of):
    book = book_of(facsimiles=False)
    assert not [name for name in book.files if "facsimile" in name or "images/" in name]
    assert book.find(book.documents["a-A01-01.xhtml"], "//x:a[@class='as-printed']") == []


def test_printed_pages_may_have_half_as_many_pixels_again(book_of):
    book = book_of(max_image=400)
    name = book.find(book.documents["facsimile-A01.xhtml"], "//x:img/@src")[0]
    assert max(Image.open(io.BytesIO(book.read(name))).size) in (600, 1200)
    viewport = book.find(book.documents["facsimile-A01.xhtml"], "//x:meta[@name='viewport']")
    assert viewport[0].get("content") == "width=400, height=600"


PDF_ISSUE = """\
publication: {name: N, language: en}
date: 2026-06-16
pages: [{label: "01", facsimile: {pdf: page.pdf, regions: [
  {article: 1.md, points: [[0, 0], [300, 0], [300, 200], [0, 200]]}]}}]
"""


def pdf():
    buffer = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page(page_size=(600, 800))
        document.save(buffer)
    return buffer.getvalue()


def test_a_pdf_of_a_page_is_drawn(epub_of):
    book = epub_of(
        {"issue.yaml": PDF_ISSUE, "page.pdf": pdf(), "01/1.md": "---\nheadline: H\n---\n"}
    )
    document = book.documents["facsimile-01.xhtml"]
    image = Image.open(io.BytesIO(book.read(book.find(document, "//x:img/@src")[0])))
    assert (image.format, image.size) == ("JPEG", (1800, 2400))
    (link,) = book.find(document, "//x:a[@class='spot']/@style")
    assert link == "left:0.000%;top:0.000%;width:50.000%;height:25.000%"


def test_a_pdf_that_can_not_be_read_is_an_error(issue_folder, tmp_path):
    folder = issue_folder(
        {"issue.yaml": PDF_ISSUE, "page.pdf": b"no", "01/1.md": "---\nheadline: H\n---\n"}
    )
    with pytest.raises(InvalidSource, match=r"page\.pdf"):
        build(folder, [tmp_path / "a.epub"])
    assert not (tmp_path / "a.epub").exists()
