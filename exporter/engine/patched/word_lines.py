"""How lines of words are set flush: by the width of spaces, and a little letter spacing.

Up to a point only spaces get wider; then letters are spaced too, by a little that nobody notices,
so that spaces do not form rivers. A line whose spaces would be holes stays ragged. Likewise a line
that is a little too long has narrower spaces first, then letters that stand a little closer: it
keeps a word, or a part of one, without which its spaces would be wide.
"""

from __future__ import annotations

import re
from typing import NamedTuple

# In ems, what a space gets beside its own width, which is a quarter of an em in most fonts.
NARROWER = 0.06  # at most, less
EASY = 0.08  # letters stand apart from here on
WIDEST = 1.0  # more is a hole
# In ems between letters, at most. Newspapers let narrow columns of words have 3 %; beside Chinese
# characters, which stand apart themselves, as much would be seen.
APART = 0.03
# In ems that letters come closer, at most. Letters that are too close are seen sooner than those
# that are too far apart, so it is about a fourth of APART: 0.07 points in body text, a third of a
# dot at 300 dpi. In a line of 35 letters it gains a quarter of an em, a space or a narrow letter.
CLOSER = 0.008
TRACKING = 0.02
# Letters that do not join. The last of a text has no room after it, nor the one before a
# full-width mark, where it would look like a space.
LETTER = re.compile(
    "[A-Za-z0-9\u00c0-\u02af\u0370-\u052f](?=[^\\s\u00ad\u200b\u2060\u3000-\u303f\uff00-\uff65])"
)


class Room(NamedTuple):
    """What each space and each letter of a line gets, in ems."""

    space: float
    letter: float = 0


def share(slack: float, spaces: int, letters: int) -> Room | None:
    """Share the room that a line has left, in ems; None if it has to stay ragged.

    It is negative where the line is too long for its room.
    """
    if slack < 0:
        return _narrowed(slack, spaces, letters)
    if slack <= spaces * EASY or not letters:
        return Room(slack / spaces) if spaces and slack <= spaces * WIDEST else None
    letter = min(APART, (slack - spaces * EASY) / letters)
    space = (slack - letter * letters) / spaces if spaces else 0.0
    left = slack - letter * letters - space * spaces
    return Room(space, letter) if space <= WIDEST and left < APART else None


def closest(spaces: int, letters: int) -> float:
    """Return by how many ems a line may be too long for its room."""
    return spaces * NARROWER + letters * CLOSER


def _narrowed(slack: float, spaces: int, letters: int) -> Room | None:
    """Take what a line is too long by from its spaces, and what these can't lose from its letters.

    What is too much for both is taken from the spaces.
    """
    over = max(-slack - spaces * NARROWER, 0.0)
    letter = -min(CLOSER, over / letters) if letters else 0.0
    left = slack - letter * letters
    if spaces:
        return Room(left / spaces, letter)
    return Room(0.0, letter) if left > -CLOSER else None
