"""exporter build of a publication."""

import json


def publication(folder, *dates, more=""):
    folder.mkdir()
    text = f"name: The Dyke Post\nlanguage: en\ncode: dyke\n{more}"
    (folder / "publication.yaml").write_text(text)
    for date in dates:
        (folder / date / "01").mkdir(parents=True)
        (folder / date / "issue.yaml").write_text(f"date: {date}\n")
        (folder / date / "01" / "a.md").write_text("---\nheadline: High water\n---\nText.\n")
    return folder


def test_its_issues_are_built_and_the_broken_one_is_named(run, tmp_path, monkeypatch):
    from exporter.writers import formats

    monkeypatch.setattr(formats.PdfWriter, "file_name", lambda *_: "")
    root = publication(tmp_path / "dyke", "2026-06-16", "2026-06-17", more="build: {lite: true}\n")
    (root / "2026-06-17" / "issue.yaml").write_text("date: 17 June\n")
    out = tmp_path / "out"
    out.mkdir()
    ended = run("build", root, "-o", out)
    assert ended.code == 6
    assert ended.out.strip().endswith("dyke-2026-06-16-lite.epub")
    assert "2026-06-17/issue.yaml:1" in ended.err
    assert "1 of 2 succeeded" in ended.err
    (root / "2026-06-17" / "issue.yaml").write_text("date: 2026-06-17\n")
    ended = run("build", root, "-o", out, "--json")
    assert ended.code == 0
    assert [len(each["outputs"]) for each in json.loads(ended.out)] == [1]
    assert "no issue is new or changed" in run("build", root, "-o", out).err
    # An option of the command line goes before that of the file: all is built again.
    assert run("build", root, "-o", out, "--lite").out == ""
    assert len(run("build", root, "-o", out, "--max-image", "900").out.splitlines()) == 2


def test_its_issues_can_not_share_a_file(run, tmp_path):
    root = publication(tmp_path / "dyke", "2026-06-16")
    ended = run("build", root, "-o", "all.epub")
    assert (ended.code, "name a folder" in ended.err) == (2, True)
