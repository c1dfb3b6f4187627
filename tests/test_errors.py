import inspect
import re
from pathlib import Path

import pytest

from exporter import errors
from exporter.cli.process import fail
from exporter.edition.style import find_style
from exporter.errors import ExporterError, InvalidSource, SourceError, UnknownSource, UsageError
from exporter.findings import Finding

CLASSES = [
    value
    for value in vars(errors).values()
    if inspect.isclass(value) and issubclass(value, ExporterError)
]
DRAWN = re.findall(r"^([│├└─ ]*)(\w+) +(\d) ", errors.__doc__ or "", re.MULTILINE)


def test_every_class_is_drawn_in_the_tree_and_nothing_else() -> None:
    assert sorted(name for _, name, _ in DRAWN) == sorted(cls.__name__ for cls in CLASSES)


@pytest.mark.parametrize(("name", "code"), [(name, int(code)) for _, name, code in DRAWN])
def test_each_class_has_the_exit_code_of_the_tree(name: str, code: int) -> None:
    assert getattr(errors, name).exit_code == code


def test_each_class_stands_under_its_base() -> None:
    above: list[str] = []
    for branch, name, _ in DRAWN:
        depth = len(branch) // 4
        assert getattr(errors, name).__base__.__name__ == ([*above, "Exception"][depth - 1])
        above[depth:] = [name]


def test_the_documentation_lists_every_exit_code_but_that_of_the_root() -> None:
    page = Path(__file__).parent.parent / "docs" / "commands.md"
    table = re.findall(r"^\| (\d) \|", page.read_text(encoding="utf-8"), re.MULTILINE)
    codes = {cls.exit_code for cls in CLASSES} - {ExporterError.exit_code}
    assert {int(code) for code in table} == {0, *codes}


@pytest.mark.parametrize("cls", [UnknownSource, InvalidSource])
def test_what_is_wrong_with_a_source_can_be_caught_as_one(cls: type) -> None:
    assert issubclass(cls, SourceError)


def test_an_invalid_source_has_its_findings_and_reads_as_all_of_them() -> None:
    findings = [Finding("r", Path("a"), 1, "is wrong"), Finding("r", Path("b"), 0, "too")]
    error = InvalidSource(iter(findings))
    assert error.findings == tuple(findings)
    assert str(error) == "a:1: is wrong\nb: too"


def test_each_message_of_an_error_is_printed_as_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "style.yaml").write_text("extends: newspaper\ncolurs: 1\ntitel: b\n")
    with pytest.raises(UsageError) as caught:
        find_style(tmp_path)
    with pytest.raises(SystemExit):
        fail(caught.value)
    printed = capsys.readouterr().err.splitlines()
    assert [line.rpartition("style.yaml:")[2][:15] for line in printed] == [
        "2: unknown key ",
        "3: unknown key ",
    ]
    assert all(line.startswith("error: ") for line in printed)
