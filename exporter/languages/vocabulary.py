"""Language files: one TOML file a language, named after its tag in lower case (`zh-hant-tw.toml`).

The exporter's own are in `data/`; other packages bring theirs by an entry point
(`exporter.extensions.languages`). A file has these tables:

    [labels]   the words of `exporter.languages.labels.Labels`, all of them
    [marks]    quotes: quotation marks, outer and inner ones, and the space inside the outer
    [date]     pattern, weekdays from Monday on and months; without it, dates are those of CLDR
    [example]  the words of the issue that `exporter new` makes
    [site]     the words of a web edition; English ones stand for those that it lacks

`extends = "zh-hant"` takes the words that a file lacks from another one.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from exporter import extensions
from exporter.findings import Finding
from exporter.languages.tags import script
from exporter.nearest import meant

DATA = Path(__file__).parent / "data"
Table = dict[str, Any]  # of TOML: words, lists of words
Tables = dict[str, Table]
TABLES = ("labels", "marks", "date", "example", "site")
OPTIONAL = ("marks", "site")  # English words stand for what a language lacks of them
SLOT = re.compile(r"\{[^{}]*\}|[{}]")
SAME_WORDS = {"zh-hant-mo": "zh-hant-hk"}


@cache
def find(language: str) -> Tables | None:
    """Return the tables of the file for a language tag: of the nearest tag that has one."""
    for tag in _nearest(language):
        if (DATA / f"{tag}.toml").is_file():
            return _read(DATA / f"{tag}.toml")
        if (path := _added().get(tag)) and not any(faults(path)):
            return _read(path)
    return None


def _nearest(language: str) -> Iterator[str]:
    """Yield tags from the most special on: zh-TW is zh-hant-tw, then zh-hant."""
    parts = language.lower().split("-")
    if parts[0] == "zh":
        kind = script(language)
        region = next((part for part in parts[1:] if len(part) == 2), "")
        yield SAME_WORDS.get(f"{kind}-{region}", f"{kind}-{region}")
        yield kind
        return
    for count in range(len(parts), 0, -1):
        yield "-".join(parts[:count])


def _added() -> dict[str, Path]:
    """Return the language files of other packages by their tags."""
    folders = extensions.languages().values()
    return {path.stem.lower(): path for folder in folders for path in sorted(folder.glob("*.toml"))}


def _read(path: Path) -> Tables:
    """Read a file without faults; what it lacks is in the one that it extends."""
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    base = find(tables["extends"]) if "extends" in tables else None
    return {name: (base or {}).get(name, {}) | tables.get(name, {}) for name in TABLES}


ENGLISH = _read(DATA / "en.toml")


def added_faults() -> Iterator[Finding]:
    """Yield what is wrong with the language files of other packages; such a file is not used."""
    for path in _added().values():
        yield from faults(path)


def faults(path: Path) -> Iterator[Finding]:
    """Yield what is wrong with a language file, each a warning with its line."""
    try:
        text = path.read_text(encoding="utf-8")
        tables = tomllib.loads(text)
    except (OSError, ValueError) as error:
        yield _fault(path, 0, f"can't be read as TOML ({error})", "correct that line")
        return
    base = tables.get("extends", "")
    if base and not (isinstance(base, str) and (DATA / f"{base}.toml").is_file()):
        advice = meant(str(base), sorted(each.stem for each in DATA.glob("*.toml")))
        yield _fault(path, _line(text, "extends"), f"there is no language `{base}`", advice)
        return
    for name in sorted(tables.keys() - {*TABLES, "extends"}):
        advice = meant(name, TABLES)
        yield _fault(path, _line(text, name), f"unknown key `{name}`", advice)
    for name in TABLES:
        yield from _table_faults(path, text, name, _read(path)[name])


def _table_faults(path: Path, text: str, name: str, table: Table) -> Iterator[Finding]:
    if name == "date":
        wanted: Table = dict(ENGLISH["date"]) if table else {}
    else:
        wanted = ENGLISH[name]
    for key in [] if name in OPTIONAL else sorted(wanted.keys() - table.keys()):
        yield _fault(path, 0, f"`{name}` lacks `{key}`", f"write it, as in {DATA / 'en.toml'}")
    for key, value in table.items():
        if fault := word_fault(key, value, wanted):
            yield _fault(path, _line(text, key), *fault)


def word_fault(key: str, value: Any, wanted: Table) -> tuple[str, str] | None:
    """Return what is wrong with one word, and what to do."""
    if key not in wanted:
        return f"unknown key `{key}`", meant(key, wanted, "remove it")
    model = wanted[key]
    if isinstance(model, list):
        is_list = isinstance(value, list) and all(isinstance(each, str) for each in value)
        right = is_list and len(value) == len(model)
        return None if right else (f"`{key}` is not a list of {len(model)} words", "write all")
    if not isinstance(value, str):
        return f"`{key}` is not a text", "write it in quotation marks"
    if sorted(SLOT.findall(value)) != sorted(SLOT.findall(model)):
        slots = " ".join(SLOT.findall(model)) or "no `{}`"
        return f"`{key}` has the wrong placeholders", f"write it with {slots}, as in “{model}”"
    return None


def _line(text: str, key: str) -> int:
    """Return the line on which a key is set; 0 if it is another file's."""
    lines = enumerate(text.splitlines(), 1)
    setting = re.compile(rf"\[?{re.escape(key)}\s*[=\]]")
    return next((number for number, line in lines if setting.match(line)), 0)


def _fault(path: Path, line: int, message: str, advice: str) -> Finding:
    return Finding("plugin-broken", path, line, message, advice)
