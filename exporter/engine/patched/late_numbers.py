"""The number of a document's first sheet, told when its content is laid out.

The documents before it decide that number, and are laid out at the same time in other processes.
It shows in heads and feet, which WeasyPrint lays out last. So a document is laid out with a number
that is assumed, and its sheets are given the right one just before their heads and feet are made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from weasyprint.layout import page as page_layout

from exporter.engine.patched.patches import Patches

if TYPE_CHECKING:
    import weasyprint
    from weasyprint.css import StyleFor
    from weasyprint.formatting_structure.boxes import Box, PageBox
    from weasyprint.layout import LayoutContext
    from weasyprint.layout.page import PageType

SIDES = {"left", "right", "recto", "verso"}
COUNTERS = ("counter_reset", "counter_set")
PLACED = (None, "@footnote", "@note-area")  # what of a page's style decides where its content is


class Renumbered(Exception):
    """A document whose content depends on the number of its first sheet, which was another."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


class LateNumber:
    """The number of the first sheet of a document that is laid out as if it were `assumed`.

    `ask` gets the number of sheets that the document takes, and returns that of its first one. It
    gets None, and the number of sheets later, if that depends on the number of the first.
    """

    def __init__(self, assumed: int, ask: Callable[[int | None], int]) -> None:
        self.assumed, self.ask = assumed, ask
        self.number, self.known = assumed, False

    @contextmanager
    def told(self) -> Iterator[None]:
        """Ask for the number of a document that is laid out inside; may raise `Renumbered`."""
        patches = Patches()
        patches.function(page_layout.make_all_pages, self._asking(page_layout.make_all_pages))
        try:
            yield
        finally:
            patches.undo()

    def settle(self, sheets: int) -> None:
        """Ask if the layout has not: WeasyPrint gave up before it was as it should be."""
        if not self.known:
            self._fixed(sheets)

    def _asking(self, make_all_pages: Callable[..., Iterator[PageBox]]) -> Callable[..., object]:
        def make(
            context: LayoutContext, root_box: Box, html: weasyprint.HTML, before: list[PageBox]
        ) -> list[PageBox]:
            pages = list(make_all_pages(context, root_box, html, before))
            if not self.known and _is_settled(context, len(before), len(pages)):
                self._number(context, root_box, html, pages)
            return pages

        return make

    def _number(
        self, context: LayoutContext, root_box: Box, html: weasyprint.HTML, pages: list[PageBox]
    ) -> None:
        if not _is_movable(context, pages, self.assumed):
            self._fixed(len(pages))
            return
        self.number = self.ask(len(pages))
        by = self.number - self.assumed
        self.known = True
        for place, page in enumerate(pages, 1):
            if by % 2:
                _turn(page, root_box, html, context.style_for)
            _counters(context, place)["page"][-1] += by

    def _fixed(self, sheets: int) -> None:
        number = self.ask(None)
        if number != self.assumed:
            raise Renumbered(number)
        self.ask(sheets)
        self.known = True


def _is_settled(context: LayoutContext, before: int, now: int) -> bool:
    """Whether no sheet is laid out again, by what `layout_document` looks at."""
    states = [remake_state for *_, remake_state in context.page_maker]
    wanted = any(state["pages_wanted"] for state in states) and before != now
    return not wanted and not any(state["content_changed"] for state in states)


def _counters(context: LayoutContext, place: int) -> dict[str, list[int]]:
    """Return the counters on a sheet, the first of which is at place 1."""
    counters: dict[str, list[int]] = context.page_maker[place][3][1]
    return counters


def _is_movable(context: LayoutContext, pages: list[PageBox], assumed: int) -> bool:
    """Whether sheets are laid out the same by any number, left or right."""
    if context.target_collector.counter_lookup_items or _counters(context, 1)["page"] != [assumed]:
        return False
    if any(next_page["break"] in SIDES for _, next_page, *_ in context.page_maker[1:]):
        return False
    counted = (value for page in pages[1:] for name in COUNTERS for value in page.style[name])
    if any(name == "page" for name, _ in counted):
        return False
    return all(_has_two_sides(page.page_type, context.style_for) for page in pages)


def _has_two_sides(kind: PageType, style_for: StyleFor) -> bool:
    """Whether left and right sheets have their content at the same place."""
    other = _other(kind)
    style_for.add_page_declarations(other)
    known = style_for.get_cascaded_styles()
    return not kind.blank and all(
        _values(known.get((kind, part), {})) == _values(known.get((other, part), {}))
        for part in PLACED
    )


def _values(declared: dict[str, tuple[object, object]]) -> dict[str, object]:
    return {name: value for name, (value, _) in declared.items()}


def _other(kind: PageType) -> PageType:
    return kind._replace(side="left" if kind.side == "right" else "right")


def _turn(page: PageBox, root_box: Box, html: weasyprint.HTML, style_for: StyleFor) -> None:
    """Make a left sheet a right one, or the other way round, as `make_page` makes one."""
    page.page_type = _other(page.page_type)
    page_layout.set_page_type_computed_styles(page.page_type, html, style_for)
    page.style = style_for(page.page_type)
    page.style["overflow"] = root_box.viewport_overflow
    page_layout._standardize_page_based_counters(page.style, None)
