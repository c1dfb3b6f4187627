"""Edition → book: documents wrapped, navigation, metadata, cover."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache

import jinja2
from markupsafe import Markup

from exporter import stylesheets
from exporter.edition import Document, Edition
from exporter.edition.edition import DocumentKind, article_document, environment
from exporter.edition.labels import script
from exporter.findings import Finding
from exporter.model import Article, Issue
from exporter.writers import Options
from exporter.writers.epub.cover import COVER, make_cover
from exporter.writers.epub.package import Book, Item

XHTML = "application/xhtml+xml"
STYLESHEET = "style.css"
NOTE_REFERENCE = re.compile(r'(<a [^<>]*)(role="doc-noteref")')


def make_book(edition: Edition, options: Options) -> tuple[Book, list[Finding]]:
    """Make the book of an edition, and the findings of its making."""
    issue = edition.issue
    book = Book(modified(issue))
    _describe(book, edition)
    cover, findings = make_cover(edition)
    if cover:
        name = f"cover{cover.suffix}"
        book.add_item(Item(name, cover.data, cover.media_type, "cover-image", "cover-image"))
        book.add_metadata("OPF", "meta", "", {"name": "cover", "content": "cover-image"})
        body = _template("cover").render(name=name, edition=edition)
        _add_document(book, edition, COVER, edition.labels.cover, body, "cover")
    for document in edition.documents:
        _add_document(
            book, edition, document.name, document.title, document.body, document.kind, document
        )
    style = stylesheets.stylesheet(options.style, "epub.css").encode()
    book.add_item(Item(STYLESHEET, style, "text/css", "style"))
    for number, resource in enumerate(edition.resources.values(), 1):
        file = resource.file
        book.add_item(Item(resource.name, file.data, file.media_type, f"picture-{number}"))
    _add_ncx(book, edition)
    _add_guide(book, edition, bool(cover))
    return book, findings


def modified(issue: Issue) -> datetime:
    """Return the time a book claims: its date, and a second more each revision, UTC.

    A reader that has an older revision then takes the newer for what it is, and the same
    issue always gives the same bytes.
    """
    day = datetime.combine(issue.date, datetime.min.time(), UTC)
    return day + timedelta(seconds=issue.revision - 1)


def identifier(issue: Issue) -> str:
    """Return the identifier of publication and date, the same for every revision."""
    publication = issue.publication
    key = publication.issn or publication.url or publication.name
    return uuid.uuid5(uuid.NAMESPACE_URL, f"issue:{key}/{issue.date}/{issue.title}").urn


def _describe(book: Book, edition: Edition) -> None:
    """Add the metadata of the package document (EPUB 3.3 §5.5)."""
    issue, publication = edition.issue, edition.issue.publication
    book.set_identifier(identifier(issue))
    if publication.issn:
        book.add_metadata("DC", "source", f"urn:issn:{publication.issn}")
    book.set_title(edition.title)
    book.set_language(publication.language)
    book.add_metadata("DC", "creator", publication.name)
    book.add_metadata("DC", "publisher", publication.publisher or publication.name)
    book.add_metadata("DC", "date", issue.date.isoformat())
    book.add_metadata("DC", "type", "newspaper")
    for section in dict.fromkeys(page.section for page in issue.pages if page.section):
        book.add_metadata("DC", "subject", section)
    book.add_meta("belongs-to-collection", publication.name, identifier="series")
    book.add_meta("collection-type", "series", refines="series")
    if issue.number.isascii() and issue.number.isdigit():
        book.add_meta("group-position", issue.number, refines="series")


def _add_document(
    book: Book,
    edition: Edition,
    name: str,
    title: str,
    body: str,
    kind: str,
    document: Document | None = None,
) -> None:
    """Wrap a body as a document of the book and put it into the spine."""
    body = NOTE_REFERENCE.sub(r'\1epub:type="noteref" \2', body)
    language = document.language if document else edition.language
    properties = "nav" if kind == DocumentKind.PAGES else ""
    landmarks = Markup(_landmarks(edition)) if properties else ""
    text = _template("document").render(
        title=title,
        language=language,
        script=script(language),
        kind=kind,
        body=Markup(body),
        landmarks=landmarks,
        stylesheet=STYLESHEET,
    )
    item = Item(name, text.encode(), XHTML, f"d-{name.removesuffix('.xhtml')}", properties)
    book.add_item(item)
    book.spine.append(item)


def _landmarks(edition: Edition) -> str:
    return _template("landmarks").render(labels=edition.labels, first=_first_page(edition))


def _first_page(edition: Edition) -> str:
    """Return the document where reading starts: the first article, else the first page."""
    documents = (*edition.of_kind(DocumentKind.ARTICLE), *edition.of_kind(DocumentKind.PAGE))
    return documents[0].name if documents else "front.xhtml"


def _add_ncx(book: Book, edition: Edition) -> None:
    """Add the table of contents of EPUB 2 readers (OPF 2.0.1 §2.4.1)."""
    pages = [
        (document, [(article_document(article), article.title) for article in articles])
        for document, articles in _pages(edition)
    ]
    text = _template("toc.ncx").render(edition=edition, identifier=book.uid, pages=pages)
    book.add_item(Item("toc.ncx", text.encode(), "application/x-dtbncx+xml", "ncx"))


def _pages(edition: Edition) -> Iterator[tuple[Document, tuple[Article, ...]]]:
    for document in edition.of_kind(DocumentKind.PAGE):
        yield document, document.page.articles if document.page else ()


def _add_guide(book: Book, edition: Edition, has_cover: bool) -> None:
    """Add the guide, by which Kindle and EPUB 2 readers find cover, contents and start."""
    if has_cover:
        book.guide.append({"type": "cover", "title": edition.labels.cover, "href": COVER})
    book.guide.append({"type": "toc", "title": edition.labels.contents, "href": "pages.xhtml"})
    book.guide.append(
        {"type": "text", "title": edition.labels.contents, "href": _first_page(edition)}
    )


@cache
def _template(name: str) -> jinja2.Template:
    suffix = "" if "." in name else ".xhtml"
    return environment().get_template(f"epub/{name}{suffix}")
