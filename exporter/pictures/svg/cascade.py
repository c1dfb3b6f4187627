"""Style sheets of a drawing, written into its elements as presentation attributes (SVG 2 §6.7).

Readers of EPUBs and engines of PDFs differ in what they make of `<style>`; all know attributes.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import cssselect2
import tinycss2
from lxml import etree
from tinycss2.ast import Node

from exporter.pictures.svg.parse import SVG, BadSvg

# What may be an attribute: SVG 2 §6.6, and what programs write in style sheets besides.
PROPERTIES = frozenset(
    "alignment-baseline baseline-shift clip-path clip-rule color color-interpolation"
    " color-interpolation-filters cx cy direction display dominant-baseline fill fill-opacity"
    " fill-rule filter flood-color flood-opacity font-family font-size font-stretch font-style"
    " font-variant font-weight height image-rendering letter-spacing lighting-color marker-end"
    " marker-mid marker-start mask opacity overflow paint-order r rx ry shape-rendering stop-color"
    " stop-opacity stroke stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin"
    " stroke-miterlimit stroke-opacity stroke-width text-anchor text-decoration text-rendering"
    " transform transform-origin unicode-bidi vector-effect visibility width word-spacing"
    " writing-mode x y".split()
)
# These have no attribute: they stay in `style`.
STYLE_ONLY = ("mix-blend-mode", "isolation", "mask-type")
MEDIA = re.compile(r"(?:only\s+)?(?:all|screen|print)", re.I)
VARIABLE = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,((?:[^()]|\([^()]*\))*))?\)")
LIGHT = re.compile(r"light-dark\(\s*((?:[^(),]|\([^()]*\))+),(?:[^()]|\([^()]*\))*\)")
UNIT = re.compile(r"(\d)(?:px|deg)\b")
FONT = re.compile(
    r"(?P<first>.*?)(?P<size>[\d.]+(?:px|pt|em|rem|%|mm|cm|in|pc)|(?:x{1,2}-)?(?:small|large)|medium)"
    r"(?:\s*/\s*\S+)?\s+(?P<family>.+)"
)
MAX_STYLE = 1_000_000  # characters
MAX_PARTS = 6  # of a selector: each takes as many steps as elements are nested
MAX_SECONDS = 5.0  # of CPU time: load on the machine must not change the result
MAX_VARIABLES = 10  # that one value may need in turn

Values = dict[str, str]
Drop = Callable[[etree._Element, str, str], None]


@dataclass
class _Sheet:
    """The rules of a drawing, by what they match."""

    drop: Drop
    normal: cssselect2.Matcher = field(default_factory=cssselect2.Matcher)
    important: cssselect2.Matcher = field(default_factory=cssselect2.Matcher)
    is_empty: bool = True

    def add(self, rules: list[Node], element: etree._Element) -> None:
        """Take the rules of a `<style>` element, those for screen and paper among `@media` too."""
        for rule in rules:
            if rule.type == "qualified-rule":
                self._add_rule(rule, element)
            elif rule.type == "at-rule":
                self._add_at_rule(rule, element)

    def _add_at_rule(self, rule: Node, element: etree._Element) -> None:
        name = rule.lower_at_keyword
        if name == "media" and rule.content is not None:
            if any(map(MEDIA.fullmatch, _text(rule.prelude).split(","))):
                inner = tinycss2.parse_rule_list(
                    rule.content, skip_comments=True, skip_whitespace=True
                )
                self.add(inner, element)
        elif name == "import":
            self.drop(element, "@import", _text(rule.prelude)[:100])
        elif name == "font-face":
            normal, _ = declarations(rule.content)
            self.drop(element, "@font-face", normal.get("font-family", ""))

    def _add_rule(self, rule: Node, element: etree._Element) -> None:
        normal, important = declarations(rule.content)
        text = _text(rule.prelude)
        try:
            selectors = cssselect2.compile_selector_list(rule.prelude)
        except cssselect2.SelectorError:
            self.drop(element, "style rule", text[:100])
            return
        if any(len(part.split()) > MAX_PARTS for part in text.split(",")):
            raise BadSvg(f"has a selector of more than {MAX_PARTS} parts")
        for selector in selectors:
            if selector.pseudo_element is None and not selector.never_matches:
                self.is_empty = False
                self.normal.add_selector(selector, normal)
                self.important.add_selector(selector, important)


def apply_styles(root: etree._Element, drop: Drop) -> None:
    """Write all style into attributes; `drop` is called with rules that can't be applied."""
    sheet = _Sheet(drop)
    styles = list(root.iter(f"{SVG}style"))
    if sum(len(style.text or "") for style in styles) > MAX_STYLE:
        raise BadSvg("has too long a style sheet")
    for style in styles:
        if style.get("type", "text/css") == "text/css":
            text = (style.text or "").replace("<!--", "").replace("-->", "")
            rules = tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)
            sheet.add(rules, style)
    variables: dict[etree._Element, Values] = {}
    for element, values in _styled(root, sheet):
        _write(element, values, variables)
    for style in styles:
        _remove(style)


