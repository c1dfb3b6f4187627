"""Editions of an issue (变版): its pages with some replaced, added or left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from exporter.model import EditionHead, EditionPage, PageHead
from exporter.nearest import unknown

Place = tuple[str | int, ...]


@dataclass(frozen=True)
class Listed:
    """A page of an issue or an edition, its place in issue.yaml, and its folder."""

    head: PageHead
    place: Place
    folder: str


def listed(pages: Sequence[PageHead]) -> list[Listed]:
    """Return the pages of the main edition."""
    return [Listed(page, ("pages", n), page.label) for n, page in enumerate(pages)]


def folder_of(edition: EditionHead, page: EditionPage) -> str:
    """Return the folder of an edition's page, relative to the issue folder."""
    return page.folder or f"{edition.code}/{page.label}"


def of_edition(
    pages: Sequence[Listed], edition: EditionHead, place: Place, root: Path,
    order: Callable[[str], object],
) -> list[Listed]:  # fmt: skip
    """Return the pages of an edition; `order` is the sort key of labels, for added pages.

    A replaced page keeps whatever the edition does not set, including its articles.
    """
    new = {page.label: (page, (*place, "replace", n)) for n, page in enumerate(edition.replace)}
    found = []
    for each in pages:
        if each.head.label in edition.drop:
            continue
        page, where = new.get(each.head.label, (None, each.place))
        found.append(_replaced(each, page, where, folder_of(edition, page), root) if page else each)
    for number, page in enumerate(edition.add):
        label = page.label
        before = [n for n, each in enumerate(found) if order(each.head.label) < order(label)]  # type: ignore[operator]
        folder = folder_of(edition, page)
        made = Listed(page, (*place, "add", number), folder)
        found.insert(before[-1] + 1 if before else 0, made)
    return found


def _replaced(old: Listed, page: EditionPage, place: Place, folder: str, root: Path) -> Listed:
    said = page.model_fields_set - {"folder"}
    head = old.head.model_copy(update={name: getattr(page, name) for name in said})
    own = said & {"advertisements", "facsimile"}
    is_new = bool(page.folder) or (root / folder).is_dir()
    return Listed(head, place if own else old.place, folder if is_new else old.folder)


def faults(
    editions: Sequence[EditionHead], labels: Sequence[str], root: Path
) -> Iterator[tuple[Place, str, str]]:
    """Yield faults in editions: the place in issue.yaml, what is wrong, and what to do."""
    codes: set[str] = set()
    for number, edition in enumerate(editions):
        place = ("editions", number)
        if edition.code.casefold() in codes:
            told = f"two editions have the code `{edition.code}`", "give each its own code"
            yield (*place, "code"), *told
        codes.add(edition.code.casefold())
        named: list[tuple[Place, str]]
        named = [((*place, "drop", n), label) for n, label in enumerate(edition.drop)]
        replaced = enumerate(edition.replace)
        named += [((*place, "replace", n, "label"), page.label) for n, page in replaced]
        for where, label in named:
            if label not in labels:
                yield where, unknown("page", label, labels), "name a page of the issue"
        if not set(labels) - set(edition.drop) and not edition.add:
            yield (*place, "drop"), f"the edition `{edition.code}` has no page", "keep or add one"
        yield from _faults_of_replaced(edition, place, root)
        yield from _faults_of_added(edition, place, labels, root)


def _faults_of_replaced(
    edition: EditionHead, place: Place, root: Path
) -> Iterator[tuple[Place, str, str]]:
    for number, page in enumerate(edition.replace):
        if page.folder and not (root / page.folder).is_dir():
            message = f"the folder `{page.folder}` does not exist"
            yield (*place, "replace", number, "folder"), message, "create it, or name another"


def _faults_of_added(
    edition: EditionHead, place: Place, labels: Sequence[str], root: Path
) -> Iterator[tuple[Place, str, str]]:
    known = set(labels)
    for number, page in enumerate(edition.add):
        where = (*place, "add", number, "label")
        if page.label in known:
            message = f"the issue already has a page `{page.label}`"
            yield where, message, "use `replace`, or give it another label"
        known.add(page.label)
        folder = folder_of(edition, page)
        shown = page.facsimile or page.advertisements
        if not shown and not (root / folder).is_dir():
            yield where, f"the folder `{folder}` does not exist", "create it, or set `folder`"
