"""exporter build."""

import json

import pytest

from exporter.api import BuildReport

BROKEN = {"01/10-a.md": "---\nheadlin: A\n---\nText.\n", "issue.yaml": "date: 2026-06-31\n"}


@pytest.fixture
def good(issue_folder):
    return issue_folder()


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_without_output_epub_and_pdf_are_written_here(run, good, tmp_path):
    ended = run("build", good)
    assert ended.code == 0
    (told,) = ended.err.splitlines()
    assert "warning" in told and "of a column short" in told
    made = ["The-Example-2026-06-16.epub", "The-Example-2026-06-16.pdf"]
    assert ended.out.splitlines() == made
    assert names(tmp_path / "work") == made


def test_the_code_of_the_publication_names_the_files(run, issue_folder, tmp_path):
    issue = "publication: {name: 报, code: bao, language: zh-Hans}\ndate: 2026-06-16\n"
    run("build", issue_folder({"issue.yaml": issue}), "-o", "out/", "-q")
    assert names(tmp_path / "work" / "out") == ["bao-2026-06-16.epub", "bao-2026-06-16.pdf"]


def test_the_format_follows_the_name_and_output_may_be_repeated(run, good, tmp_path):
    ended = run("build", good, "-o", "a.epub", "--output", "deep/er/B.EPUB", "-o", "./a.epub")
    assert ended.out.split() == ["a.epub", "deep/er/B.EPUB"]
    assert (tmp_path / "work/deep/er/B.EPUB").read_bytes() == (
        tmp_path / "work/a.epub"
    ).read_bytes()


def test_issue_yaml_may_be_named_itself(run, good):
    assert run("build", good / "issue.yaml", "-o", "a.epub").code == 0


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["-o", "a.doc"], 2, "a.doc: no writer makes such a file"),
        (["-o", "a.epub", "--paper", "foolscap"], 2, "or one of: tabloid"),
        (["-o", "a.epub", "--style", "rococo"], 2, "there is no style `rococo`, use one of: "),
        (["--pap", "a4"], 2, "--paper"),
        (["-o", "/proc/none/a.epub"], 5, "/proc/none"),
    ],
)
def test_what_makes_no_sense_is_said(run, good, arguments, code, message):
    ended = run("build", good, *arguments)
    assert ended.code == code
    assert message in ended.err
    assert ended.out == ""


def test_an_output_that_is_a_picture_of_the_issue_is_refused(run, issue_folder, picture):
    files = {"01/a.md": "---\nheadline: H\n---\n![](a.png)\n", "01/a.png": picture()}
    folder = issue_folder(files)
    (folder / "01" / "a.png").rename(folder / "01" / "a.pdf")
    (folder / "01" / "a.md").write_text("---\nheadline: H\n---\n![](a.pdf)\n")
    before = (folder / "01" / "a.pdf").read_bytes()
    ended = run("build", folder, "-o", folder / "01" / "a.pdf")
    assert ended.code == 2
    assert (folder / "01" / "a.pdf").read_bytes() == before


def test_all_errors_are_said_at_once_by_file_and_line(run, issue_folder):
    ended = run("build", folder := issue_folder(BROKEN))
    assert ended.code == 3
    assert ended.out == ""
    said = ended.err.splitlines()
    for line in (
        f"error: {folder}/issue.yaml:1: `date: 2026-06-31` is not a date, "
        "write YYYY-MM-DD, such as 2018-07-03",
        f"error: {folder}/issue.yaml:1: `publication` is missing, add `publication:`",
        f"error: {folder}/01/10-a.md:2: unknown key `headlin`, did you mean `headline`?",
    ):
        assert line in said


def test_a_broken_issue_does_not_stop_the_others(run, good, issue_folder, tmp_path):
    broken = issue_folder(BROKEN, "broken")
    ended = run("build", broken, good, tmp_path / "gone", "-o", "out/")
    assert ended.code == 6
    assert len(ended.out.splitlines()) == 2
    assert ended.err.splitlines()[-1] == (
        f"1 of 3 succeeded; failed: {broken}, {tmp_path / 'gone'}"
    )


def test_several_issues_want_a_folder(run, good, issue_folder):
    ended = run("build", good, issue_folder(name="other"), "-o", "a.epub")
    assert (ended.code, "name a folder" in ended.err) == (2, True)


def test_issues_of_one_name_do_not_overwrite_each_other(run, issue_folder, tmp_path):
    ended = run("build", issue_folder(), issue_folder(name="twin"), "-o", "out/")
    assert ended.code == 6
    assert "just written for another issue" in ended.err
    assert len(names(tmp_path / "work" / "out")) == 2


@pytest.mark.parametrize("name", ["a.epub", "a.pdf"])
def test_a_failed_build_leaves_the_old_file_and_nothing_else(
    run, good, tmp_path, monkeypatch, name
):
    run("build", good, "-o", name)
    before = (tmp_path / "work" / name).read_bytes()

    def fail(*_, **__):
        raise OSError(28, "No space left on device", "disk")

    monkeypatch.setattr("exporter.writers.epub.file_size.write_package", fail)
    monkeypatch.setattr("weasyprint.Document.write_pdf", fail)
    ended = run("build", good, "-o", name)
    assert ended.code == 5
    assert "No space left" in ended.err
    assert (tmp_path / "work" / name).read_bytes() == before
    assert names(tmp_path / "work") == [name]


def test_json_is_the_report_on_standard_output(run, good, issue_folder):
    ended = run("build", good, issue_folder(BROKEN, "broken"), "-o", "out/", "--json")
    fine, failed = json.loads(ended.out)
    assert ended.code == 6
    assert (fine["failed"], fine["code"], len(fine["outputs"])) == (False, 0, 2)
    assert (failed["failed"], failed["code"], failed["outputs"]) == (True, 3, [])
    finding = failed["findings"][0]
    assert set(finding) >= {"rule", "path", "line", "message", "advice", "severity"}


def test_quiet_is_silent_when_all_goes_well(run, issue_folder):
    folder = issue_folder({"01/a.md": "---\nheadline: H\n---\n[x](nowhere.html)\n"})
    ended = run("build", folder, "-o", "a.epub", "-q")
    assert (ended.code, ended.out, ended.err) == (0, "", "")
    ended = run("build", folder, "-o", "a.epub")
    assert "warning: " in ended.err


def test_there_is_no_progress_where_there_is_no_terminal(run, good):
    ended = run("build", good, "-o", "a.epub")
    assert (ended.out, ended.err) == ("a.epub\n", "")


def test_a_file_name_gives_no_orders_to_the_terminal(run, tmp_path):
    ended = run("build", tmp_path / "a\x1b[31m\nb")
    assert "\x1b" not in ended.err
    assert len(ended.err.splitlines()) == 1


@pytest.mark.parametrize(
    ("given", "split"), [([], "{page}.pdf"), (["--proof-colour"], ""), (["--proof"], "")]
)
def test_a_proof_takes_no_name_of_a_page_for_the_press(
    run, issue_folder, monkeypatch, tmp_path, given, split
):
    plant = tmp_path / "plant.yaml"
    plant.write_text('base: newsprint\nsplit: "{page}.pdf"\n', encoding="utf-8")
    used = []

    def build(source, outputs, options, avoid):
        used.append(options.profile.split)
        return BuildReport(())

    monkeypatch.setattr("exporter.api.build", build)
    assert run("build", issue_folder(), "--profile", plant, *given).code == 0
    assert used == [split]
