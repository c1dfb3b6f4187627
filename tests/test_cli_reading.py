"""The options of reading on the command line."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner
from written import page

from exporter.cli.commands import app
from exporter.readers import readers

runner = CliRunner()
DAMAGED = "    開(kāi)門(mén),會(huì)員長(zhǎng)過(guò)頁(yè)數(shù),進(jìn)農(nóng)場(chǎng)。" * 2


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    path = tmp_path / "page.txt"
    path.write_text(page(body=DAMAGED))
    return path


def run(*arguments: object) -> tuple[int, str, str]:
    result = runner.invoke(app, [str(argument) for argument in arguments])
    return result.exit_code, result.stdout, result.stderr


@pytest.mark.parametrize("command", ["build", "check", "convert", "makeup"])
def test_help_lists_the_readers(command: str) -> None:
    _, out, _ = run(command, "--help")
    for reader in readers():
        assert reader.name.replace(" ", "-") in out
    for option in ("--from", "--publication", "--page-by", "--script", "--no-repair", "--date"):
        assert option in out


def test_counts_of_repairs_go_to_standard_error(saved: Path, tmp_path: Path) -> None:
    code, out, err = run("build", saved, "--publication", "X", "-o", tmp_path / "a.epub")
    assert code == 0, err
    assert out.strip().endswith("a.epub")
    assert "repaired: " in err and "20 × gloss" in err and "removed as added by a mirror" in err


def test_the_report_has_every_change_with_its_place(saved: Path, tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    run("convert", saved, tmp_path / "made", "--publication", "X", "--repair-report", report)
    changes = json.loads(report.read_text())["changes"]
    gloss = next(change for change in changes if change["kind"] == "gloss")
    assert (gloss["before"], gloss["after"]) == ("開(kāi)", "開")
    assert page(body=DAMAGED).split("\n")[gloss["line"] - 1] == DAMAGED


def test_no_repair_leaves_the_text(saved: Path, tmp_path: Path) -> None:
    code, _, err = run(
        "convert", saved, tmp_path / "made", "--publication", "X", "--no-repair", "-q"
    )
    assert code == 0 and "repaired" not in err
    [article] = (tmp_path / "made" / "01").glob("10-*.md")
    assert "開(kāi)門" in article.read_text()


def test_the_script_is_an_option_of_the_edition(saved: Path, tmp_path: Path) -> None:
    run("convert", saved, tmp_path / "made", "--publication", "渡口報", "--script", "hans", "-q")
    text = (tmp_path / "made" / "issue.yaml").read_text()
    assert "zh-Hans" in text and "渡口报" in text


def test_json_says_what_was_repaired(saved: Path) -> None:
    code, out, _ = run("check", saved, "--publication", "X", "--json")
    [report] = json.loads(out)
    assert code == 0 and report["repairs"]["gloss"] == 20
    assert "removed as added by a mirror" in report["reasons"][0]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--from", "fax"], "there is no reader `fax`"),
        (["--script", "latin"], "use one of: hans, hant"),
        (["--page-by", "colour"], "use one of: section, subject, file"),
        (["--date", "06/05/2026"], "write 2026-05-06 or 2026-06-05"),
        (["--date", "2026-02-30"], "write YYYY-MM-DD"),
        (["--language", "english!"], "is not a language tag"),
    ],
)
@pytest.mark.parametrize("command", ["build", "check"])
def test_a_choice_that_makes_no_sense_is_a_usage_error(
    saved: Path, command: str, options: list[str], message: str
) -> None:
    result = runner.invoke(app, [command, str(saved), *options])
    assert getattr(result.exception, "exit_code", 0) == 2
    assert message in str(result.exception)


def test_the_date_is_read_as_in_issue_yaml(saved: Path, tmp_path: Path) -> None:
    run("convert", saved, tmp_path / "made", "--date", "31/12/2026", "--publication", "X", "-q")
    assert "date: '2026-12-31'" in (tmp_path / "made" / "issue.yaml").read_text()


def test_from_overrides_the_sniffing(saved: Path, tmp_path: Path) -> None:
    other = saved.rename(tmp_path / "page.dat")
    code, _, err = run("check", other)
    assert code == 3 and "no reader knows files of this kind" in err
    code, _, err = run("check", other, "--from", "saved-page", "--publication", "X")
    assert code == 0, err


def test_a_source_without_a_publication_gets_a_name_and_a_warning(
    saved: Path, tmp_path: Path
) -> None:
    code, _, err = run("build", saved, "-o", tmp_path / "a.epub")
    assert code == 0 and "--publication" in err
    assert (tmp_path / "a.epub").exists()


SAID = ("--publication", "Other", "--date", "2026-06-16", "--number", "7", "--title", "Extra")
FEED = """<rss version="2.0"><channel><title>Quay</title><item><title>The lock opens</title>
<description>&lt;p&gt;At last.&lt;/p&gt;</description></item></channel></rss>"""


@pytest.mark.parametrize("source", ["feed.rss", "weekly.md", "folder"])
def test_what_the_user_says_of_the_issue_goes_first(tmp_path: Path, source: str) -> None:
    path = tmp_path / source
    if source == "folder":
        (path / "01").mkdir(parents=True)
        (path / "issue.yaml").write_text("publication: {name: Quay, language: en}\nnumber: 3\n")
        (path / "01" / "a.md").write_text("---\nheadline: The lock opens\n---\nAt last.\n")
    else:
        path.write_text(FEED if source == "feed.rss" else "# Quay\n## One\nA.\n## Two\nB.\n")
    code, _, err = run("convert", path, tmp_path / "made", *SAID, "--language", "de")
    assert code == 0, err
    text = (tmp_path / "made" / "issue.yaml").read_text()
    for line in ("name: Other", "language: de", "date: '2026-06-16'", "title: Extra"):
        assert line in text
    assert "number: '7'" in text or "number: 7" in text


def test_a_source_without_a_date_is_told_of_the_option(tmp_path: Path) -> None:
    (tmp_path / "feed.rss").write_text(FEED)
    code, _, err = run("check", tmp_path / "feed.rss")
    assert code == 3 and "has no date, give the day: --date YYYY-MM-DD" in err
