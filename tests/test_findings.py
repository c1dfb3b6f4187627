from pathlib import Path

import pytest

from exporter.findings import Finding, Severity, errors, grouped

FILE = Path("01/10-a.md")


@pytest.mark.parametrize(
    ("finding", "text"),
    [
        (Finding("r", FILE, 7, "is wrong", "mend it"), "01/10-a.md:7: is wrong, mend it"),
        (Finding("r", FILE, 7, "is wrong"), "01/10-a.md:7: is wrong"),
        (Finding("r", FILE, 0, "is wrong", "mend it"), "01/10-a.md: is wrong, mend it"),
    ],
)
def test_a_finding_reads_file_line_message_advice(finding: Finding, text: str) -> None:
    assert str(finding) == text


def test_a_finding_is_an_error_unless_it_says_otherwise() -> None:
    assert Finding("r", FILE, 0, "m").severity is Severity.ERROR


def test_a_finding_as_plain_values() -> None:
    finding = Finding("rule-id", FILE, 7, "is wrong", "mend it", Severity.WARNING)
    assert finding.as_dict() == {
        "rule": "rule-id",
        "path": "01/10-a.md",
        "line": 7,
        "message": "is wrong",
        "advice": "mend it",
        "severity": "warning",
    }
    assert {type(value) for value in finding.as_dict().values()} == {str, int}


def test_errors_leaves_warnings_out() -> None:
    error = Finding("r", FILE, 0, "m")
    assert errors([error, Finding("r", FILE, 0, "m", "", Severity.WARNING)]) == [error]


def _lost(name: str, line: int, severity: Severity = Severity.WARNING) -> Finding:
    message = f"picture https://lamp.example/{name} is on the network"
    return Finding("source-picture-remote", FILE, line, message, "load it", severity)


def test_many_findings_alike_are_shown_as_one_with_their_count() -> None:
    other = Finding("source-xml", FILE, 0, "is cut short", "", Severity.WARNING)
    shown = grouped([_lost("a.jpg", 1), other, *(_lost(f"{n}.jpg", n) for n in range(2, 50))])
    assert len(shown) == 2 and shown[1] == other
    assert str(shown[0]).startswith("01/10-a.md:1: picture https://lamp.example/a.jpg is on")
    assert "and 48 more like it" in shown[0].message


def test_a_few_findings_and_all_errors_are_shown_one_by_one() -> None:
    few = [_lost(f"{n}.jpg", n) for n in range(3)]
    bad = [_lost(f"{n}.jpg", n, Severity.ERROR) for n in range(9)]
    assert grouped(few) == few and grouped(bad) == bad
