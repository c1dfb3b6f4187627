"""Lines below pictures that are captions by how they are set, or by their length alone."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise
from statistics import median

from lxml import etree

from exporter.readers.word.intermediate import Blocks, Look, words_in
from exporter.readers.word.notices import DATE
from exporter.readers.word.signed import FAREWELL, signs, width

APART = "apart"  # the style of a line that is set unlike the text: centred, italic, smaller …
SHORT = "short"  # the style of a line that is only much shorter than paragraphs of the text
SMALL = 10.5  # points: type of Word and WPS in which no size is set
LONGEST_APART = 160  # half-width characters of a caption that is told by its missing indent alone
LONGEST_SHORT, SHARE = 64, 0.6  # half-width characters, and by the median paragraph
NO_CAPTION = re.compile(r"[“”\"「『‘—–-]|[一二三四五六七八九十\d]{1,3}[、.．]")
INNER_STOP = re.compile(r"[。！？!?]|[.;；](?=\s)")


def is_one_line(words: str) -> bool:
    """Whether a paragraph is one sentence of the length of captions, and no speech or list."""
    return (
        0 < width(words) <= LONGEST_APART
        and not NO_CAPTION.match(words)
        and not INNER_STOP.search(words[:-1])
    )


class Setting:
    """How the paragraphs of one article are set."""

    def __init__(self, nodes: Iterable[etree._Element], blocks: Blocks, usual: Look) -> None:
        self.blocks, self.usual = blocks, usual
        every = list(nodes)
        below = {second for first, second in pairwise(every) if first.find(".//img") is not None}
        texts = [n for n in every if n.tag == "p" and words_in(n) and n not in below]
        self.typical = median([width(words_in(node)) for node in texts] or [0])

    def style(self, node: etree._Element) -> str:
        """Return `APART` or `SHORT` for a line without a style, or empty."""
        look, usual, words = self.blocks.look(node), self.usual, words_in(node)
        if look.is_bold or DATE.fullmatch(words):
            return ""
        small = usual.size or SMALL
        if any(
            (
                look.is_centred and not usual.is_centred,
                look.is_italic and not usual.is_italic,
                look.is_right and not usual.is_right,
                0 < look.size < small,
            )
        ):
            return APART
        if usual.is_indented and not look.is_indented and 0 < width(words) <= LONGEST_APART:
            return APART
        return SHORT if self._is_short(words) else ""

    def _is_short(self, words: str) -> bool:
        """Whether a line is one short sentence, and neither speech, a list nor a signature."""
        return (
            0 < width(words) <= min(LONGEST_SHORT, SHARE * self.typical)
            and not NO_CAPTION.match(words)
            and not INNER_STOP.search(words[:-1])
            and not FAREWELL.fullmatch(words)
            and not signs(words)
        )
