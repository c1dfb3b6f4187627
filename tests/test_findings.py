from pathlib import Path

import pytest

from exporter.findings import Finding, Severity, errors

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
