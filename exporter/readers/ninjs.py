"""Reader of ninjs, news items as JSON, versions 1.x to 3.x: names changed with each version.

1.x: headline, body_xhtml, versioncreated. 2.x: headlines, bodies. 3.x: versionCreated, contentType.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import escape
from itertools import islice
from pathlib import Path
from typing import Any

from exporter.options import DEFAULT, ReadOptions
from exporter.readers.base import Reading
from exporter.readers.nitf import BY, fill_from_nitf
from exporter.readers.tools import markup, source_files
from exporter.readers.tools.assemble import Assembly, is_remote
from exporter.readers.tools.drafts import DraftArticle, DraftFigure
from exporter.readers.tools.items import (
    Item,
    beside,
    day,
    draft_of,
    html_of,
    is_html,
    json_text,
    newest,
    squeezed,
    summary,
    tidy,
    with_absolute_addresses,
    without_headline,
)
from exporter.readers.tools.numbers import number_in
from exporter.readers.tools.xmlfile import BadXml, parse

Entry = dict[str, Any]  # an object of JSON: anything may be in it
SUFFIXES = (".json", ".ninjs")
MAX_BYTES = 10_000_000
MAX_ITEMS = 2_000
# What an interface calls the part of its answer that holds the items.
ENVELOPES = ("items", "item", "_items", "data", "docs", "results")
MAX_DEPTH = 12
WITHDRAWN = ("canceled", "cancelled", "withheld")
# Where the day of an item stands, the best first.
DATES = ("versioncreated", "firstcreated", "contentcreated", "firstpublished", "embargoed")
SIGN = re.compile(
    r'"(?:versioncreated|versionCreated|body_\w+|bodies|headlines|pubstatus|pubStatus'
    r'|representationtype|representationType|contentcreated|contentCreated)"\s*:'
    r'|"\$standard"\s*:\s*\{[^{}]*"ninjs"'
)


class NinjsReader:
    """Reads ninjs files and folders of them."""

    name = "ninjs"
    sign = "ninjs news items (.json), or a folder of them"

    def knows(self, source: Path) -> bool:
        """Whether a JSON file has the names that ninjs has."""
        if source.is_dir():
            found = source_files.walk(source, SUFFIXES, limit=500)
            return any(_is_ninjs(path) for path, _ in zip(found, range(5), strict=False))
        return source.suffix.lower() in SUFFIXES and _is_ninjs(source)

    def misses(self, source: Path) -> str:
        """Say so of JSON without the names that ninjs has."""
        is_json = source.suffix.lower() in SUFFIXES and source.is_file()
        return (
            "has no field that only news items have (versioncreated, body_xhtml, bodies)" * is_json
        )

    def read(self, source: Path, options: ReadOptions = DEFAULT) -> Reading:
        """Read the file, or every such file of the folder."""
        assembly = Assembly(source, options)
        paths = [source]
        if source.is_dir():
            paths = [path for path in source_files.walk(source, SUFFIXES) if _is_ninjs(path)]
            assembly.name_unread(paths, (*SUFFIXES, ".xml", ".nitf"))
        entries = [entry for path in paths for entry in _items(path, assembly)]
        shown = {name for _, names in entries for name in names}
        items = newest((item for item, _ in entries), assembly)
        kept = [item for item in items if item.identifier not in shown]
        for item in kept:
            tidy(item.article)
        return assembly.reading(draft_of(kept, assembly))


def _is_ninjs(path: Path) -> bool:
    text = source_files.head(path)
    return '"version": "https://jsonfeed.org' not in text and bool(SIGN.search(text))


def _items(path: Path, assembly: Assembly) -> list[tuple[Item, list[str]]]:
    """Return the items of a file, each with the identifiers of the pictures that it shows."""
    value = load(path, assembly)
    if not isinstance(value, dict | list):
        assembly.warn("source-json", path, 0, "contains no news item", "it is left out")
        return []
    entries = islice(_entries(value), MAX_ITEMS)
    return [_item(_plain(entry), path, assembly) for entry in entries]


def _entries(value: object, depth: int = 0) -> Iterator[Entry]:
    """Yield the items of what an agency's interface answers: they stand in lists and envelopes."""
    if depth > MAX_DEPTH:
        return
    if isinstance(value, list):
        for part in value:
            yield from _entries(part, depth + 1)
    elif isinstance(value, dict):
        is_item = "uri" in value or "guid" in value
        inner = [value[name] for name in ENVELOPES if isinstance(value.get(name), dict | list)]
        if is_item or not inner:
            yield value
        else:
            yield from _entries(inner, depth + 1)


