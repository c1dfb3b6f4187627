"""From what a reader found to an `Issue`: ids, bodies, pictures, limits, and what was lost.

Readers of foreign formats collect drafts; what makes a draft unfit becomes a warning and the
rest goes on, for a partial issue is better than none.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import replace
from datetime import date as Date
from html import escape, unescape
from pathlib import Path
from typing import TypeVar
from urllib.parse import unquote, urlsplit

from pydantic import ValidationError

from exporter import content
from exporter.amounts import amount
from exporter.content.sanitize import clean_text
from exporter.findings import Finding, Severity
from exporter.languages.labels import labels
from exporter.model import (
    LANGUAGE,
    Article,
    Facsimile,
    Figure,
    Issue,
    Neighbour,
    Page,
    Picture,
    Publication,
    Region,
)
from exporter.options import FetchError, ReadOptions
from exporter.pictures.embedded import embedded, is_embedded, taken_out
from exporter.pictures.files import PictureError, locate, measure
from exporter.readers.base import Reading
from exporter.readers.tools import markup
from exporter.readers.tools.beginnings import first_words
from exporter.readers.tools.chinese_dates import date_in_names
from exporter.readers.tools.drafts import Draft, DraftArticle, DraftFigure, DraftPage
from exporter.readers.tools.notes import Notes
from exporter.readers.tools.page_labels import slug, unique_labels
from exporter.repair import repair_markup
from exporter.shortened import shortened
from exporter.yamlfile import worded

MAX_WORDS = 2_000
MAX_BODY = 2_000_000
MAX_ARTICLES = 5_000
MAX_PAGES = 500
MAX_FINDINGS = 5_000
SPACE = re.compile(r"[ \t\r\n\f\v\x85\u2028\u2029]+")
Cut = TypeVar("Cut")


class Assembly(Notes):
    """Collects findings, changes and drafts of one reading, and makes the issue."""

    def __init__(self, source: Path, options: ReadOptions) -> None:
        super().__init__(source, options)
        self.fetched: dict[str, Path | str] = {}
        # Pictures inside documents or found for them, by document and address.
        self.inside: dict[tuple[Path, str], Path] = {}

    # The issue ----------------------------------------------------------------------------

    def reading(self, draft: Draft | None) -> Reading:
        """Make the issue; what could not be used of the draft is among the findings."""
        self.note_guesses()
        issue = None if draft is None else self._issue(draft)
        if any(finding.severity is Severity.ERROR for finding in self.findings):
            issue = None
        findings = list(dict.fromkeys(self.findings))
        if len(findings) > MAX_FINDINGS:
            more = f"{amount(len(findings) - MAX_FINDINGS, 'more warning')} of this kind left out"
            bad = [finding for finding in findings if finding.severity is Severity.ERROR]
            kept = [finding for finding in findings if finding not in bad][:MAX_FINDINGS]
            rest = Finding("source-losses", self.source, 0, more)
            findings = [*bad, *kept, rest]
        return Reading(issue, tuple(findings), tuple(self.changes), tuple(self.reasons))

    def _issue(self, draft: Draft) -> Issue | None:
        pages = self._cut(draft.pages, MAX_PAGES, "pages")
        date = self.options.date or draft.date or date_in_names(self.source)
        if not any(page.articles or page.facsimile or page.pdf for page in pages):
            if any(finding.severity is Severity.ERROR for finding in self.findings):
                return None  # which says why there is none
            message = "no article was found in it"
            self.fail("source-empty", self.source, 0, message, "is it complete?")
        elif date is None:
            message = f"has no date{draft.date_doubt}"
            self.fail("source-date", self.source, 0, message, "give the day: --date YYYY-MM-DD")
        if date is None:
            return None
        self._name_other_days(pages, date)
        made = self._pages(pages)
        is_empty = not any(page.articles or page.facsimile for page in made)
        if is_empty and any(page.articles for page in pages):
            message = "contains no article with text or a picture"
            advice = "is it cut short, or are its pictures to be loaded with --fetch-images?"
            self.fail("source-empty", self.source, 0, message, advice)
            return None
        known = draft.language if LANGUAGE.fullmatch(draft.language) else "en"
        language = self.options.language or known
        try:
            return Issue(
                root=self.root,
                publication=self._publication(self._name(draft, language), language, draft),
                date=date,
                number=_words(self.options.number or draft.number),
                title=_words(self.options.title or draft.title),
                pages=made,
                previous=Neighbour(date=draft.previous) if draft.previous else None,
                next=Neighbour(date=draft.next) if draft.next else None,
            )
        except ValidationError as error:
            for details in error.errors():
                self.fail("source-value", self.source, 0, *worded(details))
            return None

    def _name(self, draft: Draft, language: str) -> str:
        """Return the publication's name; one that the source does not say is a neutral one."""
        name = _words(self.options.publication or draft.name)
        if not name:
            name = labels(language).unnamed
            message = f"names no publication, so it is called {name}"
            self.warn("source-publication", self.source, 0, message, "name it with --publication")
        return name

    def _name_other_days(self, pages: list[DraftPage], date: Date) -> None:
        """Note each article that says that it is of another day than the issue."""
        for article in (article for page in pages for article in page.articles):
            words = _words(" ".join(article.headline) or markup.text(article.html[:1_000]))[:40]
            if words and article.date and article.date != date:
                message = f"`{words}` is dated {article.date}, the issue {date}"
                advice = "does it belong to the issue?"
                self.warn("source-date", article.source, article.line, message, advice)

    def _publication(self, name: str, language: str, draft: Draft) -> Publication:
        """Make the publication; an invalid number or address is left out with a warning."""
        fields: dict[str, str] = {"name": name, "language": language}
        for key in ("url", "issn", "cn_number", "code", "publisher", "tagline"):
            value = _words(getattr(draft, key))
            try:
                Publication(name="-", language="en", **{key: value})
                fields[key] = value
            except ValidationError as error:
                message, _ = worded(error.errors()[0])
                self.warn("source-value", self.source, 0, message, "it is left out")
        return Publication(**fields, printed=draft.printed)

    def _cut(self, items: list[Cut], limit: int, what: str) -> list[Cut]:
        if len(items) > limit:
            message = f"has {len(items):,} {what}, those after the first {limit:,} are left out"
            self.warn("source-size", self.source, 0, message, "split it into several issues")
        return items[:limit]

    def _pages(self, drafts: list[DraftPage]) -> tuple[Page, ...]:
        labels = unique_labels([draft.label for draft in drafts])
        room = MAX_ARTICLES
        pages = []
        for draft, label in zip(drafts, labels, strict=True):
            articles = draft.articles[:room]
            if len(articles) < len(draft.articles):
                self._cut(draft.articles, len(articles), f"articles on page {label}")
            room -= len(articles)
            pages.append(self._page(draft, articles, label))
        return tuple(pages)

    def _page(self, draft: DraftPage, drafts: list[DraftArticle], label: str) -> Page:
        articles: list[Article] = []
        by_key: dict[str, str] = {}
        for article in drafts:
            identifier = f"a-{slug(label)}-{len(articles) + 1:02}"
            made = self._article(article, identifier)
            if made:
                articles.append(made)
                by_key[article.key] = made.id
        return Page(
            label=label,
            section=self._text(draft.section, draft.source),
            editor=self._text(draft.editor, draft.source),
            articles=tuple(articles),
            facsimile=self._facsimile(draft, by_key),
        )

    def _facsimile(self, draft: DraftPage, by_key: dict[str, str]) -> Facsimile | None:
        picture = self._picture(draft.facsimile, draft.source, 0) if draft.facsimile else None
        pdf = self._pdf(draft) if draft.pdf else None
        if not picture and not pdf:
            return None
        regions = [
            Region(article=by_key[key], points=points)
            for key, points in draft.regions
            if key in by_key and picture
        ]
        return Facsimile(picture=picture, pdf=pdf, regions=tuple(dict.fromkeys(regions)))

    def _pdf(self, draft: DraftPage) -> Path | None:
        try:
            path = locate(_local(draft.pdf), draft.source.parent, self.root)
        except PictureError:
            return None  # saved pages seldom have the PDF with them
        with path.open("rb") as file:
            return path if file.read(5) == b"%PDF-" else None

    # Articles -----------------------------------------------------------------------------

    def _body(self, draft: DraftArticle, identifier: str) -> content.Body:
        """Return the body of an article; its figures are those that exist."""
        path, line = draft.source, draft.line
        figures = [self._figure(figure, path, line) for figure in draft.figures]
        lost = [shown for shown, made in zip(draft.figures, figures, strict=True) if not made]
        body = content.body_from_html(
            # Of a picture that does not exist, the words remain.
            draft.html + _words_of_figures(lost),
            identifier,
            lambda address: self._resolved(address, path),
            tuple(figure for figure in figures if figure),
        )
        for remark in body.remarks:
            self.warn(remark.rule, path, line, remark.message, remark.advice)
        return body

    def _article(self, draft: DraftArticle, identifier: str) -> Article | None:
        path, line = draft.source, draft.line
        html, files = taken_out(draft.html)
        self.inside.update(((path, name), file) for name, file in files.items())
        draft = replace(draft, html=html)
        if len(draft.html) > MAX_BODY:
            message = f"an article has {len(draft.html):,} characters and is cut to {MAX_BODY:,}"
            self.warn("source-size", path, line, message)
            draft = replace(draft, html=draft.html[:MAX_BODY])
        if self.options.repair:
            draft = self._repaired_article(draft)
        headline = tuple(filter(None, (self._text(part, path) for part in draft.headline)))
        body = self._body(draft, identifier)
        if not headline and not body.xhtml and not body.figures:
            self.warn(
                "source-empty", path, line, "an article without headline and text is left out"
            )
            return None
        language = draft.language if LANGUAGE.fullmatch(draft.language) else None
        return Article(
            id=identifier,
            source=_relative(path, self.root),
            headline=headline or (first_words(body.xhtml) or path.stem,),
            kicker=self._text(draft.kicker, path),
            deck=self._text(draft.deck, path),
            byline=tuple(filter(None, (self._text(name, path) for name in draft.byline))),
            dateline=self._text(draft.dateline, path),
            credit=self._text(draft.credit, path),
            column=self._text(draft.column, path),
            subjects=tuple(filter(None, (self._text(name, path) for name in draft.subjects))),
            kind=draft.kind,
            language=language,
            figures=body.figures,
            body=body.xhtml,
        )

    def _repaired_article(self, draft: DraftArticle) -> DraftArticle:
        """Repair the words of an article, all of which are one document."""
        heads = [draft.kicker, *draft.headline, draft.deck, draft.credit]
        marked = "".join(f"<h1>{escape(text, quote=False)}</h1>" for text in heads)
        done = repair_markup(marked + draft.html)
        self.reasons += [f"{draft.source}: {reason}" for reason in done.reasons]
        self.note_unrepaired(draft.source, [draft.line] * bool(done.unrepaired))
        if not done.changes:
            return draft
        self.compare_repaired(marked + draft.html, done, draft.source)
        self.note_changes(
            [replace(change, line=draft.line) for change in done.changes], draft.source
        )
        *words, html = done.text.split("</h1>", len(heads))
        kicker, *headline, deck, credit = (unescape(text).removeprefix("<h1>") for text in words)
        return replace(
            draft, kicker=kicker, headline=tuple(headline), deck=deck, credit=credit, html=html
        )

    def _text(self, text: str, path: Path) -> str:
        """Return words as the model takes them: one line, clean, not too long."""
        words = _words(text)
        if len(words) > MAX_WORDS:
            message = f"`{words[:20]}…` has {len(words):,} characters, too many for one line"
            self.warn("source-size", path, 0, message, f"it is cut to {MAX_WORDS:,}")
        return shortened(words, MAX_WORDS)

    # Pictures -----------------------------------------------------------------------------

    def _figure(self, draft: DraftFigure, path: Path, line: int) -> Figure | None:
        picture = self._picture(draft.address, path, line)
        if picture is None:
            return None
        words = {
            name: self._text(getattr(draft, name), path) for name in ("caption", "credit", "alt")
        }
        return Figure(picture=picture, **words)

    def _picture(self, address: str, path: Path, line: int) -> Picture | None:
        try:
            return self._resolved(address, path)
        except PictureError as error:
            self.warn(error.rule, path, line, error.message, error.advice)
            return None

    def _resolved(self, address: str, path: Path) -> Picture:
        """Find the picture an address names: a file of the source, one in it, or one fetched."""
        if is_embedded(address):
            return embedded(address)
        is_elsewhere = is_remote(address) and not self._mirrored(address, path)
        file = self._fetch(address) if is_elsewhere else self.file_of(address, path)
        try:
            return measure(file)
        except OSError as error:
            message = f"picture `{file.name}` can't be read ({error.strerror})"
            raise PictureError("issue-picture-broken", message, "check the file") from None

    def file_of(self, address: str, path: Path) -> Path:
        """Return the file of a picture of the source that `path` names; raises `PictureError`."""
        if (path, address) in self.inside:
            return self.inside[path, address]
        if mirrored := self._mirrored(address, path):
            return mirrored
        return locate(_local(address), path.parent, self.root)

    def _mirrored(self, address: str, path: Path) -> Path | None:
        """Return the file of an address that begins at the site's root, if a mirror holds it.

        The top of the site may be any folder between the source and the file that names it.
        """
        if not is_remote(address) and not address.startswith("/"):
            return None
        try:
            name = unquote(urlsplit(address).path).lstrip("/")
        except ValueError:
            return None
        above = [folder for folder in path.parents if folder.is_relative_to(self.root)]
        for folder in dict.fromkeys((self.root, *above)):
            with suppress(PictureError):
                return locate(name, folder, self.root)
        return None

    def _fetch(self, address: str) -> Path:
        if address not in self.fetched:
            try:
                self.fetched[address] = self.options.fetch(address)
            except FetchError as error:
                self.fetched[address] = str(error)
        found = self.fetched[address]
        if isinstance(found, Path):
            return found
        message = f"picture {shortened(address, 100)} {found}"
        raise PictureError("source-picture-remote", message, "")


def is_remote(address: str) -> bool:
    """Whether an address is one of the network."""
    return address.strip().lower().startswith(("http://", "https://", "//"))


def _local(address: str) -> str:
    """Return the path of an address, without query and fragment."""
    try:
        return urlsplit(address.strip().replace("\\", "/")).path or address
    except ValueError:
        return address


def _words(text: str) -> str:
    """Return text in one line, without control characters and outer spaces."""
    return SPACE.sub(" ", clean_text(text)).strip(" \u3000\xa0")


def _words_of_figures(figures: list[DraftFigure]) -> str:
    """Return captions and credits of figures as paragraphs; alternative text if there are none."""
    words = (" ".join(filter(None, (each.caption, each.credit))) or each.alt for each in figures)
    return "".join(f"<p>{escape(text, quote=False)}</p>\n" for text in words if text)


def _relative(path: Path, root: Path) -> Path:
    try:
        return path.relative_to(root)
    except ValueError:
        return Path(path.name)
