"""Actions of a PDF: where they are, in which order they run, and which run a script."""

from __future__ import annotations

from collections.abc import Iterator

from pikepdf import Array, Dictionary, Object

SCRIPTS = frozenset("JavaScript Launch".split())
MOST_OBJECTS = 100_000  # of a chain or tree, which may be a circle


def has_script(owner: Object) -> bool:
    """Whether something runs a script: when it is chosen, or on an event."""
    return any(map(runs_script, (owner.get("/A"), *events(owner))))


def events(owner: Object) -> Iterator[Object]:
    """Yield the actions that events of something set off (ISO 32000-1, 12.6.3)."""
    given = owner.get("/AA")
    yield from dict(given).values() if isinstance(given, Dictionary) else ()


def runs_script(action: Object | None) -> bool:
    """Whether an action, or one that follows it, runs a script or a program."""
    return any(str(one.get("/S", "/"))[1:] in SCRIPTS for one in chain(action))


def chain(given: Object | None) -> Iterator[Object]:
    """Yield an action and those that follow it (ISO 32000-1, 12.6.2)."""
    todo, seen = [given], 0
    while todo and seen < MOST_OBJECTS:
        one, seen = todo.pop(), seen + 1
        if isinstance(one, Dictionary):
            yield one
            following = one.get("/Next")
            todo += list(following) if isinstance(following, Array) else [following]


def tree(root: Object | None) -> Iterator[Object]:
    """Yield the bookmarks or the form fields below a root."""
    todo: list[Object | None] = [root]
    seen: set[tuple[int, int]] = set()
    while todo and len(seen) < MOST_OBJECTS:
        node = todo.pop()
        if not isinstance(node, Dictionary) or node.objgen in seen:
            continue
        if node.objgen != (0, 0):
            seen.add(node.objgen)
        yield node
        todo += [node.get("/First"), node.get("/Next")]
        for key in ("/Fields", "/Kids"):
            todo += list(node[key]) if isinstance(node.get(key), Array) else []
