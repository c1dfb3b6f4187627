"""The shortest path finds the lines that judging all of them finds."""

import math
import random
import re
from itertools import accumulate

import pytest

from exporter.engine.patched import breaking
from exporter.engine.patched.han_costs import DRAWN_IN, RAGGED, HanCosts
from exporter.engine.patched.han_plan import shortest
from exporter.engine.patched.line_places import Places
from exporter.engine.patched.paragraph import Paragraph
from exporter.languages.punctuation import NO_LINE_END, NO_LINE_START

HAN = "江上的渡船天亮时离开码头老人说水位涨了一尺二寸谁也没有想到会这样快"
MARKS = "，，，。、；：！？"
INSIDE = "“三号” （见图） 《江报》 1,250吨 GDP Wi-Fi —— …… 9年 nevertheless".split()
BREAK = re.compile(f"(?<![{NO_LINE_END}A-Za-z0-9,-])(?![{NO_LINE_START}])|(?<=[a-z0-9])(?=[{HAN}])")
SIZE = 12.0


def paragraph(chance, language="zh-CN"):
    text = "".join(
        "".join(chance.choice(HAN) for _ in range(chance.randint(1, 9)))
        + chance.choice((*MARKS, *INSIDE))
        for _ in range(chance.randint(3, 40))
    )
    return made(text, {match.start() for match in BREAK.finditer(text, 1)}, language)


def made(text, breaks, language="zh-CN"):
    widths = (SIZE * (0.5 if character.isascii() else 1) for character in text)
    ends, breaks = [0.0, *accumulate(widths)], sorted({*breaks, len(text)})
    places = Places(text, language, [], frozenset())
    return Paragraph([], text, lambda: ends, breaks, SIZE, language, False, places=places)


def cost(text, lines, first, others):
    costs = HanCosts(text)
    return sum(
        costs(start, end, others if start else first, start == 0) for start, end in lines.items()
    )


@pytest.mark.parametrize("seed", range(40))
def test_the_shortest_path_has_the_lines_of_the_best_plan(monkeypatch, seed):
    chance = random.Random(seed)
    text = paragraph(chance)
    others = SIZE * chance.choice((9, 12, 14, 14.4, 17, 25))
    first = others - 2 * SIZE
    found = shortest(text, 0, first, others)
    monkeypatch.setattr(breaking, "shortest", lambda *_: {})
    best = breaking.plan(text, 0, first, others)
    if found:
        assert found == best
    else:
        assert cost(text, best, first, others) >= 1 or len(best) < 2


@pytest.mark.parametrize(
    ("characters", "indented", "expected"),
    [(5.5, True, DRAWN_IN), (5, True, math.inf), (5.5, False, 0), (5, False, math.inf)],
)
def test_a_first_mark_loses_its_blank_half_once(characters, indented, expected):
    text = made("（江上的渡老人说水位", {6})
    assert HanCosts(text)(0, 6, characters * SIZE, indented) == expected


def test_few_paragraphs_are_left_to_the_search_of_all_lines():
    made = [paragraph(random.Random(seed)) for seed in range(60)]
    found = [shortest(text, 0, 12 * SIZE, 14 * SIZE) for text in made]
    assert sum(map(bool, found)) > 40


def test_a_word_that_no_line_holds_is_left_to_the_search_of_all_lines():
    text = paragraph(random.Random(1))
    assert shortest(text, 0, SIZE, SIZE) == {}
    assert RAGGED < breaking.HOPELESS


def test_beside_a_code_no_line_is_left_with_a_word_of_its_own():
    """Two lines that are a little short look better than one of two characters."""
    parts = ["备", "案", "编", "号", "为", "KD-", "2031-04-09-", "000987654321-", "QRSTUVWXYZ，"]
    parts += list("押金退到原账号")
    text, ends = "".join(parts), [*accumulate(map(len, parts))]
    lines = breaking.plan(made(text, ends), 0, 8 * SIZE, 10 * SIZE)
    shown = [text[start:end] for start, end in sorted(lines.items())]
    assert shown[:3] == ["备案编号为KD-", "2031-04-09-", "000987654321-"]