def _styled(root: etree._Element, sheet: _Sheet) -> Iterator[tuple[etree._Element, Values]]:
    """Yield each element with its declarations."""
    if sheet.is_empty:
        for element in root.iter(etree.Element):
            normal, important = declarations(element.get("style", ""))
            yield element, normal | important
        return
    end = time.thread_time() + MAX_SECONDS
    for wrapper in cssselect2.ElementWrapper.from_xml_root(root).iter_subtree():
        if time.thread_time() > end:
            raise BadSvg("has style rules that take too long to apply")
        yield wrapper.etree_element, _cascade(sheet, wrapper)


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        element.tail = None
        parent.remove(element)


def _cascade(sheet: _Sheet, wrapper: cssselect2.ElementWrapper) -> Values:
    """Return the declarations for an element: rules, its own style, then the important ones."""
    own, own_important = declarations(wrapper.etree_element.get("style", ""))
    values: Values = {}
    for match in sheet.normal.match(wrapper):
        values |= match[-1]
    values |= own
    for match in sheet.important.match(wrapper):
        values |= match[-1]
    return values | own_important


def declarations(content: str | list[Node]) -> tuple[Values, Values]:
    """Return the declarations of a rule or a `style` attribute, and the important ones."""
    normal: Values = {}
    important: Values = {}
    for each in tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True):
        if each.type == "declaration":
            value = tinycss2.serialize(each.value).strip()
            name = each.name if each.name.startswith("--") else each.lower_name
            (important if each.important else normal).update(_long(name, value))
    return normal, important


def _long(name: str, value: str) -> Values:
    """Return a declaration as those of long names."""
    if name == "marker":
        return {f"marker-{place}": value for place in ("start", "mid", "end")}
    match = FONT.fullmatch(value) if name == "font" else None
    if not match:
        return {name: value}
    values = {"font-size": match["size"], "font-family": match["family"]}
    for word in match["first"].split():
        kind = "font-style" if word in ("italic", "oblique") else "font-weight"
        values |= {kind: word} if word not in ("normal", "small-caps") else {}
    return values


def _write(
    element: etree._Element, values: Values, variables: dict[etree._Element, Values]
) -> None:
    """Write declarations into attributes, with the values of variables in their places."""
    own = {name: value for name, value in values.items() if name.startswith("--")}
    parent = element.getparent()
    known = {} if parent is None else variables.get(parent, {})
    variables[element] = known = known | own if own else known
    if not str(element.tag).startswith(SVG):  # words of HTML, which are yet to be set
        resolved = {name: _resolved(value, known) for name, value in values.items()}
        element.set("style", ";".join(f"{name}:{value}" for name, value in resolved.items()))
        return
    element.attrib.pop("style", "")
    kept = [f"{name}:{values[name]}" for name in STYLE_ONLY if name in values]
    if kept:
        element.set("style", ";".join(kept))
    for name, value in values.items():
        if name in PROPERTIES:
            element.set(name, UNIT.sub(r"\1", value) if name.startswith("transform") else value)
    for key, given in element.attrib.items():
        text = str(given)
        if "var(" in text or "light-dark(" in text:
            element.set(key, _resolved(text, known))


def _resolved(value: str, known: Values) -> str:
    for _ in range(MAX_VARIABLES):
        if "var(" not in value or len(value) > 1_000:
            break
        value = VARIABLE.sub(lambda match: known.get(match[1], (match[2] or "").strip()), value)
    return LIGHT.sub(lambda match: match[1].strip(), value)


def _text(tokens: list[Node]) -> str:
    return str(tinycss2.serialize(tokens)).strip()
