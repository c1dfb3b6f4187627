"""The edition: an issue as XHTML documents and the pictures they show.

A document's body is an XHTML fragment. Links between documents are `name.xhtml#id` and
pictures are `images/name`, so a writer may package the documents one by one or, ids being
unique in the whole issue, all in one.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date as Date
from enum import StrEnum
from functools import cached_property, partial

from markupsafe import Markup

from exporter.edition.gathered import gather_classifieds
from exporter.edition.kinds import set_kind
from exporter.edition.phrases import byline, count_of_issue
from exporter.edition.style import Style, find_style
from exporter.inline import html_of, is_plain
from exporter.languages.dates import long_date
from exporter.languages.labels import Labels, labels
from exporter.model import Article, Figure, Issue, Neighbour, Page, Picture
from exporter.numbering import Numbering, read_numbering
from exporter.pictures.drawings import PLAIN_SETTING, Setting
from exporter.pictures.files import SUFFIXES, PictureFile, packed_type
from exporter.pictures.fit import FULL, Limit, fit

PLACEHOLDER = re.compile(r'<(figure|img) data-figure="(\d+)"/>')
MEDIUM = re.compile(r'<p(?: [^<>]*)? class="media-(audio|page|video)">')
NOT_PLAIN = re.compile(r"[^A-Za-z0-9._-]+")
INNER_LINK = re.compile(r'(<a [^<>]*?href=)"#([^"]+)"')
PLAIN_LABEL = re.compile(r"[A-Za-z0-9_.]+")
PORTRAIT = 1.1  # height by width from which a picture stands upright; figure.xhtml has it too


class DocumentKind(StrEnum):
    """What a document is."""

    FRONT = "front"
    PAGES = "pages"
    HEADLINES = "headlines"
    PAGE = "page"
    ARTICLE = "article"


@dataclass(frozen=True)
class Document:
    """One XHTML document: `body` is the fragment inside its body element.

    `facsimile` is the name of the picture of the printed page, where a page has one.
    """

    name: str
    kind: DocumentKind
    title: str
    body: str
    language: str
    page: Page | None = None
    article: Article | None = None
    facsimile: str = ""


@dataclass(frozen=True)
class Resource:
    """A picture of the edition under the name that documents use."""

    name: str
    picture: Picture
    setting: Setting = PLAIN_SETTING

    @property
    def media_type(self) -> str:
        """Its media type as packed."""
        return packed_type(self.picture)

    @cached_property
    def file(self) -> PictureFile:
        """The picture as PDFs show it; raises `PictureError` if it can't be decoded."""
        return self.fitted(FULL)

    def fitted(self, limit: Limit) -> PictureFile:
        """Return the picture within a limit; raises `PictureError` if it can't be decoded."""
        return fit(self.picture, limit, self.setting)

    def original(self) -> bytes:
        """Return the file as it was sent, for the press; its EXIF orientation still stands."""
        return self.picture.path.read_bytes()


@dataclass(frozen=True)
class Shown:
    """A picture of an article as templates show it: its name, and what it shows."""

    name: str
    alt: str
    portrait: bool


@dataclass
class Edition:
    """All that the writers need: the issue, its documents in reading order, its pictures."""

    issue: Issue
    labels: Labels
    style: Style = field(default_factory=find_style)
    documents: list[Document] = field(default_factory=list)
    resources: dict[str, Resource] = field(default_factory=dict)
    names: dict[Picture, str] = field(default_factory=dict)

    @property
    def language(self) -> str:
        """Language of the publication."""
        return self.issue.publication.language

    @cached_property
    def setting(self) -> Setting:
        """What the drawings of the issue may use: its files, and the fonts of its language."""
        return Setting(self.issue.root, self.style.families(self.language))

    @property
    def date(self) -> str:
        """The date of the issue with its weekday, in its language."""
        return long_date(self.issue.date, self.language)

    def day(self, date: Date) -> str:
        """Another day in the language of the publication."""
        return long_date(date, self.language)

    @property
    def number(self) -> str:
        """How the issue is counted, as shown: 第407期, Vol. XLII, No. 7; or nothing."""
        return count_of_issue(self.issue.numbering, self.labels)

    def number_of(self, neighbour: Neighbour) -> str:
        """The number of another issue as shown."""
        count = read_numbering(neighbour.number) or Numbering(neighbour.number)
        return count_of_issue(count, self.labels)

    @property
    def title(self) -> str:
        """Name of the publication, title, number and date of the issue in one line."""
        parts = (self.issue.publication.name, self.issue.title, self.number, self.date)
        return " ".join(filter(None, parts))

    def images(self, article: Article) -> list[Shown]:
        """Return the pictures of an article, in its order."""
        return [
            Shown(
                self.names[each.picture],
                each.words.alt or str(each.words.caption) or article.title,
                each.picture.height > each.picture.width * PORTRAIT,
            )
            for each in article.figures
        ]

    def load_pictures(self) -> None:
        """Read all pictures at full size; raises `PictureError` for one that can't be decoded."""
        for resource in self.resources.values():
            _ = resource.file

    def render(self, template: str, **context: object) -> str:
        """Fill in a template of the style; raises `UsageError` where that fails."""
        return self.style.render(template, context)

    def of_kind(self, *kinds: str) -> Iterator[Document]:
        """Yield the documents of these kinds."""
        return (document for document in self.documents if document.kind in kinds)

    def page_name(self, page: Page) -> str:
        """A page as shown: 第01版 头版, Page 1 Front Page."""
        return f"{self.page_label(page)} {page.section}".strip()

    def page_label(self, page: Page) -> str:
        """A page's label as shown: 第01版, Page 1."""
        return self.labels.page.format(page.label)


