"""Issues made by chance, laid out and judged in the PDF itself; `MAKEUP_ISSUES=200` for a night."""

import os

import pytest

from tests.makeup.generated import Generator
from tests.makeup.judge import judge

ISSUES = int(os.environ.get("MAKEUP_ISSUES", "4"))


@pytest.mark.parametrize("seed", range(100, 100 + ISSUES))
def test_nothing_is_lost_doubled_or_overlaid(seed, tmp_path):
    verdict = judge(Generator(seed).write(tmp_path / "issue"), tmp_path / "issue.pdf")
    assert not verdict.wrong
    assert verdict.sheets >= verdict.pages
    assert verdict.filled[0] > 0.9
    assert verdict.sheets == verdict.pages or verdict.carried[0] > 0
