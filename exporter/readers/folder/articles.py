"""The articles of an issue folder: Markdown with front matter, or documents, in page folders."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property, partial
from itertools import chain
from pathlib import Path

from pydantic import BaseModel

from exporter import content
from exporter.conflicts import ADVICE, MESSAGE, conflicts
from exporter.content import Links, Remark
from exporter.findings import errors
from exporter.model import (
    Article,
    ArticleHead,
    Figure,
    FigureCut,
    FigureHead,
    FigureText,
    Page,
    Picture,
)
from exporter.pictures.files import PictureError
from exporter.readers.folder import kept_articles
from exporter.readers.folder.issue_files import FolderFiles
from exporter.readers.folder.kept_articles import KeptArticle, Notes, Resolved, Sources
from exporter.readers.folder.later import LaterPages, ReadPage
from exporter.readers.tools.article_links import ArticleLinks
from exporter.readers.tools.continued import join
from exporter.readers.tools.headwords import HeadWords
from exporter.readers.tools.natural_order import natural
from exporter.readers.tools.page_labels import slug
from exporter.readers.tools.zones import Listed
from exporter.readers.word.office_file import SUFFIXES as DOCUMENTS
from exporter.remembered import is_remembering
from exporter.yamlfile import YamlText

NO_PAGES = (".", "_")  # begin the names of folders that are no pages, such as `_drafts`
FENCE = re.compile(r"---[ \t]*$")
EXAMPLE = "headline: A headline"
SOME_ARTICLE = {"headline": "?"}


def fields_of(head: BaseModel, base: type[BaseModel]) -> dict[str, object]:
    """Return the values of the fields that `head` has from `base`."""
    return {name: getattr(head, name) for name in base.model_fields}


def _line_of(text: str, needle: str) -> int:
    """Return the line of a text that some words are in, the first if they are not in it."""
    return text.count("\n", 0, max(0, text.find(needle))) + 1


def _is_article(path: Path) -> bool:
    return path.suffix.lower() == ".md" or (_is_document(path) and not path.name.startswith("~$"))


def _is_document(path: Path) -> bool:
    return path.suffix.lower() in DOCUMENTS


def _has_articles(folder: Path) -> bool:
    """Whether it is a folder with articles in it; one that can't be read may have some."""
    try:
        return folder.is_dir() and any(
            _is_article(path) and not path.name.startswith(".") for path in folder.iterdir()
        )
    except OSError:
        return True


