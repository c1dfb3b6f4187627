"""Metadata of the package document (EPUB 3.3 §5.5): the issue and its series."""

from __future__ import annotations

import uuid
from collections import Counter
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import chain

from exporter.edition import Edition
from exporter.languages.bylines import authors
from exporter.model import Issue
from exporter.version import PROGRAM
from exporter.writers.epub.package import Book
from exporter.writers.epub.series import position
from exporter.writers.epub.variants import Variant

SOURCE = "printed"
MOST_SUBJECTS = 5  # per issue: more would flood a library with tags
MOST_LEADS = 4  # headlines in a description
TDM = "tdm: http://www.w3.org/ns/tdmrep#"


def modified(issue: Issue) -> datetime:
    """Return the time a book claims: its date, and a second more each revision, UTC.

    So readers recognise a newer revision, and the same issue always gives the same bytes.
    """
    day = datetime.combine(issue.date, datetime.min.time(), UTC)
    return day + timedelta(seconds=issue.revision - 1)


def identifier(issue: Issue) -> str:
    """Return the identifier of the issue, the same for every revision and variant."""
    return _urn(f"issue:{issue.key}")


@lru_cache  # each document of a book names its issue
def _urn(name: str) -> str:
    return uuid.uuid5(uuid.NAMESPACE_URL, name).urn


def variant_identifier(issue: Issue, variant: Variant) -> str:
    """Return the identifier of a variant of the issue; the issue's own if it is not a variant."""
    if not variant.names:
        return identifier(issue)
    return _urn(f"issue:{issue.key}#{'-'.join(variant.names)}")


def sort_title(edition: Edition, variant: Variant) -> str:
    """Return the title for sorting, with the date in ISO 8601."""
    issue = edition.issue
    parts = (issue.publication.name, issue.date.isoformat(), issue.title)
    return " ".join(filter(None, parts)) + variant.suffix(edition)


def describe(book: Book, edition: Edition, variant: Variant) -> None:
    """Add everything but the accessibility metadata."""
    issue, publication = edition.issue, edition.issue.publication
    book.set_identifier(variant_identifier(issue, variant))
    if variant.names:
        book.add_meta("dcterms:isVersionOf", identifier(issue))
    book.set_language(publication.language)
    languages = [publication.language, *filter(None, (each.language for each in issue.articles))]
    for language in list(dict.fromkeys(languages))[1:]:
        book.add_dc("language", language)
    book.title = edition.title + variant.suffix(edition)
    book.add_dc("title", book.title, "title")
    book.add_meta("file-as", sort_title(edition, variant), refines="title")
    book.add_old_meta("calibre:title_sort", sort_title(edition, variant))
    book.add_dc("creator", publication.name, "creator")
    # Calibre sorts a book by an `Unknown` author otherwise.
    book.add_meta("file-as", publication.name, refines="creator")
    book.add_dc("publisher", publication.publisher or publication.name)
    book.add_dc("date", issue.date.isoformat())
    book.add_dc("type", "newspaper")
    for subject in subjects(issue):
        book.add_dc("subject", subject)
    if said := description(edition):
        book.add_dc("description", said)
    if publication.copyright:
        book.add_dc("rights", publication.copyright)
    book.add_old_meta("generator", PROGRAM)
    _add_authors(book, issue)
    _add_series(book, issue)
    _add_source(book, edition)
    _add_rights(book, issue)


def subjects(issue: Issue) -> list[str]:
    """Return the most frequent subjects of the articles, for libraries.

    Sections are not subjects: libraries would get a tag for each section.
    """
    named = Counter(chain.from_iterable(article.subjects for article in issue.articles))
    return [subject for subject, _ in named.most_common(MOST_SUBJECTS)]


def description(edition: Edition) -> str:
    """Return the issue's description, or else its first headlines.

    A corrected issue names its corrections at the end.
    """
    issue = edition.issue
    leads = [page.articles[0].title for page in issue.pages if page.articles]
    told = issue.description or edition.labels.between_sentences.join(leads[:MOST_LEADS])
    words = edition.labels
    sign = words.in_brackets.format(words.corrected).strip()
    corrected = [sign, *issue.corrections] if issue.revision > 1 else []
    return words.between_sentences.join(filter(None, (told, *corrected)))


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
    """Add the authors of the articles, without duplicates (MARC relator `aut`)."""
    language = issue.publication.language
    found = (authors(article.byline, article.language or language) for article in issue.articles)
    names = dict.fromkeys(chain.from_iterable(found))
    for number, name in enumerate(names, 1):
        book.add_dc("contributor", name, f"author-{number}")
        book.add_meta("role", "aut", refines=f"author-{number}", scheme="marc:relators")


def _add_series(book: Book, issue: Issue) -> None:
    """Add the series of the issue (EPUB 3.3 §5.5.4, belongs-to-collection)."""
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
    """Add the printed edition that the pages belong to."""
    publication = edition.issue.publication
    return f"urn:issn:{publication.issn}" if publication.issn else edition.title


def _add_source(book: Book, edition: Edition) -> None:
    """Add the source of page breaks: the printed issue, or `none`.

    EPUB Accessibility 1.1, Page navigation: page lists are allowed without a printed edition, and
    then no source is named (Pagination source). Page Source Identification (W3C) §2.1 requires one
    `pageBreakSource` with every page list, which is `none` for these. `source-of` is its older
    form, which readers still ask for.
    """
    if not edition.issue.printed:
        book.add_meta("pageBreakSource", "none")
        return
    book.add_dc("source", source(edition), SOURCE)
    book.add_meta("source-of", "pagination", refines=SOURCE)
    book.add_meta("pageBreakSource", source(edition))
