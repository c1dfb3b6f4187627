"""Issues made by chance, laid out and judged in the PDF itself; `MAKEUP_ISSUES=200` for a night."""

import os

import pytest

from exporter.layouts.makeup.plan.quality import FULL
from tests.makeup.generated import Generator
from tests.makeup.judge import judge

ISSUES = int(os.environ.get("MAKEUP_ISSUES", "4"))
SHARE = 0.95  # of the pages that fit, which have to be one full sheet


@pytest.fixture(scope="module")
def verdicts():
    """Gather the verdicts of the issues that were made."""
    return []


@pytest.mark.parametrize("seed", range(100, 100 + ISSUES))
def test_nothing_is_lost_doubled_or_overlaid(seed, tmp_path, verdicts):
    source = Generator(seed).write(tmp_path / "issue")
    verdict = judge(source, tmp_path / "issue.pdf", demand=True)
    verdicts.append(verdict)
    assert not verdict.wrong
    assert verdict.sheets >= verdict.pages
    assert verdict.sheets == verdict.pages or verdict.told
    assert all(share > 0.9 for share in verdict.filled[:1])


def test_pages_that_fit_are_one_full_sheet(verdicts):
    fitting = [verdict for verdict in verdicts if verdict.fits]
    good = [each for each in fitting if each.sheets == each.pages and each.filled[0] >= FULL]
    assert len(good) >= SHARE * len(fitting)
