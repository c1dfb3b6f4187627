"""Chinese prose that means nothing but is shaped like a newspaper's, the same for the same seed."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from random import Random

DISTINCT = 2_000
WORDS = 9_000
PARTICLES = "的了在是和与将等为从对更也都被把让向按由"
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
ENDS = ("，", "。", "；", "？", "！")
END_WEIGHTS = (62, 27, 5, 3, 3)


def hanzi() -> list[str]:
    """Give 2,000 of the 3,755 hanzi of GB 2312, level 1, in a shuffled order."""
    cells = [(row, cell) for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF)]
    level = [bytes(pair).decode("gb2312") for pair in cells if pair < (0xD7, 0xFA)]
    return Random("hanzi").sample(level, DISTINCT)


@dataclass(frozen=True)
class Vocabulary:
    """Words, and for each the sum of the weights up to it: a few are frequent, most are rare."""

    words: tuple[str, ...]
    weights: tuple[float, ...]

    def pick(self, rng: Random, count: int = 1) -> str:
        return "".join(rng.choices(self.words, cum_weights=self.weights, k=count))


def vocabulary() -> Vocabulary:
    """Make words of one to three hanzi; every hanzi begins a few of them."""
    rng = Random("words")
    signs = hanzi()
    common = list(accumulate(1 / (rank + 60) for rank in range(DISTINCT)))
    words = list(PARTICLES)
    for number in range(WORDS):
        tail = rng.choices(signs, cum_weights=common, k=rng.choices((0, 1, 2), (8, 80, 12))[0])
        words.append(signs[number % DISTINCT] + "".join(tail))
    weights = accumulate(1 / (rank + 12) for rank in range(len(words)))
    return Vocabulary(tuple(words), tuple(weights))


class Prose:
    """Writes headlines, names and bodies with the random numbers that it is given."""

    def __init__(self, words: Vocabulary, rng: Random) -> None:
        self._words = words
        self._rng = rng

    def phrase(self, shortest: int, longest: int) -> str:
        """Give some words, of `shortest` to `longest` hanzi in all."""
        length = self._rng.randint(shortest, longest)
        text = ""
        while len(text) < length:
            text += self._words.pick(self._rng, 3)
        return text[:length]

    def name(self) -> str:
        return self._rng.choice(SURNAMES) + self.phrase(1, 2)

    def body(self, length: int) -> str:
        """Give Markdown of about `length` characters: paragraphs, two subheads, some bold."""
        sizes = list(self._sizes(length))
        subheads = {len(sizes) // 3, 2 * len(sizes) // 3}
        blocks: list[str] = []
        for number, size in enumerate(sizes):
            if number in subheads:
                blocks.append("## " + self.phrase(6, 12))
            blocks.append(self._paragraph(size, bold=number in subheads))
        return "\n\n".join(blocks) + "\n"

    def _sizes(self, length: int) -> list[int]:
        """Part `length` into paragraphs of 60 to 200 characters."""
        sizes: list[int] = []
        while (left := length - sum(sizes)) >= 66:
            sizes.append(min(left, self._rng.randint(66, 180)))
        return sizes

    def _paragraph(self, size: int, *, bold: bool) -> str:
        text = self._bold() if bold else ""
        while len(text) < size - 4:
            text += self._clause() + self._rng.choices(ENDS, END_WEIGHTS)[0]
        return text[:-1] + "。"

    def _bold(self) -> str:
        return f"{self.phrase(2, 6)}**{self.phrase(2, 4)}**{self.phrase(2, 6)}，"

    def _clause(self) -> str:
        """Give one clause without its last punctuation mark; one in four holds something else."""
        if self._rng.random() < 0.75:
            return self.phrase(4, 14)
        return self.phrase(2, 6) + self._insert() + self.phrase(2, 5)

    def _insert(self) -> str:
        rng = self._rng
        word = self.phrase(2, 4)
        return rng.choice(
            (
                f"“{word}”",
                f"《{word}》",
                f"（{word}）",
                f"{word}、{self.phrase(2, 3)}、{self.phrase(2, 3)}",
                f"{rng.randint(1990, 2030)}年{rng.randint(1, 12)}月",
                f"{rng.randint(1, 99)}.{rng.randint(1, 9)}%",
                f"{rng.randint(2, 900)}万元",
                f"{word}：“{self.phrase(4, 8)}”",
                f"——{word}——",
            )
        )