def load(path: Path, assembly: Assembly) -> object:
    """Return what a JSON file holds, or None, which is noted."""
    text = assembly.text(path, MAX_BYTES)
    if text is None:
        return None
    try:
        return _loaded(text)
    except json.JSONDecodeError as error:
        if (lines := _items_of_lines(text)) is not None:
            return lines
        message = f"is not JSON ({error.msg})"
        assembly.warn("source-json", path, error.lineno, message, "is it cut short? it is left out")
    except RecursionError:
        assembly.warn("source-json", path, 0, "is nested too deeply", "it is left out")
    return None


def _loaded(text: str) -> object:
    found: object = json.loads(text, parse_int=str, parse_float=str)
    return found


def _items_of_lines(text: str) -> list[object] | None:
    """Return the items of a file that has one on each line (JSON Lines), None if it has not."""
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) < 2 or not all(line.lstrip().startswith("{") for line in lines):
        return None
    try:
        return [_loaded(line) for line in lines]
    except (json.JSONDecodeError, RecursionError):
        return None


def _plain(entry: Entry) -> Entry:
    """Return a mapping with its names in small letters: contentType and contenttype are one."""
    return {str(name).lower(): value for name, value in entry.items()}


def _list(value: object) -> list[Entry]:
    """Return the parts of a list, or of a mapping by name as 1.x has it."""
    if isinstance(value, dict):
        value = [{"name": name, **part} for name, part in value.items() if isinstance(part, dict)]
    if not isinstance(value, list):
        return []
    return [_plain(part) for part in value if isinstance(part, dict)]


def _plain_text(value: object) -> str:
    """Return words of a field that should hold no tags, and often does."""
    text = json_text(value)
    return " ".join(markup.lines(text)) if is_html(text) else text


def _identifier(entry: Entry) -> str:
    return json_text(entry.get("uri")) or json_text(entry.get("guid"))


def _item(entry: Entry, path: Path, assembly: Assembly) -> tuple[Item, list[str]]:
    article = DraftArticle((), source=path, line=1)
    _fill_head(entry, article)
    article.html = _body(entry, article, path, assembly)
    associations = _list(entry.get("associations"))
    shown = _add_associations(associations, article, path)
    own = _figure(entry, path)
    if own:
        article.figures.insert(0, own)
    description = _description(entry)
    if not article.html and not own:
        article.html = html_of(description)
    elif not own:
        summary(_plain_text(description), article)
    number = str(entry.get("version") or "")
    item = Item(
        article,
        identifier=_identifier(entry),
        section=_section(entry),
        subjects=[name for part in _list(entry.get("subjects") or entry.get("subject"))
                  if (name := json_text(part.get("name")))],
        date=next(filter(None, (day(json_text(entry.get(name))) for name in DATES)), None),
        provider=json_text(entry.get("copyrightholder")) or json_text(entry.get("source")),
        language=json_text(entry.get("language")),
        version=(number_in(number),
                 json_text(entry.get("versioncreated"))),
        is_withdrawn=json_text(entry.get("pubstatus")).lower() in WITHDRAWN,
    )  # fmt: skip
    return item, shown


def _fill_head(entry: Entry, article: DraftArticle) -> None:
    headlines = _list(entry.get("headlines"))
    own = json_text(entry.get("headline")) or json_text(entry.get("title"))
    main = _of_role(headlines, "main") or own
    main = _plain_text(main or _first_of(entry, "headline_"))
    article.headline = (main,) if main else ()
    article.deck = _of_role(headlines, "sub", "subheadline", "deck", default=False)
    article.deck = article.deck or _plain_text(_first_of(entry, "headline_sub"))
    article.kicker = _of_role(headlines, "kicker", "overline", default=False)
    byline = _plain_text(json_text(entry.get("by")) or json_text(entry.get("byline")))
    authors = [json_text(part.get("name")) for part in _list(entry.get("authors"))]
    article.byline = tuple(filter(None, [BY.sub("", byline, count=1)])) or tuple(
        filter(None, authors)
    )
    article.dateline = _plain_text(entry.get("located")) or _plain_text(entry.get("dateline"))


