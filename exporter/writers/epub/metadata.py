"""Metadata of the package document (EPUB 3.3 §5.5): what the issue is, and where it belongs."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta
from itertools import chain

from exporter.edition import Edition
from exporter.languages.bylines import authors
from exporter.model import Issue
from exporter.version import PROGRAM
from exporter.writers.epub.package import Book
from exporter.writers.epub.series import position

SOURCE = "printed"
TDM = "tdm: http://www.w3.org/ns/tdmrep#"


def modified(issue: Issue) -> datetime:
    """Return the time a book claims: its date, and a second more each revision, UTC.

    A reader that has an older revision then takes the newer for what it is, and the same
    issue always gives the same bytes.
    """
    day = datetime.combine(issue.date, datetime.min.time(), UTC)
    return day + timedelta(seconds=issue.revision - 1)


def identifier(issue: Issue) -> str:
    """Return the identifier of publication and issue, the same for every revision."""
    publication = issue.publication
    key = publication.issn or publication.url or publication.name
    return uuid.uuid5(uuid.NAMESPACE_URL, f"issue:{key}/{issue.date}/{issue.distinction}").urn


def sort_title(edition: Edition) -> str:
    """Return the title by which libraries sort: the date as ISO 8601 sorts as it should."""
    issue = edition.issue
    return " ".join(filter(None, (issue.publication.name, issue.date.isoformat(), issue.title)))


def describe(book: Book, edition: Edition) -> None:
    """Add everything but the accessibility metadata."""
    issue, publication = edition.issue, edition.issue.publication
    book.set_identifier(identifier(issue))
    book.set_language(publication.language)
    languages = [publication.language, *filter(None, (each.language for each in issue.articles))]
    for language in list(dict.fromkeys(languages))[1:]:
        book.add_dc("language", language)
    book.title = edition.title
    book.add_dc("title", edition.title, "title")
    book.add_meta("file-as", sort_title(edition), refines="title")
    book.add_old_meta("calibre:title_sort", sort_title(edition))
    book.add_dc("creator", publication.name, "creator")
    # Calibre sorts a book by an `Unknown` author otherwise.
    book.add_meta("file-as", publication.name, refines="creator")
    book.add_dc("publisher", publication.publisher or publication.name)
    book.add_dc("date", issue.date.isoformat())
    book.add_dc("type", "newspaper")
    for section in dict.fromkeys(page.section for page in issue.pages if page.section):
        book.add_dc("subject", section)
    book.add_old_meta("generator", PROGRAM)
    _add_authors(book, issue)
    _add_series(book, issue)
    _add_source(book, edition)
    _add_rights(book, issue)


def _add_rights(book: Book, issue: Issue) -> None:
    """Reserve text and data mining (TDMRep, EPUB 3: `tdm:reservation`, `tdm:policy`)."""
    rights = issue.publication.reserved
    if rights is None:
        return
    book.prefixes = [*book.prefixes, TDM]
    book.add_meta("tdm:reservation", "1")
    if rights.policy:
        book.add_meta("tdm:policy", rights.policy)


def _add_authors(book: Book, issue: Issue) -> None:
    """Name who wrote the articles, each once (MARC relator `aut`)."""
    language = issue.publication.language
    found = (authors(article.byline, article.language or language) for article in issue.articles)
    names = dict.fromkeys(chain.from_iterable(found))
    for number, name in enumerate(names, 1):
        book.add_dc("contributor", name, f"author-{number}")
        book.add_meta("role", "aut", refines=f"author-{number}", scheme="marc:relators")


def _add_series(book: Book, issue: Issue) -> None:
    """Say that the issue is one of a series (EPUB 3.3 §5.5.4, belongs-to-collection)."""
    publication = issue.publication
    book.add_meta("belongs-to-collection", publication.name, identifier="series")
    book.add_meta("collection-type", "series", refines="series")
    book.add_meta("group-position", position(issue), refines="series")
    if publication.issn:
        book.add_meta("dcterms:identifier", f"urn:issn:{publication.issn}", refines="series")
    if publication.cn_number:
        book.add_meta("dcterms:identifier", publication.cn_number, refines="series")
    book.add_old_meta("calibre:series", publication.name)
    book.add_old_meta("calibre:series_index", position(issue))


def source(edition: Edition) -> str:
    """Name the printed edition that the pages are those of."""
    publication = edition.issue.publication
    return f"urn:issn:{publication.issn}" if publication.issn else edition.title


def _add_source(book: Book, edition: Edition) -> None:
    """Name the source of the page breaks of a printed issue; those of others have `none`.

    EPUB Accessibility 1.1, Page navigation: page lists are allowed without a printed edition, and
    then no source is named (Pagination source). Page Source Identification (W3C) §2.1 makes
    `pageBreakSource` stand exactly once beside every page list, and be `none` for these.
    `source-of` is its older form, which readers still ask for.
    """
    if not edition.issue.printed:
        book.add_meta("pageBreakSource", "none")
        return
    book.add_dc("source", source(edition), SOURCE)
    book.add_meta("source-of", "pagination", refines=SOURCE)
    book.add_meta("pageBreakSource", source(edition))
