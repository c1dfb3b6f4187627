"""The frame of every page of a site: its head, its navigation, its foot."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date as Date
from functools import cached_property
from urllib.parse import quote

from markupsafe import Markup

from exporter.byte_sizes import size_of
from exporter.edition.style import Style
from exporter.languages.dates import long_date
from exporter.languages.digits import in_digits, page_number
from exporter.languages.labels import Labels, labels
from exporter.languages.site_words import SiteWords, site_words
from exporter.languages.tags import direction, script
from exporter.publication.site.record import Card, Download, IssueRecord
from exporter.readers.publication import PublicationHead

ATOM = "application/atom+xml"
OPDS = "application/atom+xml;profile=opds-catalog"
OPDS2 = "application/opds+json"
RANGE = re.compile(r"(?<=\d)–(?=\d)")  # 7–4, which lines would break after its dash
LONGEST_DESCRIPTION = 200  # characters of a page's description, of which search engines show less


def unbroken(text: str) -> str:
    """Return a headline of a list with its ranges held together (word joiner, UAX #14)."""
    return RANGE.sub("–\u2060", text)


@dataclass(frozen=True)
class Link:
    """A `link` of the head of a page."""

    rel: str
    href: str
    type: str = ""
    title: str = ""


@dataclass(frozen=True)
class PageHead:
    """What the head of a page says: its path in the site, its title and what machines read."""

    path: str
    title: str
    kind: str
    description: str = ""
    language: str = ""
    picture: str = ""
    author: tuple[str, ...] = ()
    published: str = ""
    links: Sequence[Link] = ()
    linked_data: str = ""
    stylesheet: str = ""

    @property
    def root(self) -> str:
        """The way from the page to the root of the site."""
        return "../" * self.path.count("/")


@dataclass(frozen=True)
class Shell:
    """Renders pages of a site; `base` is its address with a slash at the end, or empty."""

    publication: PublicationHead
    style: Style
    base: str = ""
    has_search: bool = False
    stylesheet: str = "assets/newspaper.css"
    has_app: bool = False
    words: SiteWords = field(init=False)
    labels: Labels = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "words", site_words(self.publication.language))
        object.__setattr__(self, "labels", labels(self.publication.language))

    @property
    def language(self) -> str:
        """The language of the publication."""
        return self.publication.language

    @cached_property
    def known(self) -> dict[str, object]:
        """The variables of all templates."""
        return {
            "publication": self.publication,
            "words": self.words,
            "labels": self.labels,
            "day": self.day,
            "size": size_of,
            "file_name": self.file_name,
            "page_label": self.page_label,
            "page_words": self.page_words,
            "digits": self.digits,
            "issues_of": self.issues_of,
            "headline": unbroken,
        }

    def day(self, date: Date) -> str:
        """Write a date in the language of the publication."""
        return long_date(date, self.language)

    def digits(self, text: str) -> str:
        """Write the numbers of a text in the digits of the publication's language."""
        return in_digits(text, self.language)

    def page_label(self, label: str) -> str:
        """Write a page's label in the language of the publication: 第01版, Page 1."""
        return self.page_words(self.labels.page, label)

    def title_of(self, card: Card) -> str:
        """Return the title of an issue in catalogues, which is that of its EPUB.

        Readers keep it for the name of the file, so that of a correction has to be another.
        """
        corrected = self.labels.in_brackets.format(self.labels.corrected)
        return card.name + corrected * (card.revision > 1)

    def name_of(self, record: IssueRecord, page: str) -> str:
        """Return the name of a page; if it is all there is and is not printed, “Contents”."""
        return self.labels.contents if self.is_undivided(record) else page

    def is_undivided(self, record: IssueRecord) -> bool:
        """Whether an issue is not divided into pages: it has one, without a name, not printed."""
        first, *others = record.pages or (None,)
        if first is None or others or first.section or first.facsimile:
            return False
        known = self.publication.printed
        return not (self.publication.cn_number if known is None else known)

    def page_words(self, words: str, label: str) -> str:
        """Put a page's label into words that name a page: PDF of page 2, 第02版 PDF."""
        return self.digits(words.format(page_number(label, self.language)))

    def issues_of(self, year: int) -> str:
        """Name the issues of a year: 2026年各期, Issues of 2026."""
        return self.digits(self.words.issues_of.format(year))

    def file_name(self, file: Download) -> str:
        """Return the name of a download: EPUB, 繁体; PDF of page 3."""
        names = {name: getattr(self.words, name) for name in ("epub", "lite", "pdf")} | {
            "pages": self.page_words(self.words.pages, file.page)
        }
        name = names[file.edition]
        if not file.script:
            return str(name)
        return f"{name} · {getattr(self.words, file.script.replace('-', '_'))}"

    def address(self, path: str) -> str:
        """Return the whole address of a path of the site, or the path where the base is unknown."""
        return self.base + quote(path) if self.base else path

    def fill(self, template: str, **context: object) -> Markup:
        """Fill in a template of the web edition."""
        return Markup(self.style.render(f"web/{template}.html", self.known | context))

    def page(self, head: PageHead, template: str, **context: object) -> str:
        """Return a whole page."""
        language = head.language or self.language
        body = self.fill(template, root=head.root, **context)
        return self.style.render(
            "web/document.html",
            self.known
            | {
                "title": head.title,
                "description": head.description[:LONGEST_DESCRIPTION],
                "language": language,
                "direction": direction(language),
                "classes": script(language),
                "kind": head.kind,
                "root": head.root,
                "meta": self.meta(head),
                "links": [*self.links(head), *head.links],
                "linked_data": Markup(head.linked_data),
                "scripts": [f"{head.root}assets/offline.js"] if self.has_app else [],
                "search": self.has_search,
                "reserved": self.publication.reserved,
                "body": body,
            },
        )

    def meta(self, head: PageHead) -> list[tuple[str, str]]:
        """Return the metadata of a page: Open Graph (ogp.me), TDMRep §6.2."""
        is_article = head.kind == "article"
        found = [
            ("og:type", "article" if is_article else "website"),
            ("og:title", head.title),
            ("og:site_name", self.publication.name),
            ("og:locale", self.language.replace("-", "_")),
            ("og:description", head.description[:LONGEST_DESCRIPTION]),
            ("og:url", self.address(head.path) if self.base else ""),
            ("og:image", self.address(head.picture) if self.base and head.picture else ""),
            ("article:published_time", head.published if is_article else ""),
            *(("article:author", name) for name in head.author),
            ("twitter:card", "summary_large_image" if head.picture else "summary"),
        ]
        if rights := self.publication.reserved:
            found += [("tdm-reservation", "1"), ("tdm-policy", rights.policy)]
        return [(name, content) for name, content in found if content]

    def links(self, head: PageHead) -> list[Link]:
        """Return the links of a page: its style, its address, the feeds by which it is found."""
        root = head.root
        name = self.publication.name
        found = [Link("stylesheet", root + (head.stylesheet or self.stylesheet))]
        if self.base:
            found.append(Link("canonical", self.address(head.path)))
        found += [
            Link("alternate", f"{root}opds/latest.xml", OPDS, name),
            Link("alternate", f"{root}opds/latest.json", OPDS2, name),
            Link("alternate", f"{root}feeds/articles.xml", ATOM, self.words.articles_feed),
            Link("alternate", f"{root}feeds/issues.xml", ATOM, self.words.issues_feed),
        ]
        if self.has_app:
            found += [
                Link("icon", f"{root}assets/icon-192.png", "image/png"),
                Link("manifest", f"{root}manifest.webmanifest"),
            ]
        return found
