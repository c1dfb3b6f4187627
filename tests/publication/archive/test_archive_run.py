"""Runs: what is made, what is left out, what fails, and what is made again."""

import json

import pytest

from exporter.errors import InvalidSource, OutputError, UnknownSource, UsageError
from exporter.options import Options
from exporter.publication.archive.record import Done, Failed
from exporter.publication.archive.run import shard, verify
from exporter.publication.archive.sources import ArchiveSource
from exporter.publication.archive.store import FolderStore
from exporter.readers.settings import Edition

from ..conftest import files_of

DAYS = ("2026-06-09", "2026-06-16", "2026-06-23")


def test_a_second_run_makes_nothing(publication_folder, archive, tmp_path):
    root = publication_folder(*DAYS)
    first = archive(root)
    before = files_of(tmp_path / "store")
    second = archive(root)
    assert sorted(first.made) == list(DAYS)
    assert (second.made, second.skipped, second.failed) == ([], 3, {})
    assert files_of(tmp_path / "store") == before
    assert list(before) == sorted(
        name for day in DAYS for name in (f"{day}/done.json", f"{day}/dyke-{day}.epub")
    )


def test_a_record_says_what_was_made_of_what(publication_folder, archive, tmp_path):
    archive(publication_folder(DAYS[0]))
    done = Done.model_validate_json((tmp_path / "store" / DAYS[0] / "done.json").read_bytes())
    data = (tmp_path / "store" / done.outputs[0].name).read_bytes()
    assert (done.key, str(done.date), done.number) == (DAYS[0], DAYS[0], "1")
    assert (done.outputs[0].size, done.outputs[0].edition) == (len(data), Edition.EPUB)
    assert done.seconds >= 0 and done.peak_mb > 0


def test_a_changed_source_option_or_version_makes_an_issue_again(
    publication_folder, archive, monkeypatch
):
    root = publication_folder(*DAYS)
    archive(root)
    (root / DAYS[1] / "01" / "10-lead.md").write_text("---\nheadline: New\n---\nText.\n")
    assert archive(root).made == [DAYS[1]]
    assert archive(root, options=Options(max_image=900)).made == list(DAYS)
    monkeypatch.setattr("exporter.publication.archive.record.PROGRAM", "issue-exporter 99")
    assert archive(root, options=Options(max_image=900)).made == list(DAYS)


def test_a_source_that_was_only_touched_is_not_made_again(publication_folder, archive, tmp_path):
    root = publication_folder(*DAYS)
    archive(root)
    files = files_of(tmp_path / "store")
    (root / DAYS[1] / "issue.yaml").touch()
    touched = archive(root)
    assert (touched.made, touched.skipped) == ([], 3)
    changed = {name for name, data in files_of(tmp_path / "store").items() if data != files[name]}
    assert changed == {f"{DAYS[1]}/done.json"}  # which knows its new look


def test_a_broken_issue_is_noted_and_not_tried_again_until_it_changes(
    publication_folder, archive, tmp_path
):
    root = publication_folder(*DAYS)
    (root / DAYS[1] / "01" / "10-lead.md").write_text("---\nheadlin: New\n---\nText.\n")
    first, second = archive(root), archive(root)
    assert len(first.made) == 2 and not second.made
    assert list(first.failed) == list(second.failed) == [DAYS[1]]
    assert "headline" in first.failed[DAYS[1]].reasons[0]
    assert archive(root, retry_failed=True).failed[DAYS[1]].kind == "source"
    (root / DAYS[1] / "01" / "10-lead.md").write_text("---\nheadline: New\n---\nText.\n")
    assert archive(root).made == [DAYS[1]]
    assert not (tmp_path / "store" / DAYS[1] / "failed.json").exists()


def test_what_fails_for_the_system_is_tried_again(publication_folder, archive, refuse):
    root = publication_folder(DAYS[0])
    failed = archive(root, build=refuse(OutputError("the disk is full"))).failed
    assert failed[DAYS[0]].kind == "system"
    assert archive(root).made == [DAYS[0]]


