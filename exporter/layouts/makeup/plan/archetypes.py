"""What kind of page a plan is, as an art director sees it from across the room.

That is how wide the lead stands, where its picture is, and how the others stand beside it. Pages
beside each other should differ in it.
"""

from __future__ import annotations

from collections.abc import Sequence

from exporter.layouts.makeup.plan.frame import Frame
from exporter.layouts.makeup.plan.slicing import Placement

REPEATED = 150.0  # cost of a page of the archetype of the page before it
RAIL = 0.25  # share of the sheet's columns that a rail at its edge has at most
HIGH_RAIL = 0.4  # share of the sheet's lines that its articles take at least

PICTURES = {
    ("shot", "shot"): "picture above the headline",
    ("head", "shot"): "picture beside the headline",
    ("upright", "shot"): "vertical headline and picture",
    ("upright", "text"): "vertical headline",
}


def archetype(placed: Sequence[Placement], columns: int, lines: int) -> str:
    """Return the archetype of a page in words; empty for a page without articles.

    `columns` and `lines` are those of its sheet. House boxes and advertisements are no articles.
    """
    stories = ((each, each.frame.story) for each in placed)
    articles = [each for each, story in stories if not (story.filler or story.box)]
    if not articles:
        return ""
    lead = min(articles, key=lambda each: each.frame.story.rank).frame
    others = [each for each in articles if each.frame is not lead]
    return f"{_width(lead, columns)}, {_picture(lead)}, {_others(others, columns, lines)}"


def _width(lead: Frame, columns: int) -> str:
    if lead.columns == columns:
        return "lead across"
    return "wide lead" if 2 * lead.columns > columns else "narrow lead"


def _picture(lead: Frame) -> str:
    """Return where the headline of the lead and its picture are."""
    found = PICTURES.get((lead.top_left, lead.top_right))
    if found is None:
        pictured = any(shot.shot.ratio for shot in lead.shots)
        return "picture below the headline" if pictured else "no picture"
    return found


def _others(others: Sequence[Placement], columns: int, lines: int) -> str:
    """Return how the other articles stand: a rail at an edge, strips over all columns, blocks."""
    if not others:
        return "alone"
    widest = max(1, int(RAIL * columns))
    narrow = [each for each in others if each.frame.columns <= widest]
    for edge in (0, columns - 1):
        rail = (each for each in narrow if each.column <= edge < each.column + each.frame.columns)
        if sum(each.frame.lines for each in rail) >= HIGH_RAIL * lines:
            return "rail"
    return "strips" if all(each.frame.columns == columns for each in others) else "blocks"
