"""`exporter check FILE.pdf`: the command and its twin in the API."""

import json
import re
from collections.abc import Callable, Iterable
from html.parser import HTMLParser
from pathlib import Path

import pytest
from drafts import ArchiveDraft, PressDraft, ScreenDraft
from lxml import html
from typer.testing import CliRunner

import exporter
from exporter.checks import all_rules
from exporter.checks.report.groups import ranges
from exporter.checks.report.terminal import findings_table, rules_table
from exporter.cli.commands import app
from exporter.errors import InvalidSource, UsageError
from exporter.findings import Box, Finding, Place, Severity
from exporter.profiles import find_profile
from exporter.rulebook import RULES

runner = CliRunner()
SOURCES = Path(exporter.__file__).parent


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """A PDF for the press with a hairline on page 1 and text in four inks on page 3."""
    draft = PressDraft()
    draft.paint("0 0 0 1 K .1 w 20 30 m 90 30 l S")
    draft.text("0.75 0.68 0.67 0.9 k", page=2)
    return draft.save(tmp_path / "broken.pdf")


def test_findings_are_lines_on_standard_output(broken: Path) -> None:
    result = runner.invoke(app, ["check", str(broken)])
    assert result.exit_code == InvalidSource.exit_code
    lines = result.stdout.splitlines()
    assert [line.split(": ")[1] for line in lines] == ["pdf-hairline", "pdf-black-not-k"]
    assert "page 3, " in lines[1]
    assert "“A WORD”" in lines[1]


def test_a_file_without_findings_is_said_to_be_so(tmp_path: Path) -> None:
    path = PressDraft().save(tmp_path / "clean.pdf")
    result = runner.invoke(app, ["check", str(path)])
    assert (result.exit_code, result.stdout) == (0, "")
    assert "nothing found" in result.stderr


def test_json_names_rule_clause_place_and_millimetres(broken: Path) -> None:
    result = runner.invoke(app, ["check", str(broken), "--json"])
    (report,) = json.loads(result.stdout)
    hairline = report["findings"][0]
    assert hairline["rule"] == "pdf-hairline"
    assert hairline["severity"] == "error"
    assert hairline["clause"] and hairline["advice"]
    assert hairline["place"]["page"] == 1
    x, y, width, height = hairline["place"]["boxes"][0]
    assert (x, width) == pytest.approx((20 / 72 * 25.4, 70 / 72 * 25.4), abs=0.05)
    assert y == pytest.approx(90 - 30 / 72 * 25.4, abs=0.05)
    assert height < 0.1


def test_several_files_are_checked_one_by_one(broken: Path, tmp_path: Path) -> None:
    clean = PressDraft().save(tmp_path / "clean.pdf")
    no_pdf = tmp_path / "no.pdf"
    no_pdf.write_text("Dear reader")
    result = runner.invoke(app, ["check", str(broken), str(clean), str(no_pdf)])
    assert result.exit_code == 6
    assert "pdf-unreadable" in result.stdout
    assert "1 of 3 succeeded" in result.stderr


@pytest.mark.parametrize(
    ("draft", "name"),
    [(PressDraft, "press"), (ArchiveDraft, "archive"), (ScreenDraft, "screen")],
)
def test_a_file_is_judged_by_what_it_says_it_is(
    draft: type[PressDraft], name: str, tmp_path: Path
) -> None:
    from exporter.checks.pdf import own_profile
    from exporter.checks.pdf.document import open_document

    with open_document(draft().save(tmp_path / "draft.pdf")) as document:
        assert own_profile(document).name == name


def test_another_profile_is_another_judgement(tmp_path: Path) -> None:
    path = ScreenDraft().save(tmp_path / "screen.pdf")
    assert exporter.check(path) == []
    found = {finding.rule for finding in exporter.check(path, profile=find_profile("press"))}
    assert {"pdf-rgb-object", "pdf-annotation", "pdf-output-intent"} <= found