def test_an_unforeseen_error_stops_no_other_issue(publication_folder, archive, refuse):
    report = archive(publication_folder(*DAYS), build=refuse(ZeroDivisionError("oops")))
    assert {each.kind for each in report.failed.values()} == {"source"}
    assert "ZeroDivisionError: oops" in report.failed[DAYS[0]].reasons[0]


def test_a_run_stops_after_so_many_failures(publication_folder, archive, refuse):
    report = archive(publication_folder(*DAYS), build=refuse(InvalidSource([])), stop_after=2)
    assert len(report.failed) == 2
    assert "2 failures" in report.stopped


def test_a_run_stops_when_nothing_can_be_written(publication_folder, archive, refuse):
    root = publication_folder(*(f"2026-06-{day}" for day in range(10, 18)))
    report = archive(root, build=refuse(OutputError("the disk is full")))
    assert len(report.failed) == 5
    assert "5 issues in a row could not be written" in report.stopped


def test_sources_that_are_gone_do_not_stop_a_run(publication_folder, archive, refuse):
    root = publication_folder(*(f"2026-06-{day}" for day in range(10, 18)))
    report = archive(root, build=refuse(FileNotFoundError(2, "No such file", "a.jpg")))
    assert (len(report.failed), report.stopped) == (8, "")


def test_an_issue_whose_file_has_the_name_of_another_one_fails(
    publication_folder, archive, tmp_path
):
    root = publication_folder(*DAYS)
    report = archive(root, names="{date:%Y}{suffix}")
    assert (report.made, sorted(report.failed)) == ([DAYS[0]], list(DAYS[1:]))
    assert f"2026.epub has the name of one of {DAYS[0]}" in report.failed[DAYS[2]].reasons[0]
    assert (tmp_path / "store" / "2026.epub").read_text().startswith(DAYS[0])
    assert archive(root).failed == {}


def test_two_issues_that_exchange_their_names_keep_their_files(
    publication_folder, archive, tmp_path
):
    root = publication_folder(*DAYS[:2])
    archive(root, names="{date}{suffix}")
    heads = [root / day / "issue.yaml" for day in DAYS[:2]]
    texts = [head.read_text() for head in heads]
    for head, text in zip(heads, reversed(texts), strict=True):
        head.write_text(text)
    report = archive(root, names="{date}{suffix}")
    assert (len(report.made), report.failed) == (2, {})
    assert verify(FolderStore(tmp_path / "store")) == {}


def test_a_file_whose_issue_has_another_name_is_removed(publication_folder, archive, tmp_path):
    root = publication_folder(DAYS[0])
    archive(root, names="{date}{suffix}")
    (root / DAYS[0] / "issue.yaml").write_text(f"date: {DAYS[1]}\nnumber: 1\n")
    archive(root, names="{date}{suffix}")
    assert [path.name for path in (tmp_path / "store").glob("*.epub")] == [f"{DAYS[1]}.epub"]


def test_parts_overwrite_no_file_of_each_other(publication_folder, archive, tmp_path):
    root = publication_folder(*DAYS[:2])
    for day in DAYS[:2]:
        report = archive(root / day, names="{date:%Y}{suffix}")
    assert list(report.failed) == [DAYS[1]] and report.failed[DAYS[1]].kind == "system"
    assert verify(FolderStore(tmp_path / "store")) == {}
    assert (tmp_path / "store" / "2026.epub").read_text().startswith(DAYS[0])


def test_a_source_that_moved_takes_its_names_along(publication_folder, archive, tmp_path):
    root = publication_folder(*DAYS[:2])
    archive(root, names="{date}{suffix}")
    (root / DAYS[0]).rename(root / "moved")
    report = archive(root, names="{date}{suffix}")
    assert (report.made, report.failed) == (["moved"], {})


