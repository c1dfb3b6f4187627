"""Front matter of Markdown files: YAML between lines of `---`, TOML between lines of `+++`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field

from exporter.yamlfile import BadYaml, Yaml, parse

SUFFIXES = (".md", ".markdown", ".mdown")  # of Markdown files
MOST_LINES = 200  # of front matter: a longer one is text between two rules
AT_LINE = re.compile(r"\s*\(at line (\d+), column \d+\)$")


@dataclass
class FrontMatter:
    """Keys in lower case with their values, the text below, and the line it begins at."""

    values: dict[str, Yaml] = field(default_factory=dict)
    text: str = ""
    first_line: int = 1
    fault: BadYaml | None = None

    def words(self, *keys: str) -> str:
        """Return the first value that is one text."""
        found = (self.values.get(key) for key in keys)
        return next((value for value in found if isinstance(value, str) and value), "")

    def texts(self, *keys: str) -> tuple[str, ...]:
        """Return the texts of the first key that has any; names of people may be mappings."""
        return next(filter(None, (tuple(_texts(self.values.get(key))) for key in keys)), ())


def part(text: str) -> FrontMatter | None:
    """Part a text from its front matter; None if it has none."""
    lines = text.split("\n")
    mark = lines[0].strip()
    ends = [line.strip() for line in lines[1 : MOST_LINES + 1]]
    if mark not in ("---", "+++") or mark not in ends:
        return None
    end = 1 + ends.index(mark)
    made = FrontMatter(text="\n".join(lines[end + 1 :]), first_line=end + 2)
    try:
        inside = "\n".join(lines[1:end])
        values = parse(inside, 2).value if mark == "---" else _toml(inside)
    except BadYaml as error:
        made.fault = error
    else:
        pairs = values.items() if isinstance(values, dict) else ()
        made.values = {str(key).lower(): value for key, value in pairs}
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
    """Return a TOML value with every scalar as text."""
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return str(value).lower() if isinstance(value, bool) else str(value)


def _texts(value: Yaml) -> Iterator[str]:
    if isinstance(value, str):
        yield from filter(None, (value.strip(),))
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, dict):
        yield from _texts(value.get("name") or value.get("title"))
