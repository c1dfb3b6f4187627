"""Reader for Word and OpenDocument articles: one file, or a folder with pictures.

2018-07-03/
  A01/                    a folder for each page; or file names that begin with it: A01 …, 第2版 …
    10-first-story.docx
    10-first-story.jpg    a picture of the article with the same name
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from exporter.findings import Finding, Severity
from exporter.options import DEFAULT, ReadOptions
from exporter.readers.base import Reading
from exporter.readers.tools import markup, source_files
from exporter.readers.tools.assemble import Assembly
from exporter.readers.tools.chinese_dates import FoundDate, stated_date
from exporter.readers.tools.drafts import Draft, DraftArticle, DraftPage
from exporter.readers.tools.natural_order import natural
from exporter.readers.word.document import Document, read_document
from exporter.readers.word.package import OLD, SAVE, SUFFIXES
from exporter.readers.word.shape import Shaped
from exporter.repair.script import guess_language

PICTURES = tuple(".jpg .jpeg .png .webp .gif .avif .svg .tif .tiff .psd .heic .heif".split())
OTHERS = (*OLD, ".txt", ".md", ".html", ".htm", ".pdf")
# A page label at the start of a name: A01, 第2版, 02版, P3, Page 4.
PAGE = re.compile(
    r"(?:第\s*)?([A-Z]?\d{1,3})\s*版|([A-Z]\d{1,3})(?![\w])|(?:p|page)\s*(\d{1,3})\b", re.I
)
NUMBER = re.compile(r"^\d+[\s._、-]*")
OWN = re.compile(r"[\s_-]*[(（]?\d{0,3}[)）]?$")
LOCK = "~$"  # prefix of Word's lock files


class WordReader:
    """Reads Word and OpenDocument articles."""

    name = "word"
    sign = "a Word or OpenDocument article (.docx, .odt), or a folder of them with pictures"

    def knows(self, source: Path) -> bool:
        """Whether it is a Word or OpenDocument file, or a folder with one."""
        if source.is_dir():
            return next(_documents(source), None) is not None
        return source.suffix.lower() in SUFFIXES

    def misses(self, source: Path) -> str:
        """Explain why an old Word file is refused."""
        is_old = source.suffix.lower() in OLD and source.is_file()
        return f"is a {source.suffix.lower()} file: {SAVE}" if is_old else ""

    def read(self, source: Path, options: ReadOptions = DEFAULT) -> Reading:
        """Read the document, or all documents of the folder in natural order."""
        assembly = Assembly(source, options)
        paths = list(_documents(source)) if source.is_dir() else [source]
        folders = Counter(path.parent for path in paths)
        documents = [_read(path, folders, source) for path in paths]
        for document in documents:
            assembly.findings += [_lighter(each, len(paths)) for each in document.findings]
            assembly.inside |= document.pictures
        draft = Draft(pages=_pages(documents, assembly))
        for document in documents:
            _fill_language(draft, document)
        found = _date(source)
        draft.date = found.date if found else None
        if source.is_dir():
            _name_others(source, documents, assembly)
        return assembly.reading(draft)


def _documents(folder: Path) -> Iterator[Path]:
    """Yield the documents of a folder in order, without lock files."""
    found = source_files.walk(folder, SUFFIXES)
    yield from sorted(
        (path for path in found if not path.name.startswith(LOCK)),
        key=lambda path: [natural(part) for part in path.relative_to(folder).parts],
    )


def _read(path: Path, folders: Counter[Path], source: Path) -> Document:
    """Read a document; the only one in a folder gets all pictures there."""
    is_page = folders.total() == 1 or bool(PAGE.fullmatch(path.stem.strip()))
    alone = path != source and folders[path.parent] == 1
    return read_document(path, pictures_of(path, alone), is_page)


def pictures_of(path: Path, all_beside: bool = False) -> list[Path]:
    """Return the pictures of a document: those with its name, or `all_beside` it."""
    try:
        beside = [each for each in path.parent.iterdir() if each.suffix.lower() in PICTURES]
    except OSError:
        return []
    own = [each for each in beside if all_beside or _is_of(each.stem, path.stem)]
    return sorted(own, key=lambda each: natural(each.name))


def _is_of(picture: str, document: str) -> bool:
    """Whether a picture has the name of a document, with or without a number."""
    rest = picture.casefold().removeprefix(document.casefold())
    return picture.casefold().startswith(document.casefold()) and bool(OWN.fullmatch(rest))


def _lighter(finding: Finding, documents: int) -> Finding:
    """Make an unreadable document an error if it is the only one."""
    if finding.rule == "source-file" and documents == 1:
        return Finding("source-unforeseen", finding.path, 0, finding.message, finding.advice)
    return finding


def draft_article(shaped: Shaped, path: Path) -> DraftArticle:
    """Return an article as a draft; without a headline, the file name is used."""
    return DraftArticle(
        shaped.headline or (NUMBER.sub("", path.stem) or path.stem,),
        shaped.body,
        source=path,
        kicker=shaped.words("kicker"),
        deck=shaped.words("deck"),
        byline=tuple(shaped.parts.get("byline", [])),
        dateline=shaped.words("dateline"),
        credit=shaped.words("credit"),
        column=shaped.words("column"),
    )


def no_headline(shaped: Shaped, path: Path) -> Iterator[Finding]:
    """Yield a warning for an article without a headline."""
    if not shaped.headline:
        message = "has no headline: the file name is used"
        advice = "give its first line the style Title (标题)"
        yield Finding("source-article", path, 0, message, advice, Severity.WARNING)


def _pages(documents: list[Document], assembly: Assembly) -> list[DraftPage]:
    pages: dict[str, DraftPage] = {}
    for document in documents:
        label = _label(document.path, assembly.root)
        page = pages.setdefault(label, DraftPage(label, source=document.path))
        for shaped in document.articles:
            assembly.findings += no_headline(shaped, document.path)
            page.articles.append(draft_article(shaped, document.path))
    return [page for page in pages.values() if page.articles]


def _label(path: Path, root: Path) -> str:
    """Return the page label of a document, from its folder or its name."""
    folders = path.relative_to(root).parts[:-1]
    for name in (*folders[-1:], path.stem):
        found = PAGE.match(name.strip())
        if found:
            label = next(filter(None, found.groups()))
            return f"{int(label):02}" if label.isdecimal() else label.upper()
    return folders[-1] if folders else "01"


def _fill_language(draft: Draft, document: Document) -> None:
    for shaped in document.articles:
        draft.language = draft.language or guess_language(markup.text(shaped.body)[:5_000])


def _date(source: Path) -> FoundDate | None:
    """Return the date in the name of the folder or file."""
    names = (
        source.stem if source.is_file() else source.resolve().name,
        source.resolve().parent.name,
    )
    return next(filter(None, map(stated_date, names)), None)


def _name_others(folder: Path, documents: list[Document], assembly: Assembly) -> None:
    """Report the files of a folder that no article uses."""
    taken = {path.resolve() for document in documents for path in document.pictures.values()}
    for path in source_files.walk(folder, (*OTHERS, *PICTURES)):
        if path.resolve() in taken or path.name.startswith(LOCK):
            continue
        if path.suffix.lower() in PICTURES:
            message = "is not used by any article"
            advice = "give it the name of its document, such as story-1.jpg for story.docx"
        else:
            message = f"was not read, {path.suffix.lower()} files are not supported here"
            advice = SAVE
        assembly.warn("source-unread", path, 0, message, advice)


READER = WordReader()
