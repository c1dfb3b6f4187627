"""Which rules are about an element, found once for all elements that rules can't tell apart.

Most selectors ask for what an element is and what is around it: tags, classes, attributes. Of
elements that have these in common they find the same, in any document. Those that ask for what is
beside an element or in it are tried each time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import count
from types import CodeType
from typing import TYPE_CHECKING

from cssselect2 import Matcher

if TYPE_CHECKING:
    from cssselect2 import ElementWrapper

MOST = 4_000  # elements, each with those around it, that are kept apart
LANGUAGE = ("lang", "{http://www.w3.org/XML/1998/namespace}lang")
# What a selector looks at that asks for an element and those around it: names in its code.
AROUND = frozenset(
    (
        *("ancestors", "parent", "classes", "id", "lang", "local_name", "namespace_url", "tag"),
        *("in_html_document", "etree_element", "attrib", "get", "startswith", "endswith", "lower"),
        *("any", "next", "split_whitespace", "ascii_lower"),
    )
)
BY_NAME = ("id_selectors", "class_selectors", "lower_local_name_selectors", "namespace_selectors")
LISTS = ("lang_attr_selectors", "other_selectors")

# How a selector is tested, its specificity and place, the pseudo-element, and the declarations.
Entry = tuple[Callable[["ElementWrapper"], bool], object, int, str | None, object]
Declared = list[tuple[str, object, bool]]  # properties, their values, and if they are important
_numbers = count()


class Unread:
    """What a rule declares, not read yet."""

    def __init__(self, read: Callable[[], Declared]) -> None:
        self._read = read

    @cached_property
    def declared(self) -> tuple[Declared, None]:
        """The declarations, and that they are of no layer, as WeasyPrint wants them."""
        return self._read(), None


class KnownMatches:
    """What a `matcher` of selectors finds, of elements that look alike found once."""

    def __init__(self, matcher: Matcher) -> None:
        self.matcher = matcher
        self._around, self._beside = Matcher(), Matcher()
        self._asked = {"class", *LANGUAGE}  # attributes that make a difference
        # Elements by what the selectors ask of them and of those around, and what was found.
        self._chains: dict[object, int] = {}
        self._found: dict[int, tuple[list[tuple[object, ...]], list[Entry]]] = {}
        self._chain_name = f"chain-{next(_numbers)}"
        for name in BY_NAME:
            for key, entries in getattr(matcher, name).items():
                for entry in entries:
                    getattr(self._of(entry), name).setdefault(key, []).append(entry)
        for name in LISTS:
            for entry in getattr(matcher, name):
                getattr(self._of(entry), name).append(entry)

    def match(self, element: ElementWrapper) -> list[tuple[object, ...]]:
        """Return specificity, order, pseudo-element and declarations of the rules that match."""
        chain = self._chain(element)
        if chain not in self._found:
            found = list(_read(self._around.match(element)))
            self._found[chain] = found, self._candidates(element)
        found, candidates = self._found[chain]
        beside = list(_read(rest for test, *rest in candidates if test(element)))
        return sorted((*found, *beside)) if beside else found

    def _candidates(self, element: ElementWrapper) -> list[Entry]:
        """Return the selectors that may be about an element by its name, id and classes."""
        beside = self._beside
        named = (
            *((beside.class_selectors, name) for name in element.classes),
            (beside.id_selectors, element.id),
            (beside.lower_local_name_selectors, element.local_name.lower()),
            (beside.namespace_selectors, element.namespace_url),
        )
        found = [entry for selectors, name in named for entry in selectors.get(name, ())]
        has_language = "lang" in element.etree_element.attrib
        return [*found, *beside.lang_attr_selectors * has_language, *beside.other_selectors]

    def _of(self, entry: Entry) -> Matcher:
        """Return the matcher that a selector belongs in."""
        asked, is_around = _asked(entry[0])
        self._asked |= asked
        return self._around if is_around else self._beside

    def _chain(self, element: ElementWrapper) -> int:
        """Return what stands for an element like this one in others like those around it."""
        known = vars(element)
        if self._chain_name not in known:
            known[self._chain_name] = self._number(element)
        number: int = known[self._chain_name]
        return number

    def _number(self, element: ElementWrapper) -> int:
        own, parent = element.etree_element, element.parent
        asked = (item for item in own.attrib.items() if item[0] in self._asked)
        above = (element.in_html_document, element.lang) if parent is None else self._chain(parent)
        key = above, own.tag, *asked
        if key not in self._chains:
            if len(self._chains) >= MOST:
                self._chains.clear()
                self._found.clear()
            self._chains[key] = next(_numbers)
        return self._chains[key]


def _read(rules: Iterable[Sequence[object]]) -> Iterator[tuple[object, ...]]:
    """Yield rules with what they declare, but those that declare nothing."""
    for *how, declared in rules:
        if not isinstance(declared, Unread):
            yield (*how, declared)
        elif declared.declared[0]:
            yield (*how, declared.declared)


@lru_cache(maxsize=MOST)
def _asked(test: Callable[[ElementWrapper], bool]) -> tuple[set[str], bool]:
    """Return the attributes a selector may ask for, and if it asks for nothing beside or within."""
    names = set(_names(test.__code__))
    return {"id"} & names | set(_texts(test.__code__)), names <= AROUND


def _names(code: CodeType) -> Iterator[str]:
    """Yield the names of attributes and functions in code, and in the code within."""
    yield from code.co_names
    for each in code.co_consts:
        if isinstance(each, CodeType):
            yield from _names(each)


def _texts(code: CodeType) -> Iterator[str]:
    """Yield the texts in code: the attributes that it asks for are among them."""
    for each in code.co_consts:
        if isinstance(each, CodeType):
            yield from _texts(each)
        elif isinstance(each, str):
            yield each
