"""Sheets as they were drawn, kept on disk: one that did not change is not laid out again.

A sheet is named by all that its drawing comes from: its HTML, with the texts, their places, folio
and jumps; its style; the bytes of its pictures; how the profile has it tagged; and, as everything
in the store, by program, libraries and fonts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from exporter.edition import Resource
from exporter.engine.boxes import Fonts
from exporter.engine.messages import complaints
from exporter.engine.transfer import dumps, loads
from exporter.layouts.makeup.measure.cache import Store

Sheet = TypeVar("Sheet")


@dataclass(frozen=True)
class KeptSheets:
    """The sheets in a store; `how` tells what besides their source decides about the drawing.

    `pictures` are those that a sheet may show, by their names.
    """

    store: Store
    fonts: Fonts
    how: str = ""
    pictures: Mapping[str, Resource] = field(default_factory=dict)

    def drawn(self, html: str, rules: str, draw: Callable[[str, str], Sheet]) -> Sheet:
        """Return a sheet as it was kept, or draw and keep it.

        A sheet that WeasyPrint reported an error for is not kept: the error must be reported again.
        """
        if self.store.folder is None:
            return draw(html, rules)
        key = self.store.key("sheet", self.how, html, rules, *self._shown(html))
        data = self.store.load_bytes(key)
        if data is not None:
            kept: Sheet = loads(data, self.fonts)
            return kept
        with complaints() as found:
            made = draw(html, rules)
        if not found:
            self.store.save_bytes(key, dumps(made))
        return made

    def _shown(self, html: str) -> Iterator[str]:
        """Yield the pictures that a sheet shows, and what they are made of."""
        for name, resource in self.pictures.items():
            if name in html:
                yield f"{name} {resource.digest()}"
