"""One issue of a site: articles, printed pages, files, and its record."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from exporter.edition import ArticleDocument, Edition, PageDocument, make_edition
from exporter.edition.phrases import byline
from exporter.edition.style import Style
from exporter.edition.summaries import beginning, prose
from exporter.findings import Finding
from exporter.languages.bylines import authors
from exporter.languages.labels import labels
from exporter.languages.tags import is_ideographic
from exporter.model import Article, Issue
from exporter.outputs import temporary_folder
from exporter.publication.editions import Version
from exporter.publication.site.article_names import article_names, sources
from exporter.publication.site.context import Context
from exporter.publication.site.corrections import corrected, corrections_of, dated
from exporter.publication.site.downloads import Downloads
from exporter.publication.site.feeds.atom import articles_of_issue
from exporter.publication.site.feeds.manifest import manifest
from exporter.publication.site.fragments import as_html, page_of
from exporter.publication.site.lists import IssueLists
from exporter.publication.site.picture_sizes import Pictures
from exporter.publication.site.reading import Place, drawn, versions_of
from exporter.publication.site.record import (
    RECORD,
    ArticleRecord,
    Card,
    Download,
    IssueRecord,
    PageRecord,
    Shot,
)
from exporter.publication.site.shell import Link, PageHead
from exporter.publication.site.site_cache import Kept, making_of
from exporter.publication.site.styles import write_style
from exporter.publication.sources import Source
from exporter.remembered import as_before, remembered_for
from exporter.writers.epub import jsonld
from exporter.writers.epub.metadata import identifier
from exporter.writers.epub.series import position

LONGEST_SUMMARY = 180  # letters of a summary; a wide character counts for two
MOST_WITH_PICTURES = 1  # teasers of a page that show their picture


def make_issue(context: Context, source: Source, place: Place) -> tuple[IssueRecord, list[Finding]]:
    """Write an issue, except the pages that link to the next one; return its record.

    The findings are those of reading it and of its files. Raises any error of `exporter.errors`
    that building it does.
    """
    with temporary_folder() as temporary:
        findings: list[Finding] = []
        versions = versions_of(context, source, place, findings)
        issue = versions[0].issue
        style = context.tools.style_of(issue)
        kept = Kept(context.store, place.old, making_of(context, place.entry, issue, style))
        versions[0] = replace(versions[0], issue=drawn(context, issue, kept, temporary))
        maker = _Maker(context, place, versions, temporary, style, kept)
        return maker.make(), findings + maker.downloads.findings


class _Maker:
    """Makes the files of one issue."""

    def __init__(
        self,
        context: Context,
        place: Place,
        versions: list[Version],
        temporary: Path,
        style: Style,
        kept: Kept,
    ) -> None:
        self.context, self.place, self.versions = context, place, versions
        self.issue = versions[0].issue
        self.kept = kept
        self.edition: Edition = make_edition(self.issue, style)
        placed = (place.folder, place.entry, temporary, self.issue.previous, kept)
        self.downloads = Downloads(context, *placed)
        self.pictures = Pictures(self.edition, context.store, place.folder)
        self.stylesheet = write_style(context.store, style)
        documents = self.edition.article_documents
        self.digests = {
            each.article.id: remembered_for(each.article, "digest", None, partial(_digest, each))
            for each in documents
        }
        self.sources = sources(self.issue)
        known = place.old.articles if place.old else ()
        self.names = article_names(self.issue, self.digests, known)
        self.base = (
            f"{context.shell.base}{place.folder}/" if context.shell.base else f"../{place.folder}/"
        )

    def make(self) -> IssueRecord:
        self.pictures.write_all()
        files = tuple(self.downloads.make(self._plain_first()))
        cover = self.pictures.cover(self.downloads.epub)
        pages = self.page_records()
        record = IssueRecord(
            card=self.card(files, cover, pages),
            language=self.edition.language,
            pages=pages,
            stylesheet=self.stylesheet,
            masthead=self.masthead(),
            making=self.kept.making,
        )
        day = self.issue.revised
        record = record.model_copy(update={"corrections": corrected(record, self.place.old, day)})
        record = dated(record)
        self.around = self.around_articles(record)
        for document in self.edition.article_documents:
            self.article(document, record)
        lists = IssueLists(self.context.shell, record, stylesheet=self.stylesheet)
        for path, page in lists.printed_pages().items():
            self.context.store.write(path, page)
        self.write("articles.xml", articles_of_issue(self.context.shell, record, self.bodies()))
        self.write("manifest.json", manifest(self.context.shell, record))
        return record

    def _plain_first(self) -> list[Version]:
        """Return the versions for downloads, without facsimiles drawn for the site."""
        drawn = self.context.options.facsimiles
        first = self.versions[0]
        if drawn is False or drawn is None:
            pages = tuple(
                page.model_copy(update={"facsimile": None}) if _is_drawn(page, self.issue) else page
                for page in first.issue.pages
            )
            first = replace(first, issue=first.issue.model_copy(update={"pages": pages}))
        return [first, *self.versions[1:]]

    def write(self, name: str, data: str | bytes) -> None:
        self.context.store.write(f"{self.place.folder}/{name}", data)

    # Records ------------------------------------------------------------------------------

    def card(
        self, files: tuple[Download, ...], cover: Shot | None, pages: Sequence[PageRecord]
    ) -> Card:
        issue, entry = self.issue, self.place.entry
        lead = next((article for page in pages for article in page.articles), None)
        return Card(
            key=entry.key,
            digest=entry.digest,
            date=issue.date,
            folder=self.place.folder,
            identifier=identifier(issue),
            name=self.edition.title,
            number=entry.number,
            count=self.edition.number,
            title=issue.title,
            revision=issue.revision,
            position=position(issue),
            updated=_time(issue.date),
            lead=lead.title if lead else "",
            pages=sum(1 for page in pages if page.facsimile),
            cover=cover,
            downloads=files,
        )

    def masthead(self) -> Shot | None:
        name = self.edition.masthead
        return self.pictures.whole(name) if name else None

    def page_records(self) -> tuple[PageRecord, ...]:
        by_page: dict[str, list[ArticleDocument]] = {}
        for document in self.edition.article_documents:
            by_page.setdefault(document.page.label, []).append(document)
        found: list[PageRecord] = []
        for page in self.edition.page_documents:
            number = sum(record.facsimile is not None for record in found)
            found.append(self.page_record(page, number, by_page.get(page.page.label, [])))
        return tuple(found)

    def page_record(
        self, document: PageDocument, number: int, articles: list[ArticleDocument]
    ) -> PageRecord:
        shots = self.pictures.printed(document, number)
        large, small = shots or (None, None)
        facing = self.edition.facing_page(document.page)
        return PageRecord(
            label=document.page.label,
            name=page_of(document.name, {}),
            section=document.page.section,
            editor=document.page.editor,
            facing=facing.label if facing else "",
            articles=tuple(
                self.article_record(each, rank < MOST_WITH_PICTURES)
                for rank, each in enumerate(articles)
            ),
            facsimile=large,
            thumbnail=small,
            spots=self.pictures.spots(document, large, self.names) if large else (),
        )

    def article_record(self, document: ArticleDocument, is_lead: bool) -> ArticleRecord:
        article, language = document.article, document.language
        words = labels(language)
        shown = document.parts.pictures[0] if document.parts.pictures and is_lead else None
        return ArticleRecord(
            id=self.names[article.id],
            source=self.sources[article.id],
            title=article.title,
            digest=self.digests[article.id],
            kicker=str(article.kicker),
            deck=str(article.deck),
            byline=byline(tuple(map(str, article.byline)), words) if article.byline else "",
            authors=tuple(authors(tuple(map(str, article.byline)), language)),
            summary=remembered_for(
                article, "beginning", LONGEST_SUMMARY, partial(_summary, article)
            ),
            kind=article.kind,
            language=article.language or "",
            picture=self.pictures.small(shown) if shown else None,
        )

    # Articles -----------------------------------------------------------------------------

    def article(self, document: ArticleDocument, record: IssueRecord) -> None:
        """Write the page of an article: that of before, if it is made of the same."""
        name, articles = self.names[document.article.id], record.articles
        known = next(each for each in articles if each.id == name)
        page = next(each for each in record.pages if each.label == document.page.label)
        around = _neighbours(record, name)
        make = partial(self.article_page, document, record, known, page, around)
        if not self.edition.style.ours:  # templates of a user may show anything of the issue
            self.write(f"{name}.html", make())
            return
        listed = [(each.id, each.title, each.language) for each in page.articles]
        near = [each and (each.id, each.title) for each in around]
        beside = (page.label, page.name, page.section, bool(page.facsimile), listed, near)
        others = (self.around, document.body, document.title, known, beside)
        self.write(f"{name}.html", remembered_for(document.article, "web", others, make))

    def around_articles(self, record: IssueRecord) -> object:
        """Return what the page of an article may show of its issue, but what is beside it."""
        context, card = self.context, record.card
        head = (card.folder, card.name, card.date, identifier(self.issue), self.issue.printed)
        words = (self.edition.labels, self.edition.language, context.options.writing)
        files = (self.stylesheet, self.names, self.pictures.sizes, self.base)
        return as_before("site", (context.shell, head, words, files, record.corrections))

    def article_page(
        self,
        document: ArticleDocument,
        record: IssueRecord,
        known: ArticleRecord,
        page: PageRecord,
        around: tuple[ArticleRecord | None, ArticleRecord | None],
    ) -> str:
        """Return the page of an article."""
        shell, (before, after) = self.context.shell, around
        links = (
            Link("up", page.name),
            *([Link("prev", f"{before.id}.html")] if before else []),
            *([Link("next", f"{after.id}.html")] if after else []),
        )
        where = shell.name_of(record, self.edition.page_name(document.page))
        vertical = self.context.options.writing == "vertical" and is_ideographic(document.language)
        return shell.page(
            self.article_head(document, known, record, links),
            "article",
            card=record.card,
            here="",
            name=known.id,
            page=page,
            before=before,
            after=after,
            where=where,
            others=where if shell.is_undivided(record) else shell.labels.articles_of.format(where),
            in_print=bool(page.facsimile),
            notice=corrections_of(known.id, record.corrections),
            vertical=vertical,
            text=self.text(document, vertical),
        )

    def text(self, document: ArticleDocument, vertical: bool) -> str:
        """Return the text of an article for its page."""
        words = self.context.shell.labels
        return as_html(
            document.body, self.pictures.sizes, self.names, words.table, vertical=vertical
        )

    def article_head(
        self,
        document: ArticleDocument,
        known: ArticleRecord,
        record: IssueRecord,
        links: tuple[Link, ...],
    ) -> PageHead:
        """Return what stands in the head of an article's page."""
        article = document.article
        picture = document.parts.pictures[0].name if document.parts.pictures else ""
        return PageHead(
            f"{self.place.folder}/{known.id}.html",
            f"{article.title} · {self.context.shell.publication.name}",
            "article",
            description=known.deck or known.summary,
            language=self.edition.language,
            picture=f"{self.place.folder}/{picture}" if picture else "",
            author=known.authors,
            published=record.card.date.isoformat(),
            links=links,
            linked_data=jsonld.of_article(
                self.edition, article, document.page, **self.linked(known, picture, record)
            ),
            stylesheet=self.stylesheet,
        )

    def linked(self, known: ArticleRecord, picture: str, record: IssueRecord) -> dict[str, object]:
        """Return the schema.org data of an article for search engines."""
        base = self.context.shell.base and self.base
        changed = [each.date for each in corrections_of(known.id, record.corrections)]
        return {
            "url": f"{base}{known.id}.html" if base else "",
            "image": f"{base}{picture}" if base and picture else "",
            "dateModified": changed[-1].isoformat() if changed else "",
        }

    def bodies(self) -> dict[str, str]:
        """Return the texts of all articles for the feed, with absolute addresses."""
        if self.context.publication.head.site.feed != "full":
            return {}
        documents = self.edition.article_documents
        return {self.names[each.article.id]: self.body(each) for each in documents}

    def body(self, document: ArticleDocument) -> str:
        """Return the text of an article for the feed."""
        parts = document.parts
        whole = "".join([*parts.figures, parts.body, parts.credit])
        make = partial(as_html, whole, self.pictures.sizes, self.names, base=self.base)
        others = (whole, self.pictures.sizes, self.names, self.base)
        return remembered_for(document.article, "feed", others, make)


