"""Style sheets parsed rule by rule, so that those that share rules share the work.

A paper has a style sheet for each body type that is tried, to measure and to draw: four fifths of
their rules are the same. WeasyPrint parses a sheet as a whole. Here what a rule declares is read
when the first element is found that it is about: many rules are about what few documents have.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

import tinycss2
import weasyprint
from cssselect2 import Matcher, SelectorError, compile_selector_list
from weasyprint.css import PSEUDO_ELEMENTS
from weasyprint.css.validation import preprocess_declarations

from exporter.engine.fetcher import refuse
from exporter.engine.known_matches import KnownMatches, Unread

if TYPE_CHECKING:
    from cssselect2.compiler import CompiledSelector

MOST_SHEETS = 16  # that are kept in rules
MOST_RULES = 4_096  # that are kept: those of some papers in all body types
MOST_DECLARATIONS = 8_192
# What may hold a brace or a semicolon that ends nothing, and those that do.
TOKEN = re.compile(
    r"/\*.*?\*/|\\.|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'|url\([^)\"']*\)|[{};]", re.DOTALL
)
STATEMENT = re.compile(r"(?:\s|/\*.*?\*/)*@", re.DOTALL)  # the only rules that a semicolon may end
# A rule, after comments, without any of these but its own braces; texts in it hold none either.
SIMPLE = re.compile(
    r"""(?:\s*/\*[^*]*\*+(?:[^/*][^*]*\*+)*/)*[^@{}"'\\/;(]*(?:(?<![lL])\([^@{}"'\\/;(]*)*"""
    r"""\{[^{}"'\\/(]*(?:(?:/(?!\*)|(?<![lL])\(|"[^{}"\\\n]*")[^{}"'\\/(]*)*\}"""
)
# Brackets that are closed: all of a rule, as most are, and one pair.
CLOSED = re.compile(r"[^()\[\]]*(?:\([^()\[\]]*\)[^()\[\]]*)*")
PAIR = re.compile(r"\([^()\[\]]*\)|\[[^()\[\]]*\]")
COMMENT = re.compile(r"(?:\s*/\*.*?\*/)+", re.DOTALL)
OTHER_RULE = re.compile(r"[@\\&]|/\*")
OTHER_DECLARATION = re.compile(r"[@{}\[\]\\&]|/\*|(?i:url)\(")
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
    rules, lower = split(style), style.lower()
    if not rules or any(word in lower for word in BOUND):
        return weasyprint.CSS(string=style, url_fetcher=refuse)
    whole = weasyprint.CSS(string="", url_fetcher=refuse)
    for rule in map(_parsed, rules):
        for selector, payload in rule.added:
            whole.matcher.add_selector(selector, payload)
        whole.page_rules.extend(rule.pages)
    whole.matcher = KnownMatches(whole.matcher)
    return whole


@lru_cache(maxsize=MOST_SHEETS)
def split(style: str) -> tuple[str, ...]:
    """Return the rules of a style sheet; none if its braces are not in pairs.

    Nor if another bracket is never closed: it takes in the rules after its own.
    """
    start = 0
    rules = []
    while start < len(style):
        simple = SIMPLE.match(style, start)
        end = simple.end() if simple else _end(style, start)
        if end is None or not _is_closed(style[start:end]):
            return ()
        rules.append(style[start:end])
        start = end
    return tuple(rule for rule in map(str.strip, rules) if rule)


def _end(style: str, start: int) -> int | None:
    """Return where a rule that begins somewhere ends; None if its braces are not in pairs."""
    depth = 0
    for token in TOKEN.finditer(style, start):
        depth += (token[0] == "{") - (token[0] == "}")
        if depth < 0:
            return None
        is_end = token[0] == "}" or (token[0] == ";" and STATEMENT.match(style, start))
        if depth == 0 and is_end:
            return token.end()
    return None if depth else len(style)


@lru_cache(maxsize=MOST_RULES)
def _is_closed(rule: str) -> bool:
    """Whether all round and square brackets that a rule opens are closed in it."""
    if CLOSED.fullmatch(rule):
        return True
    bare, found = TOKEN.sub("", rule), 1
    while found:
        bare, found = PAIR.subn("", bare)
    return "(" not in bare and "[" not in bare


@lru_cache(maxsize=MOST_RULES)
def _parsed(rule: str) -> _Rule:
    before, declarations = _declarations(rule)
    if declarations:
        declared = Unread(lambda: [each for text in declarations for each in _declared(text)])
        return _Rule([(selector, declared) for selector in _selectors(before)])
    recorder = _Recorder()
    sheet = weasyprint.CSS(string=rule, url_fetcher=refuse, matcher=recorder)
    return _Rule(recorder.added, sheet.page_rules)


def _declarations(rule: str) -> tuple[str, list[str]]:
    """Return what is before the brace of a rule, and its declarations.

    None of these if one may hold a semicolon that ends nothing, or stand for more than itself.
    """
    comment = COMMENT.match(rule)
    before, _, inside = rule[comment.end() if comment else 0 :].partition("{")
    inside = inside.removesuffix("}")
    quotes = {quote for quote in "\"'" if quote in inside}
    is_other = OTHER_RULE.search(before) or OTHER_DECLARATION.search(inside)
    if is_other or len(quotes) > 1 or (quotes and "(" in inside):
        return before, []
    found = inside.split(";")
    are_whole = all(
        each.count("(") == each.count(")") and not any(each.count(quote) % 2 for quote in quotes)
        for each in found
    )
    return before, found if are_whole else []


@lru_cache(maxsize=MOST_RULES)
def _selectors(text: str) -> list[CompiledSelector]:
    """Return the selectors of a rule with declarations, by what is before its brace."""
    try:
        found: list[CompiledSelector] = compile_selector_list(
            tinycss2.parse_component_value_list(text)
        )
    except SelectorError:
        return []
    if all(each.pseudo_element in PSEUDO_ELEMENTS for each in found):
        return found
    recorder = _Recorder()  # what is before one that is not known
    weasyprint.CSS(string=f"{text}{{top:0}}", url_fetcher=refuse, matcher=recorder)
    return [selector for selector, _ in recorder.added]


@lru_cache(maxsize=MOST_DECLARATIONS)
def _declared(text: str) -> list[tuple[str, object, bool]]:
    """Return the properties that a declaration sets, their values, and whether it is important."""
    return list(preprocess_declarations(None, tinycss2.parse_blocks_contents(text)))
