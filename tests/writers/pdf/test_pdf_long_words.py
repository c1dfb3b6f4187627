"""A word that no line holds is broken as often as it takes: no line runs over its column."""

from collections import Counter
from itertools import pairwise

import pytest

from tests.writers.pdf.glyphs import Reader

TEXTS = {
    "zh-Hans": ("今天港口来了一艘新船，人们都聚集到码头上观看。", "w" * 45),
    "zh-Hant": ("今天港口來了一艘新船，人們都聚集到碼頭上觀看。", "w" * 90),
    "ja": ("今日の港では新しい船が着いて、人々が集まりました。", "w" * 45),
    "ko": ("오늘 항구에는 새로운 배가 들어와 사람들이 모였습니다. ", "w" * 90),
    "en": ("A new ship came to the harbour today, and people met there. ", "w" * 90),
    "ar": ("وصلت اليوم سفينة جديدة إلى الميناء وتجمع الناس. ", "ه" * 140),
}
SPARE = 1.5  # points: widths of glyphs are rounded, and marks hang over


def lines(path, size):
    """Return the lines of a PDF in type of a size: left and right edge, and the text."""
    glyphs = [glyph for glyph in Reader(path).glyphs if abs(glyph.size - size) < 0.1]
    starts = [0]
    for index, (one, other) in enumerate(pairwise(glyphs), 1):
        if abs(one.y - other.y) > 2 or one.sheet != other.sheet:
            starts.append(index)
    for start, end in pairwise([*starts, len(glyphs)]):
        line = glyphs[start:end]
        text = "".join(each.text for each in line)
        yield min(each.x for each in line), max(each.end for each in line), text


@pytest.mark.parametrize("layout", ["flow", "makeup"])
@pytest.mark.parametrize("language", TEXTS)
def test_no_line_is_wider_than_its_column(pdf_of, language, layout):
    text, word = TEXTS[language]
    files = {
        "issue.yaml": (f"publication: {{name: Example, language: {language}}}\ndate: 2026-06-16\n"),
        "01/10-a.md": f"---\nheadline: A\n---\n{text * 9}{word}{text * 9}\n\n{word}{text * 5}\n",
    }
    path = pdf_of(files, layout=layout).path
    sizes = Counter(each.size for each in Reader(path).glyphs if each.text == word[0])
    made = list(lines(path, max(sizes, key=sizes.__getitem__)))
    column = Counter(round(right - left) for left, right, text in made if word[0] not in text)
    width = column.most_common(1)[0][0]
    broken = [(left, right) for left, right, text in made if word[:5] in text]
    assert len(broken) >= 4
    assert max(right - left for left, right in broken) <= width + SPARE
