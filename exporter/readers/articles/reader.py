"""Reader for loose articles, one per file, alone or in a folder with pictures.

2018-07-03/
  A01/                    a folder for each page; or file names that begin with it: A01 …, 第2版 …
    10-first-story.docx   .docx, .odt, .md (front matter, or a `# heading`), .txt
    10-first-story.jpg    a picture of the article with the same name
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date as Date
from itertools import islice
from pathlib import Path
from urllib.parse import unquote

from exporter.findings import Finding
from exporter.options import DEFAULT, ReadOptions
from exporter.pictures.files import READ_SUFFIXES
from exporter.readers.articles import markdown_file, text_file
from exporter.readers.articles.pieces import Piece
from exporter.readers.base import Reading
from exporter.readers.folder.issue_files import ISSUE_FILE
from exporter.readers.tools import markup, source_files
from exporter.readers.tools.assemble import Assembly
from exporter.readers.tools.chinese_dates import date_in_names
from exporter.readers.tools.drafts import Draft, DraftArticle, DraftFigure, DraftPage
from exporter.readers.tools.natural_order import natural
from exporter.readers.word.document import read_document
from exporter.readers.word.drafts import draft_article, no_headline, pictures_of
from exporter.readers.word.office_file import OLD, SAVE
from exporter.readers.word.office_file import SUFFIXES as DOCUMENTS
from exporter.repair.script import guess_language

SUFFIXES = (*DOCUMENTS, *markdown_file.SUFFIXES, *text_file.SUFFIXES)
OTHERS = (*OLD, ".html", ".htm", ".pdf", ".tex", ".epub", ".csv", ".xls", ".xlsx", ".ppt", ".pptx")
MEDIA = (".eps", ".ai", ".indd", ".mp3", ".m4a", ".wav", ".mp4", ".mov", ".webm")
# A page label at the start of a name: A01, 第2版, 02版, P3, Page 4.
PAGE = re.compile(
    r"(?:第\s*)?([A-Z]?\d{1,3})\s*版|([A-Z]\d{1,3})(?![\w])|(?:p|page)\s*(\d{1,3})\b", re.I
)
LETTER = re.compile(r"[^\W\d_]")
MEDIA_ADVICE = "save a picture as JPEG, PNG or SVG, and link to sound and film in the text"
LOOKED_AT, FEWEST = 20, 2  # texts of a folder by which it is known; of those, articles
LOCK = "~$"  # prefix of Word's lock files


class ArticlesReader:
    """Reads loose articles in Word, OpenDocument, Markdown and plain text."""

    name = "articles"
    sign = (
        "an article (.docx, .odt, .md with a title), or a folder of articles, one per file,"
        " with pictures"
    )

    def knows(self, source: Path) -> bool:
        """Whether `source` is an article in one of these formats, or a folder with one."""
        in_issue = (source.parent / ISSUE_FILE).is_file()
        return any(
            _is_article(path, path.parent == source and not in_issue) for path in _files(source)
        ) or (source.is_dir() and _holds_texts(source))

    def misses(self, source: Path) -> str:
        """Explain why a Word or Markdown file is refused; text is read only if asked."""
        suffix = source.suffix.lower()
        if suffix in OLD and source.is_file():
            return f"is a {suffix} file: {SAVE}"
        if suffix in markdown_file.SUFFIXES and source.is_file():
            return (
                "has no title: write `title:` in its front matter, or `# Title` on its first line"
            )
        if suffix in text_file.SUFFIXES and source.is_file():
            return "may be an article in plain text: if so, read it with --from articles"
        return ""

    def read(self, source: Path, options: ReadOptions = DEFAULT) -> Reading:
        """Read the article, or all articles of the folder in natural order."""
        assembly = Assembly(source, options)
        paths = list(_files(source))
        folders = Counter(path.parent for path in paths)
        read = (_read(path, folders, assembly) for path in paths)
        pieces = [piece for piece in read if piece]
        for piece in pieces:
            assembly.findings += [_lighter(each, len(paths)) for each in piece.findings]
            assembly.inside |= {
                (piece.path, address): file for address, file in piece.pictures.items()
            }
        _name_unused(pieces, assembly)
        draft = Draft(pages=_pages(pieces, assembly), language=_language(pieces))
        draft.date = _date(source, pieces)
        if source.is_dir():
            _name_others(source, pieces, assembly)
        return assembly.reading(draft)


def _files(source: Path) -> Iterator[Path]:
    """Yield the articles of a folder in order, without Word's lock files; or the file itself."""
    if source.is_file():
        yield from [source] if source.suffix.lower() in SUFFIXES else []
        return
    found = source_files.walk(source, SUFFIXES)
    yield from sorted(
        (path for path in found if not path.name.startswith(LOCK)),
        key=lambda path: [natural(part) for part in path.relative_to(source).parts],
    )