def test_a_printer_s_own_profile_says_how_bad_a_rule_is(broken: Path, tmp_path: Path) -> None:
    profile = tmp_path / "plant.yaml"
    profile.write_text("base: press\nrules: {pdf-hairline: off, pdf-black-not-k: warning}\n")
    result = runner.invoke(app, ["check", str(broken), "--profile", str(profile)])
    assert result.exit_code == 0
    assert result.stdout.startswith("warning: pdf-black-not-k")
    assert len(result.stdout.splitlines()) == 1


def test_a_rule_that_is_not_there_is_named_with_the_nearest(broken: Path, tmp_path: Path) -> None:
    profile = tmp_path / "plant.yaml"
    profile.write_text("base: press\nrules: {pdf-hair-line: off}\n")
    with pytest.raises(UsageError, match="did you mean `pdf-hairline`"):
        exporter.check(broken, profile=find_profile(str(profile)))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def test_the_html_report_shows_every_page_and_marks_the_places(
    broken: Path, tmp_path: Path
) -> None:
    report = tmp_path / "report.html"
    result = runner.invoke(app, ["check", str(broken), "--html", str(report)])
    assert result.exit_code == InvalidSource.exit_code
    reader = _Reader()
    reader.feed(report.read_text(encoding="utf-8"))
    pictures = [attrs for tag, attrs in reader.tags if tag == "img"]
    assert len(pictures) == 4
    assert all(str(attrs["src"]).startswith("data:image/jpeg;base64,") for attrs in pictures)
    marks = [attrs for tag, attrs in reader.tags if "mark" in str(attrs.get("class", "")).split()]
    assert len(marks) == 2
    left, top, width, _ = map(float, re.findall(r"[\d.]+(?=%)", str(marks[0]["style"])))
    assert left == pytest.approx(100 * (20 + 72 / 2.54) / (60 / 25.4 * 72 + 2 * 72 / 2.54), abs=0.2)
    assert width == pytest.approx(100 * 70 / (60 / 25.4 * 72 + 2 * 72 / 2.54), abs=0.2)
    assert 0 < top < 100
    assert not [attrs for _, attrs in reader.tags if str(attrs.get("href", "#"))[0] != "#"]


