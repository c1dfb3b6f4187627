"""Amounts in messages: one line, two lines, in English and in Chinese."""

import re
from pathlib import Path

import pytest

import exporter
from exporter.amounts import amount
from exporter.messages import translated

PACKAGE = Path(exporter.__file__).parent
# A number that may be 1 before a plural, as in f"{len(pages)} pages".
PLURAL = re.compile(
    r"\{(?:len\([^{}]*\)|\w*(?:lines|failures|report\.lost)\b)(?::,)?\} "
    r"(?:more )?(?:pages|articles|lines|files|issues|failures|workers|places|headlines|warnings)\b"
)


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (amount(1, "line"), "1 line"),
        (amount(0, "line"), "0 lines"),
        (amount(1200, "line"), "1,200 lines"),
    ],
)
def test_an_amount_is_singular_or_plural(made, said):
    assert made == said


@pytest.mark.parametrize(("lines", "said"), [(1, "1 行"), (1200, "1,200 行")])
def test_an_amount_in_a_message_is_translated(lines, said):
    message = f"page 03 is {amount(lines, 'line')} of a column short: 7% of its sheet"
    assert translated(message, "zh-Hans") == f"第 03 版还差 {said}（按一栏计），占版面的 7%"


def test_words_of_another_message_are_no_amount():
    assert translated("a plug-in found crooked lines", "zh-Hans") == "a plug-in found crooked lines"


def test_no_message_writes_one_of_many():
    """`1 lines` comes from a plural written beside a number that may be 1: `amount` knows both."""
    found = {
        f"{path.relative_to(PACKAGE)}: {match[0]}"
        for path in PACKAGE.rglob("*.py")
        for match in PLURAL.finditer(path.read_text(encoding="utf-8"))
    }
    assert found == set()