def _is_article(path: Path, may_have_headline: bool) -> bool:
    """Whether a file is an article for certain; plain text may be anything."""
    suffix = path.suffix.lower()
    if suffix in markdown_file.SUFFIXES:
        return markdown_file.is_article(source_files.head(path), may_have_headline)
    return suffix in DOCUMENTS


def _holds_texts(folder: Path) -> bool:
    """Whether a folder has texts and pictures alone, and most texts look like articles."""
    if next(source_files.walk(folder, (), others=(*text_file.SUFFIXES, *READ_SUFFIXES)), None):
        return False
    found = list(islice(source_files.walk(folder, text_file.SUFFIXES), LOOKED_AT))
    good = sum(text_file.looks_like_article(source_files.head(path)) for path in found)
    return good >= FEWEST and 2 * good > len(found)


def _read(path: Path, folders: Counter[Path], assembly: Assembly) -> Piece | None:
    suffix = path.suffix.lower()
    if suffix in DOCUMENTS:
        return _read_document(path, folders, assembly.source)
    read = markdown_file.read_markdown if suffix in markdown_file.SUFFIXES else text_file.read_text
    piece = read(path, assembly)
    if piece:
        _add_pictures(piece, assembly.root)
    return piece


def _read_document(path: Path, folders: Counter[Path], source: Path) -> Piece:
    """Read a document; the only one in a folder gets all pictures there."""
    is_page = folders.total() == 1 or bool(PAGE.fullmatch(path.stem.strip()))
    alone = path != source and folders[path.parent] == 1
    document = read_document(path, pictures_of(path, alone), is_page)
    articles = [draft_article(shaped, path) for shaped in document.articles]
    unnamed = [each for shaped in document.articles for each in no_headline(shaped, path)]
    return Piece(
        path, articles, pictures=document.pictures, findings=[*document.findings, *unnamed]
    )


def _add_pictures(piece: Piece, root: Path) -> None:
    """Find the pictures that an article shows, and add those with its name that it does not."""
    article = piece.articles[0]
    shown = [tag.get("src", "") for tag in markup.tags(article.html, "img")]
    shown += [figure.address for figure in article.figures]
    for address in shown:
        if file := _file(address, piece.path.parent, root.resolve()):
            piece.pictures[address] = file
    used = {path.resolve() for path in piece.pictures.values()}
    for path in pictures_of(piece.path):
        if path.resolve() not in used:
            piece.pictures[path.name] = path
            article.figures.append(DraftFigure(path.name))


def _file(address: str, folder: Path, root: Path) -> Path | None:
    """Return the file of a picture inside `root`; `/` is the root of a website, or its `static`."""
    name = unquote(address)
    bases = [root, root / "static"] if name.startswith("/") else [folder]
    for base in bases:
        try:
            file = (base / name.lstrip("/")).resolve()
            if file.is_relative_to(root) and file.is_file():
                return file
        except (OSError, ValueError):  # too long, or no name at all
            return None
    return None