def test_a_name_that_an_issue_gave_up_is_free(publication_folder, archive, tmp_path):
    root = publication_folder(*DAYS[:2])
    head, text = root / DAYS[0] / "issue.yaml", "date: 2026-07-01\nnumber: 1\n"
    archive(root / DAYS[0], names="{date}{suffix}")
    head.write_text(text)
    archive(root / DAYS[0], names="{date}{suffix}")
    (root / DAYS[1] / "issue.yaml").write_text(f"date: {DAYS[0]}\nnumber: 2\n")
    assert archive(root / DAYS[1], names="{date}{suffix}").made == [DAYS[1]]
    assert verify(FolderStore(tmp_path / "store")) == {}


def test_verifying_finds_two_records_of_one_file(publication_folder, archive, tmp_path):
    archive(publication_folder(*DAYS[:2]), names="{date}{suffix}")
    store = tmp_path / "store"
    record = (store / DAYS[0] / "done.json").read_text()
    (store / DAYS[1] / "done.json").write_text(
        record.replace(f'"key": "{DAYS[0]}', f'"key": "{DAYS[1]}')
    )
    wrong = verify(FolderStore(store))
    assert sorted(wrong) == list(DAYS[:2])
    assert all("add {key} to --names" in each[-1] for each in wrong.values())


def test_an_issue_knows_the_ones_before_and_after_it(publication_folder, archive, tmp_path):
    root = publication_folder(*DAYS)
    archive(root, build=neighbours)
    store = tmp_path / "store"
    read = {path.parent.name: path.read_text() for path in store.rglob("*.epub")}
    assert read == {
        DAYS[0]: f"None {DAYS[1]}",
        DAYS[1]: f"{DAYS[0]} {DAYS[2]}",
        DAYS[2]: f"{DAYS[1]} None",
    }


def neighbours(issue, path, options):
    around = (each and each.date for each in (issue.previous, issue.next))
    path.write_text(" ".join(map(str, around)))
    return ()


def test_a_new_issue_makes_only_the_one_before_it_again(publication_folder, archive, tmp_path):
    root = publication_folder(*DAYS[:2])
    archive(root)
    publication_folder(*DAYS)
    assert archive(root).made == [DAYS[1], DAYS[2]]


def test_the_words_of_an_issue_make_no_other_one_again(publication_folder, archive, tmp_path):
    root = publication_folder(*DAYS)
    archive(root)
    (root / DAYS[1] / "01" / "10-lead.md").write_text("---\nheadline: New\n---\nText.\n")
    assert archive(root).made == [DAYS[1]]


def test_a_part_knows_the_issues_of_the_other_parts(publication_folder, archive, tmp_path):
    root = publication_folder(*DAYS)
    for part in ("1/2", "2/2"):
        archive(root, shard=part)
    report = archive(root)
    assert (report.made, report.skipped) == ([], len(DAYS))


def test_a_part_without_issues_verifies_none_of_the_others(tmp_path):
    store = FolderStore(tmp_path)
    store.put("a/done.json", b"{}")
    assert verify(store, []) == {}
    assert list(verify(store)) == ["a"]


def test_what_is_not_there_leaves_no_store_behind(archive, tmp_path):
    with pytest.raises(UnknownSource):
        archive(tmp_path / "nowhere")
    assert not (tmp_path / "store").exists()


def test_files_that_an_issue_no_longer_has_are_removed(publication_folder, archive, tmp_path):
    root = publication_folder(DAYS[0])
    archive(root, editions=(Edition.EPUB, Edition.LITE))
    archive(root, editions=(Edition.EPUB,))
    assert {name.partition("/")[2] for name in files_of(tmp_path / "store")} == {
        "done.json",
        f"dyke-{DAYS[0]}.epub",
    }


