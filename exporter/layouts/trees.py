"""Trees of articles for print: helpers to read and change them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from exporter.xhtml import Element, has_class

WIDEST_TABLE = 3  # cells that a column has room for
PX = 0.75  # points a CSS pixel


def pictures_in(element: Element) -> Iterator[Element]:
    """Yield the `img` of each figure in an element, itself included; not those in lines."""
    for figure in element.iter("figure"):
        image = figure.find(".//img")
        if image is not None:
            yield image


def find_class(element: Element, name: str) -> Element | None:
    """Return the first descendant with a class; None without one."""
    return next((each for each in element.iterdescendants() if has_class(each, name)), None)


def add_class(element: Element, *names: str) -> None:
    """Add classes to an element."""
    element.set("class", " ".join([*(element.get("class") or "").split(), *names]))


def remove_class(element: Element, name: str) -> None:
    """Remove a class from an element."""
    if has_class(element, name):
        element.set(
            "class", " ".join(each for each in element.get("class").split() if each != name)
        )


def add_style(element: Element, rules: str) -> None:
    """Add CSS to an element's own `style`."""
    element.set("style", ";".join(filter(None, (element.get("style"), rules))))


def put_after(element: Element, others: Sequence[Element]) -> None:
    """Insert elements after another one, before the text that follows it."""
    for other in reversed(others):
        element.addnext(other)
    if others:
        others[-1].tail, element.tail = element.tail, None


def cells(table: Element) -> int:
    """Return the number of cells in the first row of a table, or of the table in an element."""
    row = next(table.iter("tr"), None)
    return len(row) if row is not None else 1


def is_wide(table: Element) -> bool:
    """Whether a column is too narrow for a table."""
    return cells(table) > WIDEST_TABLE
