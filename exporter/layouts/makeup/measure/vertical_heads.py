"""Vertical headlines (竖排标题): one column beside the text, its characters one below the other."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

from exporter.inline import is_plain
from exporter.languages.tags import is_ideographic
from exporter.layouts.makeup.measure.parts import Parts
from exporter.layouts.makeup.plan.grid import SheetGrid
from exporter.layouts.makeup.plan.story import Head, Story
from exporter.patterns import pattern
from exporter.units import half_points

# Marks stand elsewhere in vertical lines, and figures lie on their side: headlines of Han alone.
HAN_LINES = pattern("[\u3400-\u4dbf\u4e00-\u9fff\u3041-\u3096\u30a1-\u30fa]{2,10}")
MOST_LINES = 3
# Width of a line, and height of a character, in sizes of its type, as the style sheet has them.
LINE, CHARACTER = 1.25, 1.12
FILL = 0.9  # of the column, that all lines take at most
LEAST = 1.9  # the smallest size, in body sizes
SPACE = 0.6  # lines between a head and the text
KICKER = 1.1  # size of a kicker in body sizes, as the style sheet has it


def upright_head(parts: Parts, rank: int, grid: SheetGrid, others: float) -> Head | None:
    """Return the vertical head of an article; None if its kind or its words have none.

    `others` are the lines that kicker, deck and byline take over one column.
    """
    settings, article = grid.scale.vertical, parts.article
    lines = tuple(" ".join(article.headline).replace("\u3000", " ").split())
    if rank == 1 or article.kind not in settings.kinds or not is_ideographic(parts.language):
        return None
    if len(lines) > MOST_LINES or not all(map(HAN_LINES.fullmatch, lines)):
        return None
    if not all(map(is_plain, article.headline)) or _is_wide(article.kicker, grid):
        return None
    size = half_points(min(settings.size * grid.type.size, _widest(lines, grid)))
    if size < LEAST * grid.type.size:
        return None
    height = max(map(len, lines)) * CHARACTER * size / grid.line + others
    return Head(size, math.ceil(height + SPACE), lines, height=height, others=others, upright=True)


def with_one_upright(stories: Sequence[Story], wanted: bool) -> Iterator[Story]:
    """Leave the first story that has one its vertical head, if it is `wanted` on the page."""
    for story in stories:
        yield story if wanted or not story.upright else replace(story, upright=None)
        wanted = wanted and not story.upright


def upright_style(head: Head) -> str:
    """Return the CSS of the headline of a vertical head."""
    width, height = len(head.wording) * LINE, max(map(len, head.wording)) * CHARACTER
    return f"font-size:{head.size}pt;width:{width:.2f}em;height:{height:.2f}em"


def _is_wide(kicker: str, grid: SheetGrid) -> bool:
    """Whether a kicker takes two lines above one column: a vertical headline has it on one."""
    return grid.faces.label.ems(kicker) * KICKER * grid.type.size > grid.column


def _widest(lines: tuple[str, ...], grid: SheetGrid) -> float:
    return FILL * grid.column / (LINE * len(lines))
