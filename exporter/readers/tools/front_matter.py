"""Front matter of Markdown files: YAML between lines of `---`, TOML between `+++`, or JSON."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field

from exporter.yamlfile import BadYaml, Yaml, parse

SUFFIXES = (".md", ".markdown", ".mdown")  # of Markdown files
MOST_LINES = 200  # of front matter: a longer one is text between two rules
JSON_LINES = re.compile(r"\{[ \t]*(?:[\"\n]|$)")  # how the first line of JSON begins
# Where generators put keys of a site's own, and those by which it groups articles.
NESTED = ("taxonomies", "params", "extra")
KEY = re.compile(r"\s*[\"']?([\w-]+)[\"']?\s*[:=]")
AT_LINE = re.compile(r"\s*\(at line (\d+), column \d+\)$")


@dataclass
class FrontMatter:
    """Keys in lower case with their values, the text below, and the line it begins at."""

    values: dict[str, Yaml] = field(default_factory=dict)
    text: str = ""
    first_line: int = 1
    fault: BadYaml | None = None
    lines: dict[str, int] = field(default_factory=dict)

    def words(self, *keys: str) -> str:
        """Return the first value that is one text."""
        found = (self.values.get(key) for key in keys)
        return next((value for value in found if isinstance(value, str) and value), "")

    def texts(self, *keys: str) -> tuple[str, ...]:
        """Return the texts of the first key that has any; names of people may be mappings."""
        return next(filter(None, (tuple(_texts(self.values.get(key))) for key in keys)), ())


def part(text: str) -> FrontMatter | None:
    """Split a text from its front matter; None without front matter."""
    lines = text.split("\n")
    if JSON_LINES.match(text):
        return _json(text)
    mark = lines[0].strip()
    ends = [line.strip() for line in lines[1 : MOST_LINES + 1]]
    if mark not in ("---", "+++") or mark not in ends:
        return None
    end = 1 + ends.index(mark)
    made = FrontMatter(text="\n".join(lines[end + 1 :]), first_line=end + 2)
    inside = "\n".join(lines[1:end])
    try:
        value = parse(inside, 2).value if mark == "---" else _toml(inside)
    except BadYaml as error:
        made.fault = error
    else:
        _fill(made, value, inside, 2)
    return made


def _fill(made: FrontMatter, value: Yaml, text: str, first_line: int) -> None:
    """Put values into front matter, and the lines of their keys in its text."""
    pairs = value if isinstance(value, dict) else {}
    found = {str(key).lower(): value for key, value in pairs.items()}
    for name in NESTED:
        nested = found.pop(name, None)
        if isinstance(nested, dict):
            found = {str(key).lower(): value for key, value in nested.items()} | found
    made.values = found
    for number, line in enumerate(text.split("\n"), first_line):
        if key := KEY.match(line):
            made.lines.setdefault(key[1].lower(), number)


def _json(text: str) -> FrontMatter | None:
    """Part a text from front matter in JSON; None for braces of the text itself."""
    made = FrontMatter(text=text)
    try:
        value, end = json.JSONDecoder(strict=False).raw_decode(text)
    except (ValueError, RecursionError) as error:
        if text[:2].strip() != "{":
            return None
        line, advice = getattr(error, "lineno", 1), "put keys and texts between quotation marks"
        made.fault = BadYaml(line, "is not JSON", advice)
        end = text.find("\n}\n") + 2
        if end < len("\n}"):  # it has no end: all of it is text
            return made
    else:
        _fill(made, _plain(value), text[:end], 1)
    made.text = text[end:].partition("\n")[2]
    made.first_line = text.count("\n", 0, end) + 2
    return made


def _toml(text: str) -> Yaml:
    try:
        return _plain(tomllib.loads(text))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        at = AT_LINE.search(str(error))
        line = int(at[1]) + 1 if at else 2
        message = f"is not TOML ({AT_LINE.sub('', str(error))})"
        raise BadYaml(line, message, "put texts between quotation marks") from None


def _plain(value: object) -> Yaml:
    """Return a value of TOML or JSON with every scalar as text."""
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if value is None:
        return None
    return str(value).lower() if isinstance(value, bool) else str(value)


def _texts(value: Yaml) -> Iterator[str]:
    if isinstance(value, str):
        yield from filter(None, (value.strip(),))
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, dict):
        yield from _texts(value.get("name") or value.get("title"))
