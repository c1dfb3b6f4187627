"""Formulas in words: which paragraphs they are, and where their lines may end."""

import re

import pytest

from exporter.edition.parts import print_tree
from exporter.languages.segmentation import JOINER
from exporter.xhtml import inside


def printed(text, language="zh-Hans"):
    return inside(print_tree(f"<div><p>{text}</p><p>后文。</p></div>", language))


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("利润＝收入－成本", ["利润＝", "收入－", "成本"]),
        (
            "流量（立方米/秒）＝过水断面面积（平方米）×平均流速（米/秒）",
            ["流量（立方米/秒）＝", "过水断面面积", "（平方米）×", "平均流速（米/秒）"],
        ),
    ],
)
def test_lines_end_after_signs_and_before_the_unit_of_a_long_term(text, lines):
    made = printed(text)
    assert 'class="formula"' in made
    shown = re.sub("<[^>]*>", "", made).removesuffix(f"后{JOINER}文。")
    held = re.sub(f"{JOINER}+", "", re.sub(rf"(?<!{JOINER})(?<=.)(?!{JOINER})", "|", shown))
    places = [place for place in re.split(r"\|", held) if place]
    assert [line for line in places if len(line) > 1] == lines


@pytest.mark.parametrize("text", ["他写下：利润＝收入。", "没有等号的一行", "E = mc"])
def test_other_paragraphs_are_none(text):
    assert "formula" not in printed(text)
