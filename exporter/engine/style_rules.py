"""Style sheets parsed rule by rule, so that those that share rules share the work.

A paper has a style sheet for each body type that is tried, to measure and to draw: four fifths of
their rules are the same. WeasyPrint parses a sheet as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

import weasyprint
from cssselect2 import Matcher

from exporter.engine.fetcher import refuse
from exporter.engine.known_matches import KnownMatches

MOST_RULES = 4_096  # that are kept: those of some papers in all body types
# What may hold a brace or a semicolon that ends nothing, and those that do.
TOKEN = re.compile(
    r"/\*.*?\*/|\\.|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'|url\([^)\"']*\)|[{};]", re.DOTALL
)
STATEMENT = re.compile(r"(?:\s|/\*.*?\*/)*@", re.DOTALL)  # the only rules that a semicolon may end
# Rules that say something about others.
BOUND = ("@layer", "@namespace", "@charset", "@counter-style", "<!--", "-->")


class _Recorder(Matcher):  # type: ignore[misc]
    """Notes what it is given, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.added: list[tuple[object, object]] = []

    def add_selector(self, selector: object, payload: object) -> None:
        self.added.append((selector, payload))


@dataclass
class _Rule:
    """What one rule adds to a style sheet: selectors with their declarations, rules of pages."""

    added: list[tuple[object, object]]
    pages: list[object] = field(default_factory=list)


def parsed(style: str) -> weasyprint.CSS:
    """Return a style sheet that loads nothing."""
    rules = list(split(style))
    if not rules or any(word in style.lower() for word in BOUND):
        return weasyprint.CSS(string=style, url_fetcher=refuse)
    whole = weasyprint.CSS(string="", url_fetcher=refuse)
    for rule in map(_parsed, rules):
        for selector, payload in rule.added:
            whole.matcher.add_selector(selector, payload)
        whole.page_rules.extend(rule.pages)
    whole.matcher = KnownMatches(whole.matcher)
    return whole


def split(style: str) -> Iterator[str]:
    """Yield the rules of a style sheet; nothing if its braces are not in pairs."""
    depth, start = 0, 0
    rules = []
    for token in TOKEN.finditer(style):
        depth += (token[0] == "{") - (token[0] == "}")
        if depth < 0:
            return
        is_end = token[0] == "}" or (token[0] == ";" and STATEMENT.match(style, start))
        if depth == 0 and is_end:
            rules.append(style[start : token.end()])
            start = token.end()
    if depth == 0:
        yield from (rule for rule in map(str.strip, [*rules, style[start:]]) if rule)


@lru_cache(maxsize=MOST_RULES)
def _parsed(rule: str) -> _Rule:
    recorder = _Recorder()
    sheet = weasyprint.CSS(string=rule, url_fetcher=refuse, matcher=recorder)
    return _Rule(recorder.added, sheet.page_rules)
