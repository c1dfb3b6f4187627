"""Read one document: its articles, its pictures, and what was left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from exporter.content.conservation import letters
from exporter.findings import Finding, Severity
from exporter.guard import MISTAKES, guarded
from exporter.languages.bylines import unlabelled
from exporter.readers.tools.items import squeezed
from exporter.readers.word.intermediate import Blocks, LeftOut
from exporter.readers.word.nodes import text_of
from exporter.readers.word.office_file import (
    DOCX,
    SAVE,
    BadDocument,
    Package,
    has_macros,
    kind,
    open_package,
)
from exporter.readers.word.roles import role_of
from exporter.readers.word.shape import HEAD_ROLES, Shaped, shape
from exporter.shortened import shortened

LONGEST_SHOWN = 2_000  # characters of left-out text to show in a finding
REFUSED = "source-file"


@dataclass
class Document:
    """The content of a document; `pictures` maps addresses in the articles to files."""

    path: Path
    articles: list[Shaped] = field(default_factory=list)
    pictures: dict[str, Path] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


def read_document(
    path: Path, loose: Iterable[Path] = (), is_page: bool = False, refused: str = REFUSED
) -> Document:
    """Read a document; faults are findings, nothing is raised.

    `loose` are pictures beside it; with `is_page`, each level-1 heading starts an article.
    `refused` is the rule for a document that can't be read at all.
    """
    document = Document(path)
    try:
        with guarded(_unforeseen, OSError, BadDocument, *MISTAKES):
            _fill(document, open_package(path), list(loose), is_page)
    except BadDocument as error:
        document.findings.append(Finding(refused, path, 0, error.message, error.advice))
    except OSError as error:
        message = f"can't be read ({error.strerror or error})"
        document.findings.append(Finding(refused, path, 0, message, "check the file"))
    return document


def _unforeseen(why: str) -> BadDocument:
    return BadDocument(f"can't be read as a document ({why})", SAVE)


def _fill(document: Document, package: Package, loose: list[Path], is_page: bool) -> None:
    from exporter.readers.word.docx import from_docx
    from exporter.readers.word.odt import from_odt

    blocks = from_docx(package) if kind(package) == DOCX else from_odt(package)
    document.pictures = dict(blocks.pictures)
    addresses = {path.name: path for path in loose}
    groups = list(_groups(blocks, is_page))
    document.articles = [
        shape(group, blocks, addresses if number == 0 else ())
        for number, group in enumerate(groups)
    ]
    document.pictures |= addresses
    left_out = [*blocks.left_out, *_lost(blocks, document.articles)]
    document.findings += [_finding(document.path, each) for each in left_out]
    document.findings += [*_labels(document), *_guessed(document)]
    if has_macros(package):
        message = "has macros, which are neither run nor kept"
        document.findings.append(_noted(document.path, message, "save it as .docx", Severity.INFO))


def _groups(blocks: Blocks, is_page: bool) -> Iterator[list[etree._Element]]:
    """Yield the blocks of each article; on a page, each level-1 heading starts one."""
    nodes = [node for node in blocks.tree if node.get("class") != "footnotes"]
    notes = next((node for node in blocks.tree if node.get("class") == "footnotes"), None)
    roles = [role_of(blocks.look(node).style) for node in nodes]
    starts = [number for number, role in enumerate(roles) if role == "heading1"]
    if not is_page or len(starts) < 2 or "headline" in roles:
        starts = [0]
    # A line before the first heading, such as a kicker, belongs to its article.
    for start, end in zip([0, *starts[1:]], [*starts[1:], len(nodes)], strict=True):
        group = nodes[start:end]
        yield [*group, *_notes_of(group, notes, len(starts) == 1)]


def _notes_of(
    group: list[etree._Element], notes: etree._Element | None, is_all: bool
) -> list[etree._Element]:
    """Return the footnotes that a group refers to; all of them if it is the only group."""
    if notes is None or is_all:
        return [] if notes is None else [notes]
    called = {link.get("href", "")[1:] for node in group for link in node.iter("a")}
    own = deepcopy(notes)
    for note in list(own.iter("li")):
        parent = note.getparent()
        if note.get("id", "") not in called and parent is not None and parent.getparent() is own:
            parent.remove(note)
    return [own] if any(True for _ in own.iter("li")) else []


def _lost(blocks: Blocks, articles: list[Shaped]) -> Iterator[LeftOut]:
    """Yield text that is in the XML of the document but in no article.

    Missing paragraphs are found first; other missing text is found by counting letters.
    """
    kept = " ".join(_all_words(article) for article in articles)
    there = squeezed(kept)
    named = " ".join(label for article in articles for label in article.labels)
    told, at = letters(kept + named), 0
    for words in blocks.stated:
        inside = squeezed(words)
        # Mostly behind the one before: from the top, long documents would take quadratic time.
        found = there.find(inside, at)
        found = there.find(inside) if found < 0 else found
        if found >= 0:
            at = found
        elif letters(words) - told:
            told += letters(words)
            yield LeftOut("a paragraph", words, "write it in another place", Severity.WARNING)
    rest = letters("".join(blocks.stated)) - told
    if rest:
        yield LeftOut("text", _spelled(rest), "report it", Severity.WARNING)


def _spelled(rest: Counter[str]) -> str:
    return "".join(sorted(rest.elements()))


def _all_words(article: Shaped) -> str:
    parts = [line for role in HEAD_ROLES for line in article.parts.get(role, [])]
    body = etree.fromstring(f"<div>{article.body}</div>", etree.XMLParser(huge_tree=True))
    credits = [node.get("credit", "") for node in body.iter("img")]
    return " ".join([*parts, *credits, text_of(body)])


def _finding(path: Path, left: LeftOut) -> Finding:
    shown = shortened(left.words.strip(), LONGEST_SHOWN)
    return _noted(path, f"{left.what} is left out: {shown}", left.advice, left.severity)


def _labels(document: Document) -> Iterator[Finding]:
    signed = [line for each in document.articles for line in each.parts.get("byline", [])]
    names = [line.removesuffix(unlabelled(line)).strip() for line in signed]
    every = [*(label for each in document.articles for label in each.labels), *filter(None, names)]
    labels = dict.fromkeys(every)
    if labels:
        message = f"removed the labels of lines: {' '.join(labels)}"
        yield _noted(document.path, message, "", Severity.INFO)


def _guessed(document: Document) -> Iterator[Finding]:
    """Yield what was told by its look or its length alone: an editor should look at it."""
    for role, words in (each for article in document.articles for each in article.guessed):
        shown = shortened(words, LONGEST_SHOWN)
        message, advice = {
            "caption": (
                f"“{shown}” is taken as the caption of its picture",
                "give captions the style Caption (题注), or begin them with 图：",
            ),
            "byline": (f"“{shown}” is taken as the byline", "give it the style Byline (作者)"),
            "text": (
                f"“{shown}” stays in the text",
                "give it the style Byline (作者) or Subtitle (副标题) if it is one",
            ),
            "line": (
                f"“{shown}” stays in the text",
                "give it the style Caption (题注) or Photo credit (摄影) if it is one",
            ),
            "kicker": (
                f"“{shown}” is taken as the kicker",
                "give it the style Byline (作者) if it is a name",
            ),
            "column": (
                f"“{shown}” is taken as the column",
                "give it the style Column (栏目), or Kicker (引题)",
            ),
            "deck": (f"“{shown}” is taken as the deck", "give it the style Subtitle (副标题)"),
        }[role]
        yield Finding("source-article", document.path, 0, message, advice, Severity.INFO)


def _noted(path: Path, message: str, advice: str, severity: Severity) -> Finding:
    return Finding("source-left-out", path, 0, message, advice, severity)