def _add_associations(parts: list[Entry], article: DraftArticle, path: Path) -> list[str]:
    """Add the pictures of an item, and a line for its sound and film; return their identifiers.

    An associated text is an article of its own, where it is there.
    """
    shown = []
    for part in parts:
        figure = _figure(part, path)
        if figure:
            figure.caption = _said(part)
            article.figures.append(figure)
        elif json_text(part.get("type")).lower() in ("video", "audio", "graphic", "picture"):
            article.html += _line(part)
        else:
            continue
        shown.append(_identifier(part))
    return list(filter(None, shown))


def _line(part: Entry) -> str:
    """Return the words of sound, film or a picture without a file, linked to where it is."""
    words = escape(_said(part), quote=False)
    addresses = (json_text(one.get("href")) for one in _list(part.get("renditions")))
    address = next(filter(is_remote, addresses), "")
    if not words and not address:
        return ""
    return (
        f'<p><a href="{escape(address)}">{words or address}</a></p>'
        if address
        else f"<p>{words}</p>"
    )


def _said(part: Entry) -> str:
    """Return headline and description of a picture, sound or film, each word once."""
    headline = _of_role(_list(part.get("headlines")), "main") or json_text(part.get("headline"))
    title, words = _plain_text(headline), _plain_text(_description(part))
    return words if squeezed(title) in squeezed(words) else ": ".join(filter(None, (title, words)))


def _section(entry: dict[str, object]) -> str:
    """Return what the provider files an item under: section, genre."""
    if section := json_text(entry.get("section")):
        return section
    for name in ("sections", "genres", "genre"):
        for part in _list(entry.get(name)):
            if label := json_text(part.get("name")):
                return label
    return ""


def _of_role(parts: list[dict[str, object]], *roles: str, default: bool = True) -> str:
    """Return the value of the part with one of these roles, or of the first part."""
    for part in parts:
        if json_text(part.get("role")).lower() in roles:
            return json_text(part.get("value"))
    return json_text(parts[0].get("value")) if parts and default else ""


def _description(entry: Entry) -> str:
    parts = _list(entry.get("descriptions"))
    plain = [part for part in parts if not is_html(json_text(part.get("value")))]
    return (
        _of_role(plain or parts, "text", "main", "lead")
        or json_text(entry.get("description_text"))
        or json_text(entry.get("description"))
        or _first_of(entry, "description_", but=("description_creditline",))
    )


def _first_of(entry: Entry, prefix: str, but: tuple[str, ...] = ()) -> str:
    """Return the first text whose name begins so: 1.x lets providers extend three names."""
    names = (name for name in entry if name.startswith(prefix) and name not in but)
    return next(filter(None, (json_text(entry[name]) for name in names)), "")


def _body(entry: Entry, article: DraftArticle, path: Path, assembly: Assembly) -> str:
    """Return the body as HTML: HTML before NITF before plain text."""
    bodies = [
        (json_text(part.get("contenttype")).lower() + " " + json_text(part.get("role")).lower(),
         json_text(part.get("value")))
        for part in _list(entry.get("bodies"))
    ]  # fmt: skip
    for name in ("body_xhtml", "body_html", "body_nitf", "body_text"):
        if value := json_text(entry.get(name)):
            bodies.append((name, value))
    if not bodies and (value := _first_of(entry, "body_")):
        bodies.append(("html" if is_html(value) else "text", value))
    html = next((value for kind, value in bodies if "html" in kind and value.strip()), "")
    if html:
        uri = json_text(entry.get("uri"))
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
    return next((html_of(value) for _, value in bodies if value.strip()), "")


def _figure(entry: dict[str, object], path: Path) -> DraftFigure | None:
    """Return the picture of an item: the largest that is beside the file, or the largest."""
    if json_text(entry.get("type")).lower() != "picture":
        return None
    found: list[tuple[bool, int, str]] = []
    for part in _list(entry.get("renditions")):
        address = beside(json_text(part.get("href")), path)
        kind = json_text(part.get("contenttype")) or json_text(part.get("mimetype"))
        if address and (not kind or kind.startswith("image/")):
            width = str(part.get("width") or "")
            found.append((not is_remote(address), number_in(width), address))
    if not found:
        return None
    caption = _plain_text(_description(entry)) or _of_role(_list(entry.get("headlines")), "main")
    credit = json_text(entry.get("by")) or json_text(entry.get("byline"))
    return DraftFigure(max(found)[2], caption=caption, credit=credit)


READER = NinjsReader()
