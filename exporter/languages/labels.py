"""The words that an edition adds to what its authors wrote: one table, the same in EPUB and PDF.

The words of a language are in its file (`exporter.languages.vocabulary`); `{}` stands for what
goes in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

from exporter.languages.vocabulary import ENGLISH, find, word_fault
from exporter.nearest import meant


@dataclass(frozen=True)
class Labels:
    """The words of one language, in the order of its file."""

    page: str  # a page by its label
    number: str  # an issue by its number
    numbers: str  # a double issue by its first and its last number
    total_number: str  # an issue counted from the first one on
    volume: str
    year: str  # the year that a number is of
    of_volume: str  # between volume and number
    in_brackets: str
    cn_number: str
    issn: str
    page_navigation: str
    headline_navigation: str
    contents: str
    inside: str  # above what the front page shows of other pages, 导读
    proof: str  # across the pages of a PDF that is to be corrected
    cover: str
    start: str  # where reading starts
    previous_issue: str
    next_issue: str
    previous_article: str
    next_article: str
    up_to_page: str
    turn: str  # the links to the neighbours of an article
    minutes: str  # how long an article takes to read
    next_page: str  # the name of the page goes in
    back_to_text: str  # from a note
    corrected: str  # an issue that replaces an earlier one
    vertical_edition: str  # follows the title, in brackets
    lite_edition: str
    corrections: str  # heading of the corrections
    more_by: str  # heading; the author's name goes in
    more_in: str  # heading; the section's name goes in
    index: str  # the index of names
    people: str
    organisations: str
    places: str
    subjects: str
    authors: str
    page_list: str
    landmarks: str
    articles_of: str  # the articles of a page
    facsimile: str
    no_articles: str
    editor: str
    publisher: str
    credit: str  # the source of a text
    by: str
    separator: str  # between names
    dateline: str  # before the first words of a text
    continued_on: str  # 下转: the label of the page goes in, as it does below
    continued_from: str  # 上接
    overflow: str  # a sheet for what its page had no room for
    table_continued: str  # the headline of the article goes in
    see_table: str
    table: str
    briefs: str
    classifieds: str  # the head of gathered small advertisements
    advertisement: str  # before each advertisement
    advertisements: str  # the head of those of a page
    video: str  # before the title and address of a film, a sound, a page of others in the text
    audio: str
    embedded: str
    headline_alone: str  # an article of which the source has only the headline
    unnamed: str  # a publication whose source does not name it
    summary_reading: str  # what follows is the accessibility summary, one sentence each
    summary_pages: str
    summary_alternatives: str
    summary_some_alternatives: str
    summary_facsimiles: str
    between_sentences: str


@cache
def labels(language: str) -> Labels:
    """Return the words of a language; English ones for a language without a file."""
    return Labels(**(find(language) or ENGLISH)["labels"])


def with_own(words: Labels, own: Mapping[str, str]) -> Labels:
    """Return the labels, with those of a publication or an issue in place of the built-in ones."""
    return replace(words, **own) if own else words


def label_fault(name: str, words: str) -> str:
    """Return what is wrong with the name or placeholders of a custom label; empty if nothing is."""
    known = ENGLISH["labels"]
    if name not in known:
        return f"has no `{name}`, {meant(name, sorted(known))}"
    fault = word_fault(name, words, known)
    return f"is wrong: {', '.join(fault)}" if fault else ""


def has_labels(language: str) -> bool:
    """Whether a language has words of its own."""
    return find(language) is not None


def example(language: str) -> dict[str, str]:
    """Return the words of the issue that `exporter new` makes, English ones as with `labels`."""
    return dict((find(language) or ENGLISH)["example"])