def write_record(context: Context, record: IssueRecord, files: Sequence[str]) -> None:
    """Write the record of an issue, with the names of its files."""
    whole = record.model_copy(update={"files": tuple(sorted({*files, RECORD}))})
    context.store.write(f"{record.card.folder}/{RECORD}", whole.model_dump_json(indent=1))


def _is_drawn(page: object, issue: Issue) -> bool:
    """Whether the facsimile of a page was drawn here, not part of the issue."""
    facsimile = getattr(page, "facsimile", None)
    picture = facsimile and facsimile.picture
    return bool(picture and not picture.path.resolve().is_relative_to(issue.root.resolve()))


def _summary(article: Article) -> str:
    return beginning(prose(article), LONGEST_SUMMARY)


def _time(day: object) -> str:
    return f"{day}T00:00:00Z"


def _neighbours(
    record: IssueRecord, name: str
) -> tuple[ArticleRecord | None, ArticleRecord | None]:
    articles = record.articles
    place = [each.id for each in articles].index(name)
    return next(iter(articles[:place][-1:]), None), next(iter(articles[place + 1 :]), None)


def _digest(document: ArticleDocument) -> str:
    """Return the digest of an article's text, independent of its place."""
    article = document.article
    words = [article.kicker, *article.headline, article.deck, *article.byline, article.text]
    words += [figure.words.caption for figure in article.figures]
    text = "\n".join(map(str, words))
    return hashlib.blake2b(text.encode(), digest_size=12).hexdigest()
