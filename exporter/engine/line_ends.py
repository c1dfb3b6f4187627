"""Lines that are broken already: an element tells where they end, and they are drawn like that.

Its attribute `LINE_ENDS` has for each line the characters of the element up to its end, those that
are `INVISIBLE` not counted, so that spaces and hyphens to come make no difference.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

LINE_ENDS = "data-line-ends"
COUNTED = "data-b"  # the attribute of blocks whose lines may be counted without being made
INVISIBLE = re.compile("[\\s\u00ad\u200b-\u200d\u2060\ufeff]")


def ends_in_text(given: str, shown: Sequence[bool], breaks: Iterable[int]) -> dict[int, int]:
    """Return the end of a line by each character that it may begin with.

    `given` is the value of the attribute, `shown` whether each character of the text counts,
    `breaks` where the text may be broken; the end is 0 where it may not. Returns nothing for a text
    that is only a part of what the attribute describes.
    """
    counts = [0]
    for each in shown:
        counts.append(counts[-1] + each)
    ends = [int(end) for end in given.split()]
    if not ends or ends[-1] != counts[-1]:
        return {}
    places = {counts[place]: place for place in breaks}
    following = dict(pairwise([0, *ends]))
    return {
        start: places.get(following[count], 0)
        for start, count in enumerate(counts[:-1])
        if count in following
    }
