"""Reader of ninjs, news items as JSON, versions 1.x to 3.x: names changed with each version.

1.x: headline, body_xhtml, versioncreated. 2.x: headlines, bodies. 3.x: versionCreated, contentType.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from exporter.options import DEFAULT, ReadOptions
from exporter.readers.base import Reading
from exporter.readers.nitf import fill_from_nitf
from exporter.readers.tools import files
from exporter.readers.tools.assemble import Assembly, DraftArticle, DraftFigure, is_remote
from exporter.readers.tools.items import (
    Item,
    beside,
    day,
    draft_of,
    paragraphs,
    with_absolute_addresses,
    without_headline,
)
from exporter.readers.tools.xmlfile import BadXml, parse

SUFFIXES = (".json", ".ninjs")
MAX_BYTES = 10_000_000
MAX_ITEMS = 2_000
# Where the day of an item stands, the best first.
DATES = ("versioncreated", "firstcreated", "contentcreated", "firstpublished", "embargoed")
SIGN = re.compile(
    r'"(?:versioncreated|versionCreated|body_x?html|body_text|bodies|headlines|pubstatus|pubStatus'
    r'|representationtype|representationType)"\s*:'
)


class NinjsReader:
    """Reads ninjs files and folders of them."""

    name = "ninjs"
    sign = "ninjs news items (.json), or a folder of them"

    def knows(self, source: Path) -> bool:
        """Whether a JSON file has the names that ninjs has."""
        if source.is_dir():
            found = files.walk(source, SUFFIXES, limit=500)
            return any(_is_ninjs(path) for path, _ in zip(found, range(5), strict=False))
        return source.suffix.lower() in SUFFIXES and _is_ninjs(source)

    def read(self, source: Path, options: ReadOptions = DEFAULT) -> Reading:
        """Read the file, or every such file of the folder."""
        assembly = Assembly(source, options)
        paths = files.walk(source, SUFFIXES) if source.is_dir() else [source]
        items = [item for path in paths for item in _items(path, assembly)]
        used = {name for item in items for name in _associated(item)}
        kept = [item for item, _ in items if item.identifier not in used]
        return assembly.reading(draft_of(kept, assembly))


def _associated(entry: tuple[Item, list[str]]) -> list[str]:
    return entry[1]


def _is_ninjs(path: Path) -> bool:
    text = files.head(path)
    return '"version": "https://jsonfeed.org' not in text and bool(SIGN.search(text))


def _items(path: Path, assembly: Assembly) -> list[tuple[Item, list[str]]]:
    """Return the items of a file, each with the identifiers of the items that it shows."""
    value = load(path, assembly)
    if isinstance(value, dict):
        value = value.get("items", [value]) if "uri" not in value else [value]
    if not isinstance(value, list):
        assembly.warn("source-json", path, 0, "holds no news item", "it is left out")
        return []
    found = []
    for entry in value[:MAX_ITEMS]:
        if isinstance(entry, dict):
            found.append(_item(_plain(entry), path, assembly))
    return found


def load(path: Path, assembly: Assembly) -> Any:
    """Return what a JSON file holds, or None, which is noted."""
    text = assembly.text(path, MAX_BYTES)
    if text is None:
        return None
    try:
        return json.loads(text, parse_int=str, parse_float=str)
    except json.JSONDecodeError as error:
        message = f"is not JSON ({error.msg})"
        assembly.warn("source-json", path, error.lineno, message, "is it cut short? it is left out")
    except RecursionError:
        assembly.warn("source-json", path, 0, "is nested too deeply", "it is left out")
    return None


def _plain(entry: dict[str, Any]) -> dict[str, Any]:
    """Return a mapping with its names in small letters: contentType and contenttype are one."""
    return {str(name).lower(): value for name, value in entry.items()}


def _list(value: Any) -> list[dict[str, Any]]:
    """Return the parts of a list, or of a mapping by name as 1.x has it."""
    if isinstance(value, dict):
        value = [{"name": name, **part} for name, part in value.items() if isinstance(part, dict)]
    if not isinstance(value, list):
        return []
    return [_plain(part) for part in value if isinstance(part, dict)]


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _item(entry: dict[str, Any], path: Path, assembly: Assembly) -> tuple[Item, list[str]]:
    article = DraftArticle((), source=path, line=1)
    headlines = _list(entry.get("headlines"))
    main = _of_role(headlines, "main") or _text(entry.get("headline")) or _text(entry.get("title"))
    article.headline = (main,) if main else ()
    article.deck = _of_role(headlines, "sub", "subheadline", "deck", default=False)
    article.kicker = _of_role(headlines, "kicker", "overline", default=False)
    article.byline = tuple(filter(None, [_text(entry.get("by")) or _text(entry.get("byline"))]))
    article.dateline = _text(entry.get("located"))
    article.html = _body(entry, article, path, assembly)
    associations = _list(entry.get("associations"))
    for part in associations:
        figure = _figure(part, path)
        if figure:
            article.figures.append(figure)
    own = _figure(entry, path)
    if own:
        article.figures.insert(0, own)
    description = _description(entry)
    if not article.html and not own:
        article.html = paragraphs(description)
    item = Item(
        article,
        identifier=_text(entry.get("uri")),
        section=_section(entry),
        subjects=[name for part in _list(entry.get("subjects") or entry.get("subject"))
                  if (name := _text(part.get("name")))],
        date=next(filter(None, (day(_text(entry.get(name))) for name in DATES)), None),
        provider=_text(entry.get("copyrightholder")),
        language=_text(entry.get("language")),
    )  # fmt: skip
    return item, [_text(part.get("uri")) for part in associations]


def _section(entry: dict[str, Any]) -> str:
    """Return what the provider files an item under: section, genre."""
    if section := _text(entry.get("section")):
        return section
    for name in ("sections", "genres", "genre"):
        for part in _list(entry.get(name)):
            if label := _text(part.get("name")):
                return label
    return ""


def _of_role(parts: list[dict[str, Any]], *roles: str, default: bool = True) -> str:
    """Return the value of the part with one of these roles, or of the first part."""
    for part in parts:
        if _text(part.get("role")).lower() in roles:
            return _text(part.get("value"))
    return _text(parts[0].get("value")) if parts and default else ""


def _description(entry: dict[str, Any]) -> str:
    parts = _list(entry.get("descriptions"))
    plain = [part for part in parts if "<" not in _text(part.get("value"))]
    return (
        _of_role(plain, "text", "main", "lead")
        or _text(entry.get("description_text"))
        or _text(entry.get("description"))
    )


def _body(entry: dict[str, Any], article: DraftArticle, path: Path, assembly: Assembly) -> str:
    """Return the body as HTML: HTML before NITF before plain text."""
    bodies = [
        (_text(part.get("contenttype")).lower() + " " + _text(part.get("role")).lower(),
         _text(part.get("value")))
        for part in _list(entry.get("bodies"))
    ]  # fmt: skip
    for name in ("body_xhtml", "body_html", "body_nitf", "body_text"):
        if value := _text(entry.get(name)):
            bodies.append((name, value))
    html = next((value for kind, value in bodies if "html" in kind and value.strip()), "")
    if html:
        uri = _text(entry.get("uri"))
        return with_absolute_addresses(without_headline(html, article.headline), uri)
    nitf = next((value for kind, value in bodies if "nitf" in kind and value.strip()), "")
    if nitf:
        try:
            root, _ = parse(nitf.encode("utf-8", errors="replace"))
            fill_from_nitf(root, article, path)
            if article.html:
                return article.html
        except BadXml as error:
            assembly.warn("source-xml", path, 1, f"has an NITF body that {error}", "see the file")
    return next((paragraphs(value) for _, value in bodies if value.strip()), "")


def _figure(entry: dict[str, Any], path: Path) -> DraftFigure | None:
    """Return the picture of an item: the largest that lies beside the file, or the largest."""
    if _text(entry.get("type")).lower() != "picture":
        return None
    found: list[tuple[bool, int, str]] = []
    for part in _list(entry.get("renditions")):
        address = beside(_text(part.get("href")), path)
        kind = _text(part.get("contenttype")) or _text(part.get("mimetype"))
        if address and (not kind or kind.startswith("image/")):
            width = str(part.get("width") or "")
            found.append((not is_remote(address), int(width) if width.isdigit() else 0, address))
    if not found:
        return None
    caption = _description(entry) or _of_role(_list(entry.get("headlines")), "main")
    credit = _text(entry.get("by")) or _text(entry.get("byline"))
    return DraftFigure(max(found)[2], caption=caption, credit=credit)


READER = NinjsReader()
