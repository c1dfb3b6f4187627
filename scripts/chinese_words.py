"""Write `exporter/languages/data/words.txt`: the dictionary and the model of jieba, to be searched.

    pip download --no-deps --no-binary :all: jieba==0.42.1 && tar xf jieba-0.42.1.tar.gz
    python scripts/chinese_words.py jieba-0.42.1/jieba

Its head says whose it is, the sum of all frequencies, every first character of a word, and where
what is told of each begins. Then, for each of them: the logarithms of how often it begins a word,
is inside, ends one, or is one by itself; and in lines the rest of each word, with its frequency
where that is not 3.
"""

from __future__ import annotations

import pickle
import sys
from itertools import accumulate
from pathlib import Path

TARGET = Path(__file__).parents[1] / "exporter" / "languages" / "data" / "words.txt"
USUAL = 3
DIGITS = 7
OWNER = "jieba 0.42.1, (c) 2013 Sun Junyi, MIT License, https://github.com/fxsjy/jieba"


def main(folder: Path) -> None:
    """Read the dictionary and the model in a folder of jieba, and write ours."""
    lines = (folder / "dict.txt").read_text(encoding="utf-8").splitlines()
    words = {word: int(count) for word, count, *_ in map(str.split, lines)}
    model = pickle.loads((folder / "finalseg" / "prob_emit.p").read_bytes())
    by_first: dict[str, list[str]] = {}
    for word in sorted(words):
        by_first.setdefault(word[0], []).append(word)
    characters = sorted(by_first.keys() | set().union(*model.values()))
    told = [
        "\n".join(
            (
                " ".join(_chance(model[state].get(character)) for state in "BMES"),
                *(_entry(word, words[word]) for word in by_first.get(character, ())),
                "",
            )
        ).encode()
        for character in characters
    ]
    starts = "".join(f"{start:0{DIGITS}}" for start in accumulate(map(len, told), initial=0))
    head = "\n".join((OWNER, str(sum(words.values())), "".join(characters), starts))
    TARGET.write_bytes(head.encode() + b"\n\n" + b"".join(told))


def _chance(value: float | None) -> str:
    return "" if value is None else f"{value:.5f}"


def _entry(word: str, count: int) -> str:
    return word[1:] if count == USUAL else f"{word[1:]} {count}"


if __name__ == "__main__":
    main(Path(sys.argv[1]))
