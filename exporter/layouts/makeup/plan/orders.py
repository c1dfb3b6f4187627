"""Other orders of the stories of a page to try, with house boxes or without."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations, zip_longest

from exporter.layouts.makeup.plan.story import Story
from exporter.model import Place

HOUSE = "house"
MOST_BOXED = 7  # stories of a page with advertisements for which two house boxes are tried


def with_box_at_foot(stories: Sequence[Story], box: Story) -> list[Story]:
    """Return stories with a house box last, but above those that are wanted at the foot."""
    low = next((n for n, story in enumerate(stories) if story.place is Place.BOTTOM), len(stories))
    if low == len(stories):
        return [*stories, box]
    return [*stories[:low], replace(box, place=Place.ANY), *stories[low:]]


def with_boxes(stories: Sequence[Story], box: Story) -> Iterator[list[Story]]:
    """Yield stories with house boxes where they may help: beside those of a wanted shape or place.

    Boxes for advertisements have sizes of their own: two of ours make up for two of them.
    """
    free = replace(box, place=Place.ANY)
    yield from (
        [*stories[:number], free, *stories[number:]]
        for number, story in enumerate(stories, 1)
        if story.columns
    )
    if any(story.box for story in stories) and len(stories) <= MOST_BOXED:
        # What is at the right over several others comes after them.
        at_right = sorted(stories, key=lambda story: story.place is Place.RIGHT)
        for order in (list(stories), at_right):
            yield from _with_two(order, free)


def _with_two(order: Sequence[Story], free: Story) -> Iterator[list[Story]]:
    """Yield stories with a house box at each place after the lead, then with two."""
    lead = next((number for number, story in enumerate(order) if not story.box), 0)
    places = range(lead + 1, len(order) + 1)
    yield from ([*order[:place], free, *order[place:]] for place in places)
    other = replace(free, id=f"{HOUSE}-2")
    for first, second in combinations(places, 2):
        yield [*order[:first], free, *order[first:second], other, *order[second:]]


def other_orders(stories: Sequence[Story]) -> Iterator[list[Story]]:
    """Yield other orders to try, the lead and what has its place staying where they are."""
    free = [number for number, story in enumerate(stories) if number and not story.place]
    chosen = [stories[number] for number in free]
    longest = sorted(chosen, key=lambda story: -story.lines)
    half = (len(longest) + 1) // 2
    mixed = [each for pair in zip_longest(longest[:half], longest[half:]) for each in pair if each]
    tried: list[list[Story]] = []  # each takes a search of the whole page
    for order in (chosen, longest, mixed):
        for turn in range(max(1, len(order))):
            turned = order[turn:] + order[:turn]
            if turned not in tried:
                tried.append(turned)
                by_place = dict(zip(free, turned, strict=True))
                yield [by_place.get(number, story) for number, story in enumerate(stories)]
