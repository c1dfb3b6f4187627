"""Find the faults of a user's style, by file and line, before anything is built."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import tinycss2

from exporter.edition.style.css import MEDIA_TYPES, address, file_name, find_file
from exporter.edition.style.definition import ROLES, Colours, FlowHeadlines
from exporter.edition.style.style import FILES, Style
from exporter.edition.style.templates import faults
from exporter.errors import UsageError
from exporter.guard import guarded
from exporter.nearest import meant

if TYPE_CHECKING:
    from tinycss2.ast import Node

# Variables, `var(--name)`, that layouts set in each file, besides fonts and colours.
OF_PRINT = (
    *("paper-width", "paper-height", "size", "line", "columns", "gap", "width", "height"),
    "quote-size",
    *("deck-size", *(f"{name.replace('_', '-')}-size" for name in FlowHeadlines.model_fields)),
)
MEASURES = {
    "print.css": (*OF_PRINT, "top", "side", "bottom", "bleed", "masthead-size", "number-above"),
    "makeup.css": (*OF_PRINT, "column", "usual-size", "usual-line"),
}
OF_RULES = ("media", "supports", "layer", "container")
OF_DECLARATIONS = ("page", "font-face")
Fault = tuple[int, str]


def judge_style(style: Style) -> None:
    """Refuse a style with broken CSS, templates that don't compile, or without a file it names.

    Raises `UsageError` with every fault: `file:line: what is wrong, what to do`.
    """
    if style.ours:
        return
    theirs = [folder for folder in style.folders if not Style.is_ours(folder)]
    found = [
        fault
        for folder in theirs
        for fault in (*faults(style.environment, folder), *_sheets(style, folder))
    ]
    if found:
        raise UsageError(*found)


def _sheets(style: Style, folder: Path) -> Iterator[str]:
    for path in sorted(folder.glob("*.css")):
        if path.name not in FILES:
            yield f"{path}: is not used, {meant(path.name, FILES)}"
            continue
        try:
            text = path.read_text(encoding="utf-8")
        except (OSError, ValueError):
            yield f"{path}: is not UTF-8 text, save it as UTF-8"
            continue
        known = {*MEASURES.get(path.name, ()), *ROLES, *Colours.model_fields, *style.properties}
        faults_of_sheet = _of_sheet(text, style.folders, known)
        yield from (f"{path}:{line}: {words}" for line, words in faults_of_sheet)


def _of_sheet(text: str, folders: Sequence[Path], known: set[str]) -> Iterator[Fault]:
    """Yield what is wrong with one style sheet, each line once; `known` are values it may use."""
    tokens = tinycss2.parse_component_value_list(f"{text}\n}}", skip_comments=True)
    if not (tokens and tokens[-1].type == "error"):
        yield text.count("\n") + 1, "a block is open at the end, close it with `}`"
        return
    yield from dict.fromkeys(_rules(tinycss2.parse_stylesheet(text, True, True)))
    yield from dict.fromkeys(_values(tokens[:-1], folders, known))


def _rules(rules: Sequence[Node]) -> Iterator[Fault]:
    for rule in rules:
        if rule.type == "error":
            yield rule.source_line, f"is not CSS ({rule.message}), correct the rule"
        elif rule.type == "qualified-rule":
            yield from _declarations(rule.content)
        elif rule.lower_at_keyword == "import":
            yield rule.source_line, "@import is not supported, put the rules into this file"
        elif rule.lower_at_keyword in OF_RULES and rule.content:
            yield from _rules(tinycss2.parse_rule_list(rule.content, True, True))
        elif rule.lower_at_keyword in OF_DECLARATIONS and rule.content:
            yield from _declarations(rule.content)


def _declarations(content: Sequence[Node]) -> Iterator[Fault]:
    for each in tinycss2.parse_blocks_contents(content, True, True):
        if each.type == "error":
            yield each.source_line, f"is not CSS ({each.message}), write `property: value;`"
        elif each.type == "qualified-rule":
            yield each.source_line, "a rule is inside another rule, is a `}` missing above it?"


def _values(tokens: Sequence[Node], folders: Sequence[Path], known: set[str]) -> Iterator[Fault]:
    """Yield the missing files and values that a sheet names."""
    for token in tokens:
        inner = getattr(token, "content", None) or getattr(token, "arguments", None) or ()
        name = token.lower_name if token.type == "function" else ""
        said = next((each.value for each in inner if each.type == "ident"), "")
        if found := address(token):
            yield from _file(token.source_line, file_name(found), folders)
        elif name == "var" and said.removeprefix("--") not in known:
            advice = meant(said, [f"--{each}" for each in sorted(known)])
            yield token.source_line, f"there is no value `{said}`, {advice}"
        yield from _values(inner, folders, known)


def _file(line: int, name: str, folders: Sequence[Path]) -> Iterator[Fault]:
    path = find_file(name, folders) if name else None
    if path and not _opens(path):
        yield line, f"`{name[:80]}` is damaged or of another format, save it again"
    if not name or path:
        return
    if "//" in name:
        yield line, f"`{name[:80]}` is on the network, put the file into the style"
    elif not name.lower().endswith(tuple(MEDIA_TYPES)):
        kinds = ", ".join(each[1:] for each in MEDIA_TYPES)
        yield line, f"`{name[:80]}` is not a font or picture, use one of: {kinds}"
    else:
        yield line, f"`{name[:80]}` is not in the style, put the file there"


def _opens(path: Path) -> bool:
    """Whether a font or a picture of a style can be read."""
    from fontTools.ttLib import TTFont
    from PIL import Image

    def refuse(why: str) -> UsageError:
        return UsageError(f"{path}: {why}")

    try:
        with guarded(refuse):
            if MEDIA_TYPES[path.suffix.lower()].startswith("font/"):
                with TTFont(path, lazy=True) as font:
                    return "cmap" in font
            with Image.open(path) as picture:
                picture.verify()
    except UsageError:
        return False
    return True