def _lighter(finding: Finding, documents: int) -> Finding:
    """Make an unreadable document an error if it is the only one."""
    if finding.rule == "source-file" and documents == 1:
        return Finding("source-unforeseen", finding.path, 0, finding.message, finding.advice)
    return finding


def _pages(pieces: list[Piece], assembly: Assembly) -> list[DraftPage]:
    """Make pages by the labels in names, else by sections, else by folders."""
    folders = {_folder(piece.path) for piece in pieces}
    pages: dict[str, DraftPage] = {}
    for piece in pieces:
        label = _label(piece.path, assembly.root)
        section = piece.section or ("" if label or len(folders) == 1 else _section(piece.path))
        page = DraftPage(label, section, source=piece.path)
        pages.setdefault(label or f" {section}", page).articles.extend(piece.articles)
    made = [page for page in pages.values() if page.articles]
    for number, page in enumerate(made, 1):
        page.label = page.label or f"{number:02}"
    return made


def _folder(path: Path) -> Path:
    """Return the folder of an article; Hugo gives an article one of its own, for its pictures."""
    return path.parent.parent if path.stem == "index" else path.parent


def _section(path: Path) -> str:
    name = _folder(path).name
    return "" if name.startswith("_") else name  # `_posts` of Jekyll


def _label(path: Path, root: Path) -> str:
    """Return the page label in the name of an article or its folder, or nothing."""
    folders = path.relative_to(root).parts[:-1]
    for name in (*folders[-1:], path.stem):
        found = PAGE.match(name.strip())
        if found:
            label = next(filter(None, found.groups()))
            return f"{int(label):02}" if label.isdecimal() else label.upper()
    return ""


def _language(pieces: list[Piece]) -> str:
    """Return the language of most articles, stated or guessed; one without words is not asked."""
    articles = [article for piece in pieces for article in piece.articles]
    languages = Counter(filter(None, map(_language_of, articles)))
    return next((language for language, _ in languages.most_common(1)), "")


def _language_of(article: DraftArticle) -> str:
    words = " ".join((*article.headline, markup.text(article.html)[:5_000]))
    return article.language or (guess_language(words) if LETTER.search(words) else "")


def _date(source: Path, pieces: list[Piece]) -> Date | None:
    """Return the date in the name of the folder or file, else that of the last article."""
    dates = (article.date for piece in pieces for article in piece.articles if article.date)
    return date_in_names(source) or max(dates, default=None)


def _name_unused(pieces: list[Piece], assembly: Assembly) -> None:
    """Name each key of front matter that has no place in an issue, once."""
    found = [(key, piece.path, line) for piece in pieces for key, line in piece.unused.items()]
    counts = Counter(key for key, _, _ in found)
    for key, path, line in found:
        count = counts.pop(key, 0)
        if count:
            others = f" (and in {count - 1} more)" if count > 1 else ""
            message = f"`{key}` in the front matter is not used{others}"
            advice = "write in the text what readers are to see of it"
            assembly.note("source-left-out", path, line, message, advice)


def _name_others(folder: Path, pieces: list[Piece], assembly: Assembly) -> None:
    """Report the files of a folder that no article uses."""
    taken = {path.resolve() for piece in pieces for path in piece.pictures.values()}
    for path in source_files.walk(folder, (*OTHERS, *MEDIA, *READ_SUFFIXES)):
        if path.resolve() in taken or path.name.startswith(LOCK):
            continue
        if path.suffix.lower() in READ_SUFFIXES:
            message = "is not used by any article"
            advice = "give it the name of its article, such as story-1.jpg for story.docx"
        else:
            message = f"was not read, {path.suffix.lower()} files are not supported here"
            advice = MEDIA_ADVICE if path.suffix.lower() in MEDIA else SAVE
        assembly.warn("source-unread", path, 0, message, advice)


READER = ArticlesReader()
