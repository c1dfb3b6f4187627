"""Finding a style: by its name, or in a folder of the user's own, with what it extends."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from exporter import extensions
from exporter.edition.style.definition import DEFAULT, RGB, ROLES, Colours, Fonts, Settings
from exporter.edition.style.location import styles_folder
from exporter.edition.style.style import FILES, Style
from exporter.errors import UsageError
from exporter.guard import reason
from exporter.languages.tags import script
from exporter.model.fields import LANGUAGE
from exporter.nearest import unknown
from exporter.sheet_size import read_size
from exporter.yamlfile import BadYaml, Yaml, YamlText, parse, validate

DEFAULT_STYLE = "newspaper"
FILE = "style.yaml"


def names() -> list[str]:
    """Return the names of all styles."""
    return sorted({**extensions.styles(), **_known()})


def _known() -> dict[str, Path]:
    """Return the styles that come with the program; they need no look at other packages."""
    return {entry.name: entry for entry in styles_folder().iterdir() if (entry / FILE).is_file()}


def find_style(style: str | Path = "") -> Style:
    """Return the style of that name, or in that folder, else the default; raises `UsageError`.

    A path with a separator, or of an existing folder, is a folder; anything else is a name.
    """
    text = os.fspath(style) or DEFAULT_STYLE
    return _ours(text) if text in _known() else _load(_folder(text), ())


@cache
def _ours(name: str) -> Style:
    return _load(_known()[name], ())


def _folder(style: str, above: Path | None = None) -> Path:
    """Return the folder that a style is in; `above` is the style.yaml that names it."""
    added = _known() if style in _known() else extensions.styles()
    if style in added:
        return added[style]
    path = (above.parent if above else Path()) / style
    try:
        if path.is_dir():
            return path
    except (OSError, ValueError):
        pass
    seen = f" as seen from {above.parent}" if above else ""
    advice = f"use one of: {', '.join(names())}; or a folder{seen}"
    raise UsageError(unknown("style", style, names(), advice))


def _load(path: Path, above: tuple[Path, ...]) -> Style:
    """Load the style in a folder; `above` are those that extend it, the outermost first."""
    file = path / FILE
    if not file.is_file():
        raise UsageError(f"{file}: does not exist, create it: `extends: {DEFAULT_STYLE}` is enough")
    parsed = _read(file)
    base = _base(file, parsed, (*above, path.resolve()))
    if not base and (lacking := [name for name in FILES if not (path / name).is_file()]):
        advice = f"add the line `extends: {DEFAULT_STYLE}`, or write them"
        raise UsageError(f"{file}:1: extends no style, and has no {', '.join(lacking)}: {advice}")
    values = base.settings.model_dump(exclude_unset=True) if base else {}
    _drop_inks(values, parsed.value)
    merged = YamlText(_merged(values, parsed.value), parsed.lines)
    settings, findings = validate(Settings, merged, file, {})
    if findings or settings is None:
        raise UsageError(*map(str, findings))
    _judge(settings, parsed, file)
    folders = (path, *base.folders) if base else (path,)
    ours = all(map(Style.is_ours, folders))
    return Style(path.resolve().name, folders, settings, ours, parsed.lines)


def _drop_inks(below: dict[str, Any], over: Yaml) -> None:
    """Drop the inks of each colour that a style changes."""
    colours = over.get("colours") if isinstance(over, dict) else None
    for name in colours if isinstance(colours, dict) else ():
        below.get("inks", {}).pop(name, None)


def _judge(settings: Settings, parsed: YamlText, file: Path) -> None:
    """Raise `UsageError` for values that are valid alone, but not together."""
    known = settings.fonts.get(DEFAULT, Fonts())
    lacking = [role for role in ROLES if not getattr(known, role)]
    if lacking:
        line = parsed.line(("fonts", DEFAULT))
        advice = f"name them under `fonts: {DEFAULT}:`"
        raise UsageError(f"{file}:{line}: there is no font for {', '.join(lacking)}, {advice}")
    for language in settings.fonts:
        if advice := _wrong_language(language):
            line = parsed.line(("fonts", language))
            raise UsageError(f"{file}:{line}: no text gets the fonts of `{language}`, {advice}")
    if settings.paper not in settings.papers and not read_size(settings.paper):
        line = parsed.line(("paper",))
        raise UsageError(f"{file}:{line}: {unknown('paper', settings.paper, settings.papers)}")
    for name in settings.inks:
        if name not in Colours.model_fields and not RGB.fullmatch(name):
            line = parsed.line(("inks", name))
            names = ", ".join(Colours.model_fields)
            raise UsageError(f"{file}:{line}: `{name}` is not a colour, use {names} or #rrggbb")


def _wrong_language(key: str) -> str:
    """Return what to write instead of a key of `fonts` that no language has; empty if one has."""
    if key in (DEFAULT, "zh") or (LANGUAGE.fullmatch(key) and script(key) == key):
        return ""
    if LANGUAGE.fullmatch(key):
        return f"write `{script(key)}`"
    return f"use `{DEFAULT}`, or a language such as `en` or `zh-hans`"


def _base(file: Path, parsed: YamlText, chain: tuple[Path, ...]) -> Style | None:
    """Return the style that this one extends, if it does."""
    name = parsed.value.get("extends") if isinstance(parsed.value, dict) else None
    if not name:
        return None
    line = f"{file}:{parsed.line(('extends',))}"
    if not isinstance(name, str):
        raise UsageError(f"{line}: `extends` has the wrong shape, write one name or folder here")
    try:
        base = _folder(name, file)
    except UsageError as error:
        raise UsageError(f"{line}: {error}") from None
    if base.resolve() in chain:
        circle = " → ".join([each.name for each in chain] + [base.resolve().name])
        raise UsageError(f"{line}: styles extend each other in a circle ({circle}), end it")
    return _load(base, chain)


def _read(file: Path) -> YamlText:
    try:
        return parse(file.read_text(encoding="utf-8"))
    except BadYaml as error:
        raise UsageError(f"{file}:{error.line}: {error.message}, {error.advice}") from None
    except UnicodeDecodeError:
        raise UsageError(f"{file}: is not UTF-8 text, save it as UTF-8") from None
    except OSError as error:
        raise UsageError(f"{file}: can't be read ({reason(error)})") from None


def _merged(below: Mapping[str, Any], over: Yaml) -> Any:
    """Lay the values of one style over those of another, key by key."""
    if over is None:
        return below
    if not isinstance(over, dict):
        return over
    both = {
        key: _merged(below[key], over[key])
        for key in below.keys() & over.keys()
        if isinstance(below[key], Mapping)
    }
    rest = {key: value for key, value in over.items() if key not in both and value is not None}
    return {**below, **rest, **both}
