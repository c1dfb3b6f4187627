"""The EPUB read back by a library that others read EPUBs with."""

import io

import pytest
from ebooklib import ITEM_DOCUMENT, epub
from lxml import etree
from PIL import Image

from exporter.edition import make_edition
from exporter.readers import read

BOOKS = ["lanjiang-weekly", "saltmere-chronicle", "tricky"]


@pytest.fixture(params=BOOKS)
def written(request, samples, tricky, tricky_epub):
    """An issue, and its book as EbookLib reads it."""
    if request.param == "tricky":
        return read(tricky).issue, epub.read_epub(tricky_epub.path)
    path = samples(request.param, "epub")
    folder = request.config.rootpath / "samples" / request.param
    return read(folder).issue, epub.read_epub(path)


def text(xhtml):
    return "".join(etree.fromstring(xhtml).itertext()).split()


def test_every_article_has_its_text(written):
    issue, book = written
    items = {item.file_name: item for item in book.get_items_of_type(ITEM_DOCUMENT)}
    edition = make_edition(issue)
    wrapper = '<body xmlns:epub="http://www.idpf.org/2007/ops">{}</body>'
    articles = edition.article_documents
    assert len(articles) == len(issue.articles) > 5
    for document in articles:
        content = etree.fromstring(items[document.name].content)
        (article,) = content.iter("{http://www.w3.org/1999/xhtml}article")
        (expected,) = etree.fromstring(wrapper.format(document.body)).iter("article")
        etree.strip_elements(expected, "rp", with_tail=False)  # every EPUB 3 reader knows ruby
        assert text(etree.tostring(article)) == text(etree.tostring(expected))


def test_every_article_has_the_words_around_its_body(written):
    issue, book = written
    for article in make_edition(issue).issue.articles:
        content = book.get_item_with_href(f"{article.id}.xhtml").content
        words = "".join(etree.fromstring(content).itertext())
        for line in (*article.headline, article.kicker, article.deck, article.dateline):
            assert line in words


def test_every_picture_is_there(written):
    issue, book = written
    edition = make_edition(issue)
    assert len(edition.resources) >= 9
    for name, resource in edition.resources.items():
        content = book.get_item_with_href(name).content
        if resource.media_type == "image/svg+xml":
            assert content == resource.file.data
            continue
        with Image.open(io.BytesIO(content)) as image:
            size = resource.picture.width, resource.picture.height
            assert image.size == size or max(image.size) in (1600, 2400)


def test_metadata_is_read_back(written):
    issue, book = written
    assert book.get_metadata("DC", "language")[0][0] == issue.publication.language
    corrected = " (طبعة مصحّحة)" * (issue.revision > 1)
    assert book.title == make_edition(issue).title + corrected
    assert book.get_metadata("DC", "publisher")[0][0] == issue.publication.publisher


def test_the_contents_are_read_back(written):
    issue, book = written
    listed = [
        (page.title, [link.title for link in links])
        for page, links in (each if isinstance(each, tuple) else (each, []) for each in book.toc)
    ]
    edition = make_edition(issue)
    assert listed == [
        (
            edition.page_name(page),
            [article.title for article in page.articles]
            + [edition.labels.advertisements] * page.has_artwork,
        )
        for page in edition.issue.pages
    ] + [
        (issue.publication.name, []),
        (edition.labels.headline_navigation, []),
        (edition.labels.index, []),
    ]
