"""Other programs find the same: veraPDF for PDF/UA and PDF/A, poppler and ghostscript for press."""

import importlib.util
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
from conftest import load_case
from drafts import DRAFTS, PressDraft
from pikepdf import Name

from exporter.checks import all_rules, preflight

Draw = Callable[[str, str], Path]
FLAVOURS = {"screen": "ua1", "archive": "3a"}
STRUCTURE = [
    rule.id for rule in all_rules().values() if rule.check and rule.id.startswith(("ua-", "a-"))
]
# What veraPDF does not look at: tables may lack headers for it, and pages labels.
ALONE = {"ua-page-labels", "ua-table-headers"}


def _verapdf() -> ModuleType:
    path = Path(__file__).parents[1] / "writers" / "pdf" / "verapdf.py"
    spec = importlib.util.spec_from_file_location("check_verapdf", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    import sys

    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def verapdf() -> ModuleType:
    module = _verapdf()
    if module.missing():
        pytest.skip(f"veraPDF needs {module.missing()}")
    return module


@pytest.mark.parametrize("rule", STRUCTURE)
def test_verapdf_refuses_what_the_rule_finds_and_takes_what_passes(
    rule: str, draw: Draw, verapdf: ModuleType
) -> None:
    flavour = FLAVOURS[load_case(rule).USE]
    broken = verapdf.validate(draw(rule, "broken"), flavour)
    passes = verapdf.validate(draw(rule, "passes"), flavour)
    assert broken.compliant is (rule in ALONE), broken.examples
    assert passes.compliant, passes.examples


@pytest.mark.parametrize(
    ("use", "flavour"), [("screen", "ua1"), ("archive", "3a"), ("archive", "ua1")]
)
def test_verapdf_takes_the_clean_drafts(
    use: str, flavour: str, tmp_path: Path, verapdf: ModuleType
) -> None:
    verdict = verapdf.validate(DRAFTS[use]().save(tmp_path / "clean.pdf"), flavour)
    assert verdict.compliant, verdict.examples


def _run(*command: str) -> str:
    if shutil.which(command[0]) is None:
        pytest.skip(f"{command[0]} is not installed")
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_pdffonts_calls_the_same_font_not_embedded(draw: Draw) -> None:
    output = _run("pdffonts", str(draw("pdf-font-not-embedded", "broken")))
    rows = {line.split()[0]: line.split() for line in output.splitlines()[2:]}
    assert rows["Absent"][-5] == "no"
    assert rows["Boxes"][-5] == "yes"


def test_pdfimages_measures_the_same_resolution(draw: Draw) -> None:
    path = draw("pdf-image-dpi", "broken")
    output = _run("pdfimages", "-list", str(path))
    measured = {line.split()[12] for line in output.splitlines()[2:]}
    (finding,) = preflight(path)
    found = re.match(r"picture with (\d+) dpi", finding.message)
    assert found and found[1] in measured


def test_ghostscript_counts_the_same_ink(tmp_path: Path) -> None:
    """A page of nothing but a picture of 320 %: inkcov sums the four plates over the page."""
    draft = PressDraft()
    for page in draft.pages:
        page.MediaBox = page.BleedBox = page.TrimBox = [0, 0, 100, 100]
        page.Contents = draft.stream(b"100 0 0 100 0 0 cm /Heavy Do")
    for number in range(4):
        draft.picture("Heavy", 100, bytes((204, 204, 204, 204)), Name.DeviceCMYK, number)
    path = draft.save(tmp_path / "heavy.pdf")
    output = _run("gs", "-q", "-dNOPAUSE", "-dBATCH", "-o", "-", "-sDEVICE=ink_cov", str(path))
    inks = [float(value) for value in output.splitlines()[0].split()[:4]]
    findings = [finding for finding in preflight(path) if finding.rule == "pdf-ink-limit"]
    found = re.match(r"picture with (\d+) % ink", findings[0].message)
    assert found and int(found[1]) == pytest.approx(sum(inks), abs=3)