class FolderArticles(FolderFiles):
    """Reads the articles; links between them are settled when all are read."""

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        self.ids: dict[str, str] = {}  # of the articles, by path in the issue folder
        self.links = ArticleLinks(self.ids)
        self.files_of: dict[str, list[Path]] = {}  # by page label
        self.texts: dict[Path, str | None] = {}
        self.continued: dict[str, tuple[str, int]] = {}  # what goes on where, and its line
        self.listed: dict[str, Listed] = {}  # the pages that are read, by label
        self.resolved: list[Resolved] = []  # the pictures of the article that is read
        self.later = LaterPages()

    def articles_of_all_folders(self) -> None:
        """Read every article though issue.yaml is wrong, so that all errors show at once."""
        folders = self.folders()
        self.number_articles(folders)
        for label in folders:
            self.articles(label)

    def number_articles(self, labels: Sequence[str]) -> None:
        """Read the files of all articles and give each an id, for links name any of them."""
        self.files_of = {label: self.files(label) for label in labels}
        for label, paths in self.files_of.items():
            for number, path in enumerate(paths, 1):
                self.ids[self.place(path)] = f"a-{slug(label)}-{number:02}"
        for path in chain.from_iterable(self.files_of.values()):
            self.texts[path] = "" if _is_document(path) else self.text(path)
            self.links.note_anchors(self.place(path), self.texts[path] or "")

    def linked(self, pages: tuple[Page, ...]) -> tuple[Page, ...]:
        """Let the links between articles lead to their places; name those that lead to none."""
        pages, broken = self.links.settled(pages)
        for each in broken:
            path = self.root / each.source
            line = _line_of(self.texts.get(path) or "", each.needle)
            self.add("issue-link", path, line, each.message, each.advice)
        return pages

    def joined(self, pages: tuple[Page, ...]) -> tuple[Page, ...]:
        """Join each article that continues elsewhere to the one that it names (下转, 上接)."""
        if not self.continued:
            return pages
        onward = join(self.continued, self.ids, self.refuse_continues)
        return tuple(
            page.model_copy(
                update={
                    "articles": tuple(
                        article.model_copy(update={"continues": onward.get(article.id, "")})
                        for article in page.articles
                    )
                }
            )
            for page in pages
        )

    def refuse_continues(self, source: str, line: int, message: str, advice: str) -> None:
        """Note a fault of `continues` on a line of an article."""
        self.add("issue-continues", self.root / source, line, message, advice)

    def folders(self) -> list[str]:
        """Return the folders that hold articles, in natural order (2 before 10)."""
        folders = (path for path in self.entries(self.root) if not path.name.startswith(NO_PAGES))
        return sorted((path.name for path in folders if _has_articles(path)), key=natural)

    def articles(self, label: str) -> dict[str, Article | None]:
        """Read the articles of a page, by file name; None for one that can't be read."""
        read = self.later.take(label)
        if read is None:
            return {path.name: self.article(path) for path in self.files_of[label]}
        self.findings += read.findings
        self.continued |= read.continued
        self.links.places |= read.places
        self.links.used |= read.has_links
        return read.articles

    def read_later_pages_beside(self) -> None:
        """Read the later half of a long issue in a process beside this one."""
        sizes = {
            label: sum(len(self.texts[path] or "") for path in paths)
            for label, paths in self.files_of.items()
        }
        self.later.start(sizes, self.read_alone)

    def read_alone(self, label: str) -> ReadPage:
        """Read the articles of a page apart from all others."""
        self.findings, self.continued, self.links.places, self.links.used = [], {}, {}, False
        articles = self.articles(label)
        return ReadPage(articles, self.findings, self.continued, self.links.places, self.links.used)

    def files(self, label: str) -> list[Path]:
        """Return the files of the articles of a page in order."""
        each = self.listed.get(label)
        folder = self.root / (each.folder if each else label)
        if not folder.is_dir():
            return []
        if not self.holds(folder):
            self.add_link_out(folder, "folder")
            return []
        files = [path for path in self.entries(folder) if _is_article(path)]
        return sorted(files, key=lambda path: natural(path.name))

    def place(self, path: Path) -> str:
        """Return the path of an article in the issue folder."""
        return path.relative_to(self.root).as_posix()

    def article(self, path: Path) -> Article | None:
        """Read one article; None for one that can't be read, and a finding says why."""
        return self.known(path) if is_remembering() else self.from_file(path)

    def known(self, path: Path) -> Article | None:
        """Return an article that was read before, if nothing that it is made of has changed."""
        place, sources = self.place(path), self.sources(path)
        notes = Notes(self.findings, self.continued, self.links)
        kept = kept_articles.find(path, sources)
        if kept and all(map(self.is_same, kept.pictures)):
            return kept.note(place, notes)
        before, used = len(self.findings), self.links.used
        self.resolved, self.links.used = [], False
        article = self.from_file(path)
        made = KeptArticle(
            sources,
            tuple(self.resolved),
            article,
            tuple(self.findings[before:]),
            self.continued.get(place),
            self.links.places.get(place),
            self.links.used,
        )
        self.links.used = made.has_links or used
        if not errors(made.findings):  # a picture that was missing may have come
            kept_articles.keep(path, made)
        return article

    def sources(self, path: Path) -> Sources:
        """Return what an article is made of, but its pictures."""
        place = self.place(path)
        about = path.stat() if _is_document(path) else None
        file = (about.st_mtime_ns, about.st_size) if about else self.texts[path]
        anchors = frozenset(self.links.anchors.get(place, ()))
        return Sources(file, self.ids[place], anchors, self.all_ids)

    @cached_property
    def all_ids(self) -> str:
        """The ids of all articles in one text, known when all are numbered."""
        return repr(self.ids)

    def is_same(self, before: Resolved) -> bool:
        """Whether a picture is still what it was."""
        try:
            return self.resolve(before.name, before.folder) == before.picture
        except PictureError:
            return False

    def resolved_in(self, name: str, folder: Path) -> Picture:
        """Find and measure a picture of an article, and note what it is; raises `PictureError`."""
        picture = self.resolve(name, folder)
        self.resolved.append(Resolved(name, folder, picture))
        return picture

    def from_file(self, path: Path) -> Article | None:
        """Read one article from its file."""
        place = self.place(path)
        identifier, text = self.ids[place], self.texts[path]
        if text is None:
            return None
        if _is_document(path):
            return self.document(path, identifier)
        front, body, body_line = self.split(path, text)
        parsed = None if front is None else self.yaml(path, front, 2, ArticleHead)
        head = parsed and self.validated(ArticleHead, parsed, path, SOME_ARTICLE)
        if not parsed or not head:
            return None
        if head.continues:
            self.continued[place] = (head.continues, parsed.line(("continues",)))
        found = (self.figure(each, parsed, index, path) for index, each in enumerate(head.figures))
        return self.made(path, head, tuple(filter(None, found)), body, body_line)

    def made(
        self,
        path: Path,
        head: ArticleHead,
        figures: tuple[Figure, ...],
        body: str,
        body_line: int,
    ) -> Article:
        """Make an article from its front matter, its figures and its Markdown.

        `body_line` is the line of the file that the Markdown begins on, from 1.
        """
        place, text = self.place(path), self.texts[path] or ""
        links = Links(
            partial(self.links.follow, place), frozenset(self.links.anchors.get(place, ()))
        )
        around = HeadWords(text, links.follow)
        fields = around.fields(head)
        figures = tuple(map(around.figure, figures))
        made = content.body_from_markdown(
            around.with_notes(body),
            self.ids[place],
            lambda name: self.resolved_in(name, path.parent),
            figures,
            links,
        )
        self.links.places[place] = {**dict.fromkeys(made.headings, ""), **made.ids}
        self.add_remarks(made.remarks, path, body, body_line)
        for line in conflicts(body, body_line):
            self.add("issue-conflict", path, line, MESSAGE, ADVICE)
        in_text = tuple(map(around.figure, made.figures[len(figures) :]))
        self.add_remarks(around.remarks, path, text, 1)
        return Article(
            id=self.ids[place],
            source=path.relative_to(self.root),
            figures=figures + in_text,
            body=made.xhtml,
            **fields,
        )

    def document(self, path: Path, identifier: str) -> Article | None:
        """Read an article from a Word or OpenDocument file; None after an error, which is noted."""
        from exporter.readers.word.article import read_article

        if not self.holds(path):
            self.add_link_out(path, "file")
            return None

        def resolve(name: str) -> Picture:
            return self.resolved_in(name, path.parent)

        article, findings = read_article(path, self.root, identifier, resolve)
        self.findings += findings
        return article

    def add_remarks(
        self, remarks: Sequence[Remark], path: Path, text: str, first_line: int
    ) -> None:
        """Note what is wrong in a text that begins on a line of a file."""
        for remark in remarks:
            line = first_line + _line_of(text, remark.needle) - 1
            self.add(remark.rule, path, line, remark.message, remark.advice)

    def split(self, path: Path, text: str) -> tuple[str | None, str, int]:
        """Split a file into front matter and body, and return the body's first line, from 1.

        The front matter is None if it is missing or does not end, which is noted.
        """
        lines = text.split("\n")
        if not FENCE.match(lines[0]):
            self.add(
                "issue-front-matter",
                path,
                1,
                "there is no front matter, so no headline",
                f"begin the file with a line `---`, then `{EXAMPLE}`, then a line `---`",
            )
            return None, "", 1
        for number, line in enumerate(lines[1:], 1):
            if FENCE.match(line):
                return "\n".join(lines[1:number]), "\n".join(lines[number + 1 :]), number + 2
        self.add(
            "issue-front-matter",
            path,
            1,
            "the front matter does not end",
            "close it with a line `---`",
        )
        return None, "", 1

    def figure(self, head: FigureHead, parsed: YamlText, index: int, path: Path) -> Figure | None:
        """Make the figure at `index`, from 0, in front matter; None if its picture is unusable."""
        line = parsed.line(("figures", index, "image"))
        folder = path.parent
        picture = self.found(head.image, path, line, lambda: self.resolved_in(head.image, folder))
        if picture is None:
            return None
        return Figure(picture=picture, **fields_of(head, FigureText), **fields_of(head, FigureCut))
