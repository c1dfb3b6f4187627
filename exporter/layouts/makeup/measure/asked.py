"""What the rules of a style sheet ask for, so that elements are known to look alike.

Two elements look alike if every rule that may be about them, or about what they inherit from, finds
the same in both. Only what those rules name is looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from exporter.engine.style_rules import split
from exporter.xhtml import Element

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
PLAIN = re.compile(r"@(?:page|font-face)\b")  # rules that are about no element
ARGUMENTS = re.compile(r"\([^()]*\)")
COMBINATOR = re.compile(r"[\s>+~]+")
TAG, CLASS = re.compile(r"[a-zA-Z][-\w]*"), re.compile(r"\.([-\w]+)")
NAME = re.compile(r"\.?[-\w]+")
NEXT, INSIDE = re.compile(r":has\(\s*\+([^()]*)\)"), re.compile(r":has\(([^()]*)\)")
# What asks for more than an element, those around it, the one before it and those in it.
FARTHER = re.compile(r"nth-|-of-type|:only|:empty|:has\(\s*~|\[class|\[id|[#~*]|\+[^,]*\+")
PLACE_INSIDE = re.compile(r":has\([^()]*-child")
PLACES = ("data-b", "data-article", "id")
VALUED = ("lang", "dir", "style")  # attributes whose value decides how an element looks

# A part of a selector with what is before it; attributes in it, and what is in its brackets.
PART = re.compile(r"(\s*[>+~]\s*|\s+|^)((?:[^\s>+~()\[\]]|\([^()]*\)|\[[^\[\]]*\])+)")
ATTRIBUTES = re.compile(r"\[[^\[\]]*\]")
INNER = re.compile(r"\(([^()]*)\)")
IS = re.compile(r":(?:is|where)\(([^()]*)\)")
HAS = re.compile(r":has\([^()]*\)")

MOST_RULES = 4_096  # that are kept: those of some papers in all body types

Key = int  # stands for all that decides how an element looks


class _Selector(NamedTuple):
    """A selector, and what the element that it is about has to be."""

    text: str
    tag: str
    classes: frozenset[str]

    def may_be_about(self, tag: str, classes: frozenset[str]) -> bool:
        return self.tag in ("", tag) and self.classes <= classes


Called = tuple[str, frozenset[str]]  # the tag of an element, and its classes


class _Compound(NamedTuple):
    """A part of a selector that is about one element.

    Of each of its `ways` the element is called one; it stands in one that the `parent` is about,
    and after one that has some of the names `before`.
    """

    text: str
    ways: tuple[tuple[Called, ...], ...] = ()
    parent: _Compound | None = None
    before: frozenset[str] = frozenset()

    def may_be_about(self, chain: Sequence[Called]) -> bool:
        """Whether it may be about the last one of some elements, each within the one before."""
        *above, (own, names) = chain
        fits = all(
            any(tag in ("", own) and classes <= names for tag, classes in way) for way in self.ways
        )
        return fits and not (self.parent and above and not self.parent.may_be_about(above))


class _Place(NamedTuple):
    """What may be asked of the place of an element: if it is first, or last, what is before it."""

    first: bool
    last: bool
    before: frozenset[str]


class Around(NamedTuple):
    """An element: what it is, what it is beside, and what is in it."""

    tag: str
    classes: frozenset[str]
    attributes: tuple[tuple[str, str], ...] = ()
    before: frozenset[str] | None = None
    after: frozenset[str] | None = None
    inside: frozenset[str] = frozenset()


class Asked:
    """What the rules of a style ask for; `selectors` are None if any is not understood."""

    def __init__(self, selectors: Iterable[_Selector] | None) -> None:
        self.is_clear = selectors is not None
        self.keys: dict[object, Key | None] = {}
        self.numbers: dict[object, Key] = {}
        self.above: list[Around] = []  # kept alive: their identities are looked up
        self.rules: dict[object, _Rules] = {}
        # By a class or a tag that the element has to have.
        self.selectors: dict[str, list[_Selector]] = {}
        for each in selectors or ():
            name = next(iter(sorted(each.classes)), each.tag)
            self.selectors.setdefault(name, []).append(each)

    def key(self, above: Sequence[Around], path: Sequence[Element]) -> Key | None:
        """Return what decides how an element looks; None if too much does.

        `above` are elements around that look the same whatever is beside them, `path` the elements
        from the next one down to it.
        """
        seen = (*map(id, above), *map(_seen, path))
        if seen not in self.keys:
            found = self._key((*above, *map(_around, path)))
            # The same is looked up often: the number of what was found is looked up faster.
            self.above += above
            number = self.numbers.setdefault(found, len(self.numbers))
            self.keys[seen] = None if found is None else number
        return self.keys[seen]

    def _key(self, chain: Sequence[Around]) -> tuple[object, ...] | None:
        if not self.is_clear:
            return None
        called = tuple((link.tag, link.classes) for link in chain)
        if called not in self.rules:
            self.rules[called] = _Rules(tuple(self._about(called)), called)
        rules = self.rules[called]
        return None if rules.go_far else tuple(map(rules.seen, chain, rules.places))

    def are_equal(self, called: Sequence[Called]) -> bool:
        """Whether rules can't tell elements in a row apart, however many they are.

        They are called like the last one of some, each of which is in the one before.
        """
        tag, classes = called[-1]
        names = {tag, *(f".{name}" for name in classes)}
        rules = _Rules(tuple(self._about(called)), tuple(called))
        asks_first, asks_last, before = rules.places[-1]
        inside = (name for asked in HAS.findall(rules.text) for name in _names(asked))
        is_asked = rules.go_far or asks_first or asks_last or before & names
        return self.is_clear and not is_asked and names.isdisjoint(inside)

    def names(self, called: Iterable[Called]) -> frozenset[str] | None:
        """Return all that the rules about some elements ask for; None if any is not understood."""
        key = frozenset(called)
        if not self.is_clear:
            return None
        if key not in self.rules:
            self.rules[key] = _Rules(tuple(self._about(key)), ())
        return self.rules[key].names

    def _about(self, called: Iterable[Called]) -> Iterator[str]:
        """Yield the selectors that may be about any of some elements."""
        for tag, classes in called:
            for name in (*classes, tag, ""):
                found = self.selectors.get(name, ())
                yield from (each.text for each in found if each.may_be_about(tag, classes))


@dataclass(frozen=True)
class _Rules:
    """The selectors that may be about an element or one of those around it."""

    selectors: tuple[str, ...]
    called: tuple[Called, ...]

    @cached_property
    def text(self) -> str:
        return ",".join(self.selectors)

    @cached_property
    def go_far(self) -> bool:
        """Whether any asks for what is not near."""
        return any(
            FARTHER.search(NEXT.sub("", _bare(text))) or PLACE_INSIDE.search(text)
            for text in self.selectors
        )

    @cached_property
    def names(self) -> frozenset[str]:
        return frozenset(NAME.findall(self.text))

    @cached_property
    def places(self) -> list[_Place]:
        """What may be asked of the place of each element."""
        asking = {each for text in self.selectors for each in _compounds(text)}
        return [
            _place([each for each in asking if each.may_be_about(self.called[:end])])
            for end in range(1, len(self.called) + 1)
        ]

    @cached_property
    def after(self) -> frozenset[str]:
        """What may be asked of the element after."""
        return frozenset(name for asked in NEXT.findall(self.text) for name in _names(asked))

    @cached_property
    def inside(self) -> frozenset[str]:
        """What may be asked of the elements in one."""
        return frozenset(name for asked in INSIDE.findall(self.text) for name in _names(asked))

    def seen(self, link: Around, place: _Place) -> tuple[object, ...]:
        """Return what of an element the rules can see."""
        return (
            link.tag,
            frozenset(name for name in link.classes if f".{name}" in self.names),
            tuple((name, value if self._is_read(name) else "") for name, value in link.attributes),
            place.first and link.before is None,
            place.last and link.after is None,
            (link.before or frozenset()) & place.before,
            (link.after or frozenset()) & self.after,
            link.inside & self.inside,
        )

    def _is_read(self, attribute: str) -> bool:
        return attribute in VALUED or f"[{attribute}" in self.text


def asked_of(style: str) -> Asked:
    """Return what the rules of a style sheet ask for."""
    return _asked(_preludes(style))


@lru_cache(maxsize=64)
def _preludes(style: str) -> tuple[str, ...] | None:
    """Return what stands before the declarations of rules; None if rules stand in others."""
    preludes = [_prelude(rule) for rule in split(style)]
    is_clear = preludes and None not in preludes
    return tuple(prelude for prelude in preludes if prelude) if is_clear else None


@lru_cache(maxsize=MOST_RULES)
def _prelude(rule: str) -> str | None:
    """Return what stands before the declarations of a rule; empty if it is about no element.

    None if rules stand in it, or it is one of others.
    """
    prelude, _, rest = _uncommented(rule).partition("{")
    if PLAIN.match(prelude):
        return ""
    return None if "{" in rest or prelude.startswith("@") else prelude.strip()


def _uncommented(rule: str) -> str:
    return COMMENT.sub("", rule).strip() if "/*" in rule else rule


@lru_cache(maxsize=64)
def _asked(preludes: tuple[str, ...] | None) -> Asked:
    if preludes is None:
        return Asked(None)
    return Asked(each for prelude in preludes for each in _selectors(prelude))


@lru_cache(maxsize=4_096)
def _selectors(prelude: str) -> tuple[_Selector, ...]:
    """Return the selectors of a rule."""
    return tuple(map(_selector, _parted(prelude)))


def _parted(prelude: str) -> Iterator[str]:
    depth = start = 0
    for place, character in enumerate(prelude):
        depth += (character == "(") - (character == ")")
        if character == "," and not depth:
            yield prelude[start:place].strip()
            start = place + 1
    yield prelude[start:].strip()


def _selector(text: str) -> _Selector:
    compound = COMBINATOR.split(_bare(text).strip())[-1]
    tag = TAG.match(compound)
    return _Selector(text, tag[0] if tag else "", frozenset(CLASS.findall(compound)))


def _place(asking: Sequence[_Compound]) -> _Place:
    return _Place(
        any(":first-child" in each.text for each in asking),
        any(":last-child" in each.text for each in asking),
        frozenset(name for each in asking for name in each.before),
    )


@lru_cache(maxsize=4_096)
def _compounds(selector: str) -> tuple[_Compound, ...]:
    """Return the parts of a selector that ask for the place of an element."""
    if not ("-child" in selector or "+" in HAS.sub("", selector)):
        return ()
    text = HAS.sub("", selector)
    parts = PART.findall(text)
    is_read = "".join(how + what for how, what in parts) == text
    if not is_read or any(_is_deep(what) for _, what in parts):
        return (_Compound(text, before=frozenset(_names(text))),)
    found: list[_Compound] = []
    for combinator, what in ((how.strip(), what) for how, what in parts):
        one = found[-1] if found else None
        # What stands beside another has the same parent.
        parent = {">": one, "+": one and one.parent, "~": one and one.parent}.get(combinator)
        before = frozenset(_names(one.text)) if one and combinator == "+" else frozenset[str]()
        found.append(_Compound(what, tuple(_ways(what)), parent, before))
    return tuple(each for each in found if "-child" in each.text or each.before)


def _is_deep(compound: str) -> bool:
    """Whether what is in the brackets of a part may be about other elements."""
    return any(COMBINATOR.search(inner.replace(", ", ",")) for inner in INNER.findall(compound))


def _ways(compound: str) -> Iterator[tuple[Called, ...]]:
    """Yield what an element has to be called, of each one."""
    yield (_called_in(_bare(compound)),)
    for inner in IS.findall(compound):
        yield tuple(map(_called_in, map(str.strip, inner.split(","))))


def _called_in(compound: str) -> Called:
    bare = ATTRIBUTES.sub("", compound)
    tag = TAG.match(bare)
    return tag[0] if tag else "", frozenset(CLASS.findall(bare))


def _bare(text: str) -> str:
    """Return a selector without what stands in brackets."""
    while ARGUMENTS.search(text):
        text = ARGUMENTS.sub("", text)
    return text


def _names(text: str) -> list[str]:
    return NAME.findall(text)


def _seen(element: Element) -> tuple[object, ...]:
    """Return what `_around` depends on, faster."""
    return (
        element.tag,
        *((name, value) for name, value in element.items() if name not in PLACES),
        _name(element.getprevious()),
        _name(element.getnext()),
        *((each.tag, each.get("class")) for each in element.iterdescendants()),
    )


def _name(element: Element | None) -> tuple[str, str | None] | None:
    return None if element is None else (element.tag, element.get("class"))


def _around(element: Element) -> Around:
    items = [(name, value) for name, value in element.items() if name not in PLACES]
    return Around(
        element.tag,
        frozenset((element.get("class") or "").split()),
        tuple((name, value) for name, value in items if name != "class"),
        _called(element.getprevious()),
        _called(element.getnext()),
        frozenset().union(*map(_called_all, element.iterdescendants())),
    )


def _called(element: Element | None) -> frozenset[str] | None:
    return None if element is None else _called_all(element)


def _called_all(element: Element) -> frozenset[str]:
    """Return the names that rules may call an element by."""
    classes = (element.get("class") or "").split()
    return frozenset((element.tag, *(f".{name}" for name in classes)))
