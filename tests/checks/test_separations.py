"""Ink that overprints and blends is counted together, from plates that Ghostscript draws."""

import shutil
from pathlib import Path

import pytest
from drafts import PressDraft
from pikepdf import Dictionary, Name

from exporter.checks import preflight
from exporter.checks.pdf import separations
from exporter.checks.pdf.image_objects import Ink
from exporter.findings import Finding, Severity
from exporter.profiles import find_profile

drawn = pytest.mark.skipif(not shutil.which("gs"), reason="needs Ghostscript")
BLUE, BROWN = "1 .8 0 0 k 20 60 60 60 re f", "0 0 .9 .6 k 40 80 60 60 re f"


def findings(content: str, path: Path) -> list[Finding]:
    draft = PressDraft()
    draft.resource("ExtGState", "Times", Dictionary(BM=Name.Multiply))
    draft.resource("ExtGState", "Plain", Dictionary(BM=Name.Normal, ca=0.99))
    draft.paint(content)
    found = preflight(draft.save(path), find_profile("press", rules={"pdf-blend-space": "off"}))
    assert {finding.rule for finding in found} <= {"pdf-ink-limit", "pdf-ink-unmeasured"}
    return found


@drawn
@pytest.mark.parametrize(
    ("content", "found"),
    [
        (f"/Over gs {BLUE} {BROWN}", True),
        (f"/Knock gs {BLUE} {BROWN}", False),
        (f"{BLUE} /Times gs {BROWN}", True),
        (f"{BLUE} /Plain gs {BROWN}", False),
        (f"/Over gs {BLUE} {BROWN.replace('40 80', '90 140')}", False),  # beside each other
        (f"/Over gs {BLUE} q 0 0 9 9 re W n {BROWN} Q", False),
        (f"/Over gs {BLUE} {BROWN.replace('60 60 re', '60 1 re')}", False),  # less than 15 mm²
    ],
)
def test_inks_of_several_objects_add_up(content: str, found: bool, tmp_path: Path) -> None:
    messages = [each.message for each in findings(content, tmp_path / "a.pdf")]
    said = "overprinting objects with 330 % ink together, 240 % is the limit"
    assert messages == [said] * found


@drawn
def test_it_is_placed_where_the_objects_overlap(tmp_path: Path) -> None:
    (finding,) = findings(f"/Over gs {BLUE} {BROWN}", tmp_path / "a.pdf")
    assert finding.place
    (box,) = finding.place.boxes
    assert 40 <= box.x * 72 / 25.4 <= 80


def test_plates_are_drawn_only_where_the_sum_may_be_too_much(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    name = "exporter.checks.pdf.rules.colour.heaviest_ink"

    def drawn(_: Path, number: int) -> Ink:
        asked.append(number)
        return Ink(0, (0, 0, 0, 0))

    monkeypatch.setattr(name, drawn)
    light = BLUE.replace("1 .8", ".2 .2"), BROWN.replace(".9 .6", ".1 .1")
    findings("/Over gs " + " ".join(light), tmp_path / "a.pdf")
    assert asked == []
    findings(f"/Over gs {BLUE} {BROWN}", tmp_path / "b.pdf")
    assert asked == [1]


def test_a_page_that_is_not_drawn_is_a_finding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(separations, "PROGRAM", "no-such-program")
    assert findings(f"{BLUE} {BROWN}", tmp_path / "a.pdf") == []
    (finding,) = findings(f"/Over gs {BLUE} {BROWN}", tmp_path / "a.pdf")
    assert (finding.rule, finding.severity) == ("pdf-ink-unmeasured", Severity.WARNING)
    assert "Ghostscript is not installed" in finding.message
    assert finding.place and finding.place.page == 1


@pytest.mark.parametrize(
    ("script", "why"),
    [
        ("exec sleep 9", "took more than 0.2 s"),
        ("exit 1", "can't draw"),
        ("exit 0", "drew no plates"),
    ],
)
def test_the_finding_says_why(
    script: str, why: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "slow"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    monkeypatch.setattr(separations, "PROGRAM", str(program))
    monkeypatch.setattr(separations, "SECONDS", 0.2 if "sleep" in script else 60)
    (finding,) = findings(f"/Over gs {BLUE} {BROWN}", tmp_path / "a.pdf")
    assert why in finding.message