def test_findings_and_report_are_in_the_language_of_the_reader(
    broken: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EXPORTER_LANGUAGE", "zh-Hant")
    report = tmp_path / "report.html"
    result = runner.invoke(app, ["check", str(broken), "--html", str(report)])
    assert [line.split(": ")[:2] for line in result.stdout.splitlines()[:2]] == [
        ["錯誤", "pdf-hairline"],
        ["錯誤", "pdf-black-not-k"],
    ]
    root = html.fromstring(report.read_text(encoding="utf-8"))
    shown = "\n".join(
        text
        for text in root.xpath("//text()[not(ancestor::style)][not(ancestor::code)]")
        if "ISO" not in text  # names of standards
    )
    assert root.get("lang") == "zh-Hant" and "線寬" in shown and "第 3 頁" in shown
    assert re.findall(r"[a-z]{3,}", re.sub(r"broken\.pdf|press", "", shown)) == []


def test_the_html_report_is_the_same_every_time(broken: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "1.html", tmp_path / "2.html"
    exporter.check(broken, html=first)
    exporter.check(broken, html=second)
    assert first.read_bytes() == second.read_bytes()


def test_names_in_the_report_are_text_not_markup(tmp_path: Path) -> None:
    draft = PressDraft()
    draft.paint("0 0 0 1 K .1 w 20 30 m 90 30 l S")
    path = draft.save(tmp_path / "<img src=x>.pdf")
    exporter.check(path, html=tmp_path / "report.html")
    assert "<img src=x>" not in (tmp_path / "report.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("arguments", [["{pdf}", "{pdf}"], ["{folder}"]])
def test_the_html_report_is_of_one_pdf(
    arguments: list[str], broken: Path, issue_folder: Callable[..., Path], tmp_path: Path
) -> None:
    names = {"pdf": str(broken), "folder": str(issue_folder())}
    filled = [argument.format(**names) for argument in arguments]
    result = runner.invoke(app, ["check", *filled, "--html", str(tmp_path / "report.html")])
    assert getattr(result.exception, "exit_code", result.exit_code) == UsageError.exit_code
    assert not (tmp_path / "report.html").exists()


def test_the_report_does_not_overwrite_the_pdf(broken: Path) -> None:
    before = broken.read_bytes()
    with pytest.raises(UsageError, match="the PDF itself"):
        exporter.check(broken, html=broken)
    assert broken.read_bytes() == before


def test_the_list_of_rules_names_every_rule_and_clause() -> None:
    result = runner.invoke(app, ["check", "--rules"])
    assert result.exit_code == 0
    for rule in all_rules():
        assert f" {rule} " in result.stdout


RULE_ID = re.compile(r'"((?:a|epub|icml|issue|pdf|plugin|source|ua)(?:-[a-z0-9]+)+)"')


def rules_named_in(paths: Iterable[Path]) -> set[str]:
    return {rule for path in paths for rule in RULE_ID.findall(path.read_text(encoding="utf-8"))}


def test_every_rule_that_the_sources_name_is_in_the_registry() -> None:
    assert rules_named_in(SOURCES.rglob("*.py")) - set(all_rules()) <= NO_RULES


def test_every_rule_of_the_rulebook_is_applied_somewhere() -> None:
    users = [path for path in SOURCES.rglob("*.py") if path.name != "rulebook.py"]
    assert set(RULES) <= rules_named_in(users)


def test_a_finding_is_as_bad_as_its_rule() -> None:
    for rule, entry in RULES.items():
        assert Finding(rule, Path("a"), 0, "").severity is entry.severity
    assert Finding("plug-in-of-others", Path("a"), 0, "").severity is Severity.ERROR
    assert Finding("issue-date", Path("a"), 0, "", "", Severity.INFO).severity is Severity.INFO


# The product's name, a class of the style sheet, a property of EPUBs.
NO_RULES = {"issue-exporter", "issue-title", "source-of"}


def test_tables_group_pages_and_hold_no_orders_to_the_terminal() -> None:
    from rich.console import Console

    place = Place(1, "A01", (Box(1, 2, 3, 4),), "“[red]\x1b[31mA”")
    findings = [
        Finding("pdf-hairline", Path("a.pdf"), 0, "line too thin", "thicken it", place=place),
        *(
            Finding("pdf-hairline", Path("a.pdf"), 0, "line too thin", place=Place(page))
            for page in (2, 3, 7)
        ),
    ]
    console = Console(width=100, record=True, file=open("/dev/null", "w"))  # noqa: PTH123, SIM115
    console.print(findings_table("a.pdf", findings))
    console.print(rules_table(all_rules().values()))
    text = console.export_text()
    assert "pages 1–3, 7" in text
    assert "[red]" in text
    assert "\x1b" not in text


@pytest.mark.parametrize(
    ("numbers", "text"), [([], ""), ([4], "4"), ([1, 2, 3], "1–3"), ([9, 1, 3, 2], "1–3, 9")]
)
def test_page_numbers_are_written_as_ranges(numbers: list[int], text: str) -> None:
    assert ranges(numbers) == text


def test_a_place_reads_page_label_rectangle_object() -> None:
    place = Place(3, "A03", (Box(1.24, 2, 3, 4), Box(0, 0, 1, 1)), "“text”")
    assert str(place) == "page 3 (A03), 3.0 × 4.0 mm at 1.2, 2.0 and 1 more, “text”"
    finding = Finding("r", Path("a.pdf"), 0, "is wrong", "mend it", Severity.INFO, place)
    assert str(finding) == f"a.pdf: {place}: is wrong, mend it"
    assert finding.as_dict()["place"]["boxes"] == [[1.24, 2, 3, 4], [0, 0, 1, 1]]
