"""The structure tree of a tagged PDF, flat and in order (ISO 32000-1, 14.7 and 14.8)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from pikepdf import Array, Dictionary, Name, Object

MAX_ELEMENTS = 500_000
STANDARD = frozenset(
    "Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 "
    "H4 H5 H6 L LI Lbl LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry "
    "Code Link Annot Ruby RB RT RP Warichu WT WP Figure Formula Form".split()
)  # ISO 32000-1, 14.8.4


@dataclass
class Element:
    """A structure element: `kind` is its standard type, `own` the type that the file gives it."""

    own: str
    kind: str
    dictionary: Object = field(repr=False)
    parent: Element | None = field(repr=False)
    page: Object | None = field(default=None, repr=False)
    kids: list[Element] = field(default_factory=list, repr=False)
    numbers: list[tuple[Object | None, int]] = field(default_factory=list, repr=False)  # page, MCID
    objects: list[Object] = field(default_factory=list, repr=False)  # annotations

    def has(self, *keys: str) -> bool:
        """Return whether one of the text attributes is there and says something."""
        return any(str(self.dictionary.get(key, "")).strip() for key in keys)

    def attribute(self, key: str) -> Object | None:
        """Return an attribute of `/A` (ISO 32000-1, 14.7.5), or None."""
        given = self.dictionary.get("/A")
        for owner in given if isinstance(given, Array) else [given]:
            if isinstance(owner, Dictionary) and key in owner:
                return owner[key]
        return None

    def walk(self) -> Iterator[Element]:
        """Yield the element and all below it."""
        yield self
        for kid in self.kids:
            yield from kid.walk()


def role_map(catalog: Object) -> dict[str, str]:
    """Return the file's own types and what they stand for (ISO 32000-1, 14.7.3)."""
    root = catalog.get("/StructTreeRoot")
    given = root.get("/RoleMap") if isinstance(root, Dictionary) else None
    if not isinstance(given, Dictionary):
        return {}
    return {key[1:]: str(value)[1:] for key, value in given.items()}


def standard(kind: str, roles: dict[str, str]) -> str:
    """Follow the role map to a standard type; returns an empty text if it leads nowhere."""
    seen = set()
    while kind not in STANDARD:
        if kind in seen or kind not in roles:
            return ""
        seen.add(kind)
        kind = roles[kind]
    return kind


def elements(catalog: Object) -> list[Element]:
    """Return every structure element in reading order; loops in the tree are cut."""
    root = catalog.get("/StructTreeRoot")
    if not isinstance(root, Dictionary):
        return []
    roles = role_map(catalog)
    found: list[Element] = []
    seen: set[object] = set()
    # A stack, not recursion: trees of books are deeper than Python's stack.
    todo: list[tuple[Object | None, Element | None]] = [(root.get("/K"), None)]
    while todo and len(found) < MAX_ELEMENTS:
        thing, parent = todo.pop()
        if isinstance(thing, Array):
            todo += [(kid, parent) for kid in reversed(list(thing))]
        elif isinstance(thing, Dictionary) and "/S" in thing:
            if thing.objgen in seen and thing.objgen != (0, 0):
                continue
            seen.add(thing.objgen)
            element = _element(thing, parent, roles)
            found.append(element)
            todo.append((thing.get("/K"), element))
        elif parent is not None and thing is not None:
            _content(thing, parent)
    return found


def _element(thing: Object, parent: Element | None, roles: dict[str, str]) -> Element:
    own = str(thing["/S"])[1:] if isinstance(thing["/S"], Name) else ""
    page = thing.get("/Pg", parent.page if parent else None)
    element = Element(own, standard(own, roles), thing, parent, page)
    if parent:
        parent.kids.append(element)
    return element


def _content(thing: Object, parent: Element) -> None:
    """Note the marked content or the annotation that belongs to an element."""
    if isinstance(thing, int):
        parent.numbers.append((parent.page, thing))
    elif isinstance(thing, Dictionary) and "/MCID" in thing:
        parent.numbers.append((thing.get("/Pg", parent.page), int(thing["/MCID"])))
    elif isinstance(thing, Dictionary) and "/Obj" in thing:
        parent.objects.append(thing["/Obj"])