def make_edition(issue: Issue, style: Style | None = None) -> Edition:
    """Turn an issue into its documents, the newspaper's if no style is given.

    Its pictures are read when a writer asks for them. Raises `UsageError` for a template of the
    style that can't be filled in.
    """
    return _Maker(issue, style or find_style()).edition


def page_document(page: Page, index: int) -> str:
    """Return the name of a page's document; `index` counts from 1.

    Only a label without a hyphen gives its name alone, so it can't be that of another page.
    """
    if PLAIN_LABEL.fullmatch(page.label):
        return f"page-{page.label}.xhtml"
    return f"page-{NOT_PLAIN.sub('', page.label)}-{index}.xhtml"


def article_document(article: Article) -> str:
    """Return the name of an article's document."""
    return f"{article.id}.xhtml"


class _Maker:
    """Makes the documents of one edition."""

    def __init__(self, issue: Issue, style: Style) -> None:
        self.issue, homes = gather_classifieds(issue)
        issue = self.issue
        self.edition = Edition(issue, labels(issue.publication.language), style)
        self.stored: dict[str, str] = {}
        self.taken: set[str] = set()
        self.names = self.edition.names
        self.page_names = [page_document(page, index) for index, page in enumerate(issue.pages, 1)]
        self.articles = {article.id: article for article in issue.articles}
        self.articles |= {name: self.articles[home] for name, home in homes.items()}
        continued = [article for article in issue.articles if article.continues]
        self.origins = {article.continues: article.id for article in continued}
        ends = self.origins.keys() | self.origins.values()
        self.jumps = {
            article.id: (page, article)
            for page in (issue.pages if ends else ())
            for article in page.articles
            if article.id in ends
        }
        self.make()

    def make(self) -> None:
        masthead = self.issue.masthead and self.image(self.issue.masthead, "masthead")
        pages = list(zip(self.issue.pages, self.page_names, strict=True))
        name = self.issue.publication.name
        words = self.edition.labels
        self.add("front.xhtml", DocumentKind.FRONT, name, masthead=masthead)
        self.add("pages.xhtml", DocumentKind.PAGES, words.page_navigation, pages=pages)
        self.add("headlines.xhtml", DocumentKind.HEADLINES, words.headline_navigation, pages=pages)
        articles = self.issue.articles
        neighbours = {
            article.id: (before, after)
            for before, article, after in zip(
                (None, *articles), articles, (*articles[1:], None), strict=False
            )
        }
        for page, page_name in pages:
            self.page(page, page_name)
            for rank, article in enumerate(page.articles, 1):
                self.article(article, page, page_name, neighbours[article.id], rank)

    def page(self, page: Page, name: str) -> None:
        picture = page.facsimile and page.facsimile.picture
        image = self.image(picture, f"page-{page.label}") if picture else ""
        title = self.edition.page_name(page)
        self.add(name, DocumentKind.PAGE, title, page=page, facsimile=image)

    def article(
        self,
        article: Article,
        page: Page,
        page_name: str,
        neighbours: tuple[Article | None, Article | None],
        rank: int,
    ) -> None:
        before, after = neighbours
        words = labels(article.language) if article.language else self.edition.labels
        placed: set[int] = set()
        body = PLACEHOLDER.sub(
            lambda match: self.placed(match, article, page, placed),
            set_kind(article.body, article.kind),
        )
        head = [
            self.figure(figure, page)
            for number, figure in enumerate(article.figures)
            if number not in placed
        ]
        self.add(
            article_document(article),
            DocumentKind.ARTICLE,
            article.title,
            page=page,
            article=article,
            page_document=page_name,
            previous=before,
            next=after,
            onward=self.jumps.get(article.continues),
            origin=self.jumps.get(self.origins.get(article.id, "")),
            rank=rank,
            head_figures=Markup("".join(head)),
            words=words,
            byline=_byline(article, words),
            body=_with_dateline(_with_kinds(body, words), article, words),
        )

    def placed(self, match: re.Match[str], article: Article, page: Page, placed: set[int]) -> str:
        """Put a figure where the body has its placeholder."""
        number = int(match[2])
        placed.add(number)
        figure = article.figures[number]
        return self.figure(figure, page, inline=match[1] == "img")

    def figure(self, figure: Figure, page: Page, inline: bool = False) -> str:
        name = self.image(figure.picture, f"{page.label}-{figure.picture.path.stem}")
        return self.edition.render(
            "figure.xhtml",
            words=figure.words,
            picture=figure.picture,
            name=name,
            inline=inline,
        )

    def image(self, picture: Picture, wanted: str) -> str:
        """Take a picture into the edition, each content once; return its name."""
        if picture not in self.names:
            with picture.path.open("rb") as file:
                digest = hashlib.file_digest(file, "blake2b").hexdigest()
            if digest not in self.stored:
                self.stored[digest] = self.resource(picture, wanted)
            self.names[picture] = self.stored[digest]
        return self.names[picture]

    def resource(self, picture: Picture, wanted: str) -> str:
        stem = NOT_PLAIN.sub("-", wanted).strip("-.") or "picture"
        suffix = SUFFIXES[packed_type(picture)]
        name = f"images/{stem}{suffix}"
        number = 2
        # File systems and EPUB (OCF 3.3 §4.2.3) take a.png and A.png for the same name.
        while name.casefold() in self.taken:
            name = f"images/{stem}-{number}{suffix}"
            number += 1
        self.taken.add(name.casefold())
        self.edition.resources[name] = Resource(name, picture, self.edition.setting)
        return name

    def between_documents(self, source: str, link: re.Match[str]) -> str:
        """Let a link from the article `source` to a place of another lead to its document."""
        opening, target = link.groups()
        parts = target.split("-")
        heads = ("-".join(parts[:count]) for count in range(len(parts), 0, -1))
        owner = next((name for name in heads if name in self.articles), source)
        if owner == source:
            return link[0]
        place = "" if target == self.articles[owner].id else f"#{target}"
        return f'{opening}"{article_document(self.articles[owner])}{place}"'

    def add(
        self,
        name: str,
        kind: DocumentKind,
        title: str,
        page: Page | None = None,
        article: Article | None = None,
        facsimile: str = "",
        **context: object,
    ) -> None:
        """Render a document from the template of its kind."""
        language = (article and article.language) or self.edition.language
        body = self.edition.render(
            f"{kind}.xhtml",
            issue=self.issue,
            edition=self.edition,
            labels=self.edition.labels,
            page=page,
            article=article,
            title=title,
            article_document=article_document,
            **context,
        )
        if article:
            body = INNER_LINK.sub(partial(self.between_documents, article.id), body)
        document = Document(name, kind, title, body, language, page, article, facsimile)
        self.edition.documents.append(document)


def _with_kinds(body: str, words: Labels) -> str:
    """Say before the line of a film, a sound or a page of others which of them it is."""
    said = {"audio": words.audio, "page": words.embedded, "video": words.video}
    return MEDIUM.sub(
        lambda line: f'{line[0]}<span class="media-kind">{said[line[1]]}</span> ', body
    )


def _byline(article: Article, words: Labels) -> str:
    if all(map(is_plain, article.byline)):
        return byline(article.byline, words)
    return Markup(byline(tuple(map(html_of, article.byline)), words))


def _with_dateline(body: str, article: Article, words: Labels) -> Markup:
    """Run the dateline into the first paragraph."""
    if not article.dateline:
        return Markup(body)
    line = Markup('<span class="dateline">{}</span>').format(
        words.dateline.format(article.dateline)
    )
    if body.startswith("<p>"):
        return Markup("<p>") + line + Markup(body.removeprefix("<p>"))
    return Markup("<p>") + line + Markup("</p>\n" + body)
