"""WeasyPrint's layout made faster, Chinese flush, columns whole lines, and tags in order.

    with engine(caches=True, justify=True, tags=True) as report:
        document = weasyprint.HTML("issue.html").render()
        document.write_pdf("issue.pdf")

Inside the context some functions of WeasyPrint are replaced; at its end, also after an error, they
are restored. A feature is off if WeasyPrint's functions differ from those it was written for, and
the report says so (see ``exporter.engine.fence``): documents come out slower or plainer.
Replacements affect the whole process: threads that want a context wait for one another.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from threading import RLock

from exporter.engine import fence
from exporter.engine.patched.collector import calm_collector
from exporter.engine.patched.patches import Patches
from exporter.engine.patched.stack import deep_recursion, deep_stack

__all__ = ["EngineReport", "deep_recursion", "deep_stack", "engine", "is_in_effect", "shaping"]

# Features by which lines and their places change.
SHAPING = ("justify", "heights", "emergency", "compose", "initials", "grid")
# Features that are not asked for: they are no replacements, or part of `lean`.
ALWAYS = ("reader", "kept", "packed", "painted", "processes", "types", "late")


@dataclass(frozen=True)
class EngineReport:
    """The features in effect, and a sentence for people about those that are not.

    The sentence is empty if nothing is lost.
    """

    features: tuple[str, ...]
    message: str = ""


@contextmanager
def engine(
    *,
    caches: bool = True,
    justify: bool = True,
    heights: bool = True,
    emergency: bool = True,
    compose: bool = True,
    initials: bool = True,
    grid: bool = False,
    lean: bool = False,
    tags: bool = False,
    subsets: bool = False,
) -> Iterator[EngineReport]:
    """Make WeasyPrint faster (``caches``), and its typesetting better, within a context.

    ``justify`` makes Chinese lines flush, ``heights`` keeps lines as high as their style says,
    ``emergency`` breaks words that no line holds, ``initials`` lets first letters float, ``grid``
    ends columns and heads on whole lines. ``compose`` breaks paragraphs where all of their lines
    look best.
    ``lean`` is for documents that are written once: what is written is freed. ``subsets`` is for
    documents that are looked at and thrown away: fonts hold glyphs of earlier documents.
    ``tags`` gives PDFs that are tagged the structure of ``exporter.engine.patched.structure_tree``.

    Contexts may be nested: what is in effect already stays so until the outermost that asked for
    it ends. A context of another thread begins when the outermost has ended.
    """
    wanted = {"caches": caches, "justify": justify, "heights": heights, "emergency": emergency}
    # Composed lines may be wider than their room: what breaks long words must not see that.
    wanted |= {"compose": compose and justify, "initials": initials, "grid": grid, "tags": tags}
    wanted |= {"lean": lean, "subsets": subsets}  # last: lean removes what the others read
    chosen = [name for name, on in wanted.items() if on]
    working = _working(chosen)
    with _lock, ExitStack() as stack:
        for name in working:
            stack.enter_context(_shared(name))
        yield EngineReport(tuple(working), fence.explain([*chosen, *ALWAYS]))


def _working(chosen: Sequence[str]) -> list[str]:
    """Return the features that this version of WeasyPrint lets work."""
    working = [name for name in chosen if fence.works(name)]
    if "tags" in chosen and "tags" not in working:
        # WeasyPrint's own tags are made of the boxes that lean documents let go.
        return [name for name in working if name != "lean"]
    return working


@contextmanager
def _caches() -> Iterator[None]:
    from exporter.engine.patched.caches import LayoutCaches

    layout_caches = LayoutCaches()
    with _patched(layout_caches.install), calm_collector():
        try:
            yield
        finally:
            layout_caches.clear()


@contextmanager
def _justify() -> Iterator[None]:
    from exporter.engine.patched import justify, spacing

    with _patched(spacing.install), _patched(justify.install):
        yield


@contextmanager
def _heights() -> Iterator[None]:
    from exporter.engine.patched.line_heights import install

    with _patched(install):
        yield


@contextmanager
def _emergency() -> Iterator[None]:
    from exporter.engine.patched.emergency import Emergency

    with _patched(Emergency().install):
        yield


@contextmanager
def _compose() -> Iterator[None]:
    from exporter.engine.patched import compose, counted, plain_lines
    from exporter.engine.patched.known_paragraphs import known_paragraphs

    try:
        with (
            _patched(compose.install),
            _patched(partial(plain_lines.install, level="heights" in shaping())),
            _patched(counted.install),
        ):
            yield
    finally:
        known_paragraphs.clear()


@contextmanager
def _initials() -> Iterator[None]:
    from exporter.engine.patched.initials import install

    with _patched(install):
        yield


@contextmanager
def _grid() -> Iterator[None]:
    from exporter.engine.patched import columns, whole_floats, whole_heads

    with (
        _patched(columns.install),
        _patched(whole_floats.install),
        _patched(whole_heads.install),
    ):
        yield


@contextmanager
def _lean() -> Iterator[None]:
    from exporter.engine.patched.lean import install

    with _patched(install):
        yield


@contextmanager
def _subsets() -> Iterator[None]:
    from exporter.engine.patched.subsets import install

    with _patched(install):
        yield


@contextmanager
def _tags() -> Iterator[None]:
    from exporter.engine.patched.tagging import install

    with _patched(install):
        yield


@contextmanager
def _patched(install: Callable[[Patches], None]) -> Iterator[None]:
    patches = Patches()
    try:
        install(patches)
        yield
    finally:
        patches.undo()


_FEATURES: dict[str, Callable[[], AbstractContextManager[None]]] = {
    "caches": _caches,
    "justify": _justify,
    "heights": _heights,
    "emergency": _emergency,
    "compose": _compose,
    "initials": _initials,
    "grid": _grid,
    "lean": _lean,
    "tags": _tags,
    "subsets": _subsets,
}
_lock = RLock()
_users: dict[str, int] = {}
_active: dict[str, AbstractContextManager[None]] = {}


def shaping() -> tuple[str, ...]:
    """Return the features in effect that decide how documents look, those of `SHAPING`."""
    return tuple(name for name in SHAPING if _users.get(name))


def is_in_effect(name: str) -> bool:
    """Whether a feature is in effect."""
    return bool(_users.get(name))


@contextmanager
def _shared(name: str) -> Iterator[None]:
    """Enter a feature for its first user and leave it with its last."""
    if not _users.get(name):
        feature = _FEATURES[name]()
        feature.__enter__()
        _active[name] = feature
    _users[name] = _users.get(name, 0) + 1
    try:
        yield
    finally:
        _users[name] -= 1
        if not _users[name]:
            _active.pop(name).__exit__(None, None, None)
