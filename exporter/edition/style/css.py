"""The style sheets of a style: the values put into them, and the files that they name."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote

if TYPE_CHECKING:
    from tinycss2.ast import Node

    from exporter.edition.style.definition import Settings

VALUE = re.compile(r"var\(--([a-z-]+)\)")
ADDRESS = re.compile(r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^"'()\s]*))\s*\)""", re.IGNORECASE)
# RFC 2606 §2: a host under .invalid exists nowhere.
BASE = "https://issue.invalid/"
# A string is matched first: `/*` in it starts no comment.
COMMENT = re.compile(r"""("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')|/\*.*?\*/""", re.DOTALL)
# A rule or an at-rule, with what stands in its braces.
RULE = re.compile(r"([^{}]*)\{((?:[^{}]|\{[^{}]*\})*)\}")
LIST_INSIDE = re.compile(r"\([^()]*,")  # :is(ul, ol)
# What of a selector says nothing of the elements and classes that it needs.
NOT_NAMES = re.compile(r"""\[[^\]]*\]|::?[\w-]+(?:\([^()]*\))?""")
NAME = re.compile(r"\.?[A-Za-z][\w-]*")
FOLDER = "style"  # of a style's files in an EPUB, and for the engine
MEDIA_TYPES = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".ttf": "font/ttf",
    ".otf": "font/otf",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
}


def unreversed(settings: Settings, body_pt: float, least_pt: float) -> str:
    """Return the rules that set in ink on the tint what would be smaller white type than allowed.

    `body_pt` is the size of the body type, `least_pt` that of the smallest white type, in points.
    """
    colours = settings.colours
    return "".join(
        f"\n{selector} {{ background: {colours.tint.print}; color: {colours.ink.print} }}"
        for selector, size in settings.reversed.items()
        if size * body_pt < least_pt
    )


def with_values(sheet: str, values: Mapping[str, str]) -> str:
    """Replace `var(--name)` by values; other variables stay."""
    return VALUE.sub(lambda match: values.get(match[1], match[0]), sheet)


def without_comments(sheet: str) -> str:
    """Remove comments; those within strings stay."""
    return COMMENT.sub(lambda match: match[1] or " ", sheet)


def rules_for(sheet: str, names: frozenset[str]) -> str:
    """Return the rules of a sheet for a document that has few elements and classes.

    `names` has them: `body`, `.cover`. What may match for another reason than a name stays.
    """

    def may_match(selector: str) -> bool:
        return names.issuperset(NAME.findall(NOT_NAMES.sub(" ", selector)))

    def is_needed(match: re.Match[str]) -> bool:
        selectors, inside = match[1].strip(), match[2]
        if selectors.startswith("@") and ";" not in selectors:
            return bool(rules_for(inside, names)) if "{" in inside else False
        is_list = LIST_INSIDE.search(selectors) or "@" in selectors
        return bool(is_list) or any(map(may_match, selectors.split(",")))

    return "\n".join(match[0].strip() for match in RULE.finditer(sheet) if is_needed(match))


def with_files(sheet: str, folders: Sequence[Path], packed: bool) -> str:
    """Point each `url()` to the packed file, or to the address by which the engine finds it.

    The engine's address changes with the file, so that texts are measured again with a new font.
    """

    def found(match: re.Match[str]) -> str:
        name = file_name(next(filter(None, match.groups()), ""))
        path = find_file(name, folders) if name else None
        if path is None:
            return match[0]
        if packed:
            return f'url("{FOLDER}/{name}")'
        digest = hashlib.sha256(path.read_bytes()).hexdigest()[:12]
        return f'url("{BASE}{FOLDER}/{name}?{digest}")'

    return ADDRESS.sub(found, sheet)


def packed_files(sheet: str) -> list[str]:
    """Return the names in an EPUB of the files that a sheet leads to, each once."""
    found = (next(filter(None, match.groups()), "") for match in ADDRESS.finditer(sheet))
    return list(dict.fromkeys(each for each in found if each.startswith(f"{FOLDER}/")))


def faces(sheet: str) -> Iterator[tuple[str, bool, str]]:
    """Yield family in lower case, boldness and file of each `@font-face` that names a file."""
    import tinycss2

    for rule in tinycss2.parse_stylesheet(sheet, True, True):
        if rule.type != "at-rule" or rule.lower_at_keyword != "font-face" or not rule.content:
            continue
        found = tinycss2.parse_blocks_contents(rule.content, True, True)
        values = {each.lower_name: each.value for each in found if each.type == "declaration"}
        family = " ".join(_plain(values.get("font-family", ()))).lower()
        weight = next(iter(_plain(values.get("font-weight", ()))), "400")
        file = next(filter(None, map(address, values.get("src", ()))), "")
        if family and file:
            yield family, weight in ("bold", "600", "700", "800", "900"), file_name(file)


def _plain(tokens: Iterable[Node]) -> Iterator[str]:
    for token in tokens:
        if token.type in ("string", "ident"):
            yield token.value
        elif token.type == "number":
            yield token.representation


def address(token: Node) -> str:
    """Return the address of a `url()` token of tinycss2; empty for any other token."""
    if token.type == "url":
        return str(token.value)
    if token.type != "function" or token.lower_name != "url":
        return ""
    return next((str(each.value) for each in token.arguments if each.type == "string"), "")


def file_name(address: str) -> str:
    """Return the path of a file of the style; empty for data and for a part of the document."""
    return "" if address.startswith(("data:", "#")) else unquote(address).removeprefix("./")


def find_file(name: str, folders: Sequence[Path]) -> Path | None:
    """Return a font or picture by its path in the nearest folder that has it; none outside."""
    parts = PurePosixPath(name)
    if parts.is_absolute() or parts.suffix.lower() not in MEDIA_TYPES:
        return None
    for folder in folders:
        path = (folder / parts).resolve()
        if path.is_file() and path.is_relative_to(folder.resolve()):
            return path
    return None
