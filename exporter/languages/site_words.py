"""The words of a web edition, beside those that every edition has."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from exporter.languages.vocabulary import ENGLISH, find


@dataclass(frozen=True)
class SiteWords:
    """The words of one language, in the order of its file."""

    latest: str
    printed_pages: str
    calendar: str
    archive: str
    subscribe: str
    search: str
    skip: str
    site_navigation: str
    issue_navigation: str
    previous_page: str
    next_page: str
    page_directory: str
    downloads: str
    enlarge: str
    page_pdf: str
    in_print: str
    corrections: str
    corrected_on: str
    revision: str
    added: str
    changed: str
    removed: str
    size: str
    checksum: str
    epub: str
    lite: str
    pdf: str
    pages: str
    by_script: str
    hans: str
    hant: str
    hant_tw: str
    hant_hk: str
    year: str
    issues_of: str
    subscribe_lead: str
    by_reader: str
    by_reader_lead: str
    opds_address: str
    koreader: str
    readest: str
    thorium: str
    by_feed: str
    by_feed_lead: str
    articles_feed: str
    issues_feed: str
    open_app: str
    scan: str
    one_by_one: str
    search_lead: str
    search_by_calendar: str
    reserved: str


@cache
def site_words(language: str) -> SiteWords:
    """Return the words of a language; English ones for what its file lacks."""
    own = (find(language) or ENGLISH).get("site", {})
    return SiteWords(**(ENGLISH["site"] | own))
