"""WeasyPrint's layout of many small documents that share fonts, pictures and styles."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from exporter.edition import Edition
from exporter.edition.edition import Resource
from exporter.engine.fetcher import EditionFetcher
from exporter.engine.source import read

Render = Callable[[str, str], Any]


def renderer(
    edition: Edition,
    weasyprint: Any,
    fonts: Any,
    how: dict[str, Any],
    extra: Mapping[str, Resource] | None = None,
) -> Render:
    """Return the function that lays out HTML in a style, both as text.

    It may show the edition's pictures and `extra` ones, by their names; `how` are options of
    WeasyPrint.
    """
    fetcher = EditionFetcher(edition)
    fetcher.resources = {**edition.resources, **(extra or {})}
    loaded: dict[str, Any] = {}
    styles: dict[str, Any] = {}

    def render(html: str, style: str) -> Any:
        if style not in styles:
            styles[style] = weasyprint.CSS(string=style, font_config=fonts, url_fetcher=fetcher)
        return read(html, fetcher).render(
            font_config=fonts, cache=loaded, stylesheets=[styles[style]], **how
        )

    return render