def test_verifying_finds_what_differs_and_makes_it_again(publication_folder, archive, tmp_path):
    root = publication_folder(*DAYS)
    archive(root)
    store = tmp_path / "store"
    (store / DAYS[0] / f"dyke-{DAYS[0]}.epub").write_text("cut")
    (store / DAYS[1] / f"dyke-{DAYS[1]}.epub").unlink()
    found = archive(verify=True).wrong
    assert "bytes" in found[DAYS[0]][0] and "is gone" in found[DAYS[1]][0]
    assert sorted(archive(root, verify=True).made) == list(DAYS[:2])
    assert archive(verify=True).wrong == {}


def test_records_of_a_newer_program_are_not_touched(publication_folder, archive, tmp_path):
    root = publication_folder(DAYS[0])
    archive(root)
    path = tmp_path / "store" / DAYS[0] / "done.json"
    path.write_text(json.dumps(json.loads(path.read_bytes()) | {"format": 2}))
    with pytest.raises(OutputError, match="newer version"):
        archive(root)


def test_a_damaged_record_counts_as_none(publication_folder, archive, tmp_path):
    root = publication_folder(DAYS[0])
    archive(root)
    (tmp_path / "store" / DAYS[0] / "done.json").write_text('{"key": "2026')
    assert archive(root).made == [DAYS[0]]


def test_a_source_that_vanishes_fails_alone(publication_folder, archive, tmp_path):
    root = publication_folder(*DAYS)

    def vanish(issue, path, options):
        for file in sorted((root / DAYS[0]).rglob("*.md")):
            file.unlink()
        path.write_text("half")
        return ()

    report = archive(root, build=vanish)
    assert "changed while it was exported" in report.failed[DAYS[0]].reasons[0]
    assert not (tmp_path / "store" / DAYS[0] / "done.json").exists()


def test_files_are_named_by_a_template(publication_folder, archive, tmp_path):
    archive(publication_folder(DAYS[0]), names="{date:%Y/%m}/{code}-{number}{suffix}")
    names = {name for name in files_of(tmp_path / "store") if not name.startswith(".names/")}
    assert names == {f"{DAYS[0]}/done.json", "2026/06/dyke-1.epub"}


@pytest.mark.parametrize(
    "template", ["{kee}/{name}", "{key", "same.epub", "{date}{number:d}", "{date:{form}}"]
)
def test_a_bad_template_is_refused(publication_folder, archive, template):
    with pytest.raises(UsageError, match="--names"):
        archive(publication_folder(DAYS[0]), names=template)


def test_the_log_has_a_line_for_each_issue(publication_folder, archive, tmp_path):
    root = publication_folder(*DAYS)
    (root / DAYS[1] / "issue.yaml").write_text("dat: 1\n")
    archive(root, log=tmp_path / "logs" / "run.jsonl")
    lines = [json.loads(line) for line in (tmp_path / "logs" / "run.jsonl").open()]
    assert [line["event"] for line in lines] == ["begin", "made", "failed", "made", "end"]
    assert lines[2]["key"] == DAYS[1] and lines[2]["reasons"]
    both = {"time", "event"}
    assert [lines[number].keys() - both for number in (0, 1, 2, 4)] == [
        {"todo", "skipped", "known_failures"},
        {"key", "seconds", "peak_mb", "outputs"},
        {"key", "kind", "reasons"},
        {"count", "failed", "seconds", "stopped"},
    ]


def test_the_parts_of_an_archive_are_all_of_it_once():
    sources = [ArchiveSource(f"{number}", "/") for number in range(100)]
    parts = [shard(sources, f"{number}/7") for number in range(1, 8)]
    whole = [source for part in parts for source in part]
    assert sorted(whole, key=lambda each: int(each.key)) == sources
    assert all(parts)
    with pytest.raises(UsageError, match="3/16"):
        shard(sources, "0/7")


def test_a_failure_is_worded_for_people():
    failed = Failed(key="a", inputs="", options="", source="/a", kind="limit", reasons=("slow",))
    assert Failed.model_validate_json(failed.model_dump_json()) == failed
