"""Where the issues of an archive come from, and their keys."""

import io
import os
import zipfile
from pathlib import Path

import pytest

from exporter.errors import UnknownSource, UsageError
from exporter.publication.archive.opening import open_source
from exporter.publication.archive.sources import find
from exporter.publication.archive.zipped import members, unpack
from exporter.publication.days import is_day

ISSUE = "publication: {name: The Weir, language: en}\ndate: 2026-06-16\n"


def keys(*sources):
    return [source.key for source in find(map(str, sources))]


def zip_of(path, files):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


@pytest.mark.parametrize("path", ["2018/07/03", "a/2018-07/03", "2018-07-03", "x/20180703"])
def test_a_path_that_ends_in_a_day(path):
    assert is_day(path)


@pytest.mark.parametrize("path", ["2018/07", "2018/13/03", "2018/07/03/node", "12018/07/03", ""])
def test_a_path_that_does_not(path):
    assert not is_day(path)


def test_issues_of_a_publication(publication_folder):
    assert keys(publication_folder("2026-06-16", "2026-06-09")) == ["2026-06-09", "2026-06-16"]


def test_issues_in_a_tree(issue_folder, tmp_path):
    issue_folder(name="b")
    (tmp_path / "2018" / "07" / "03" / "01").mkdir(parents=True)
    zip_of(tmp_path / "c.zip", {"issue.yaml": ISSUE})
    (tmp_path / ".hidden").mkdir()
    assert keys(tmp_path) == ["2018/07/03", "b", "c"]


def test_a_folder_that_cannot_be_read_is_one_that_fails(tmp_path, monkeypatch):
    (tmp_path / "2026/06/16").mkdir(parents=True)
    (tmp_path / "closed").mkdir()
    listed = os.scandir

    def scandir(folder):
        if Path(folder).name == "closed":
            raise PermissionError(13, "Permission denied")
        return listed(folder)

    monkeypatch.setattr(os, "scandir", scandir)
    assert [source.key for source in find([str(tmp_path)])] == ["2026/06/16", "closed"]


def test_a_folder_without_issues_is_one_itself(tmp_path):
    (tmp_path / "pages").mkdir()
    assert keys(tmp_path / "pages") == ["pages"]


def test_a_pattern_and_a_list(tmp_path):
    for name in ("1.md", "2.md"):
        (tmp_path / "weekly" / name).parent.mkdir(exist_ok=True)
        (tmp_path / "weekly" / name).write_text("# A\n")
    (tmp_path / "all.txt").write_text("# the first\nweekly/1.md\n\n")
    assert keys(tmp_path / "weekly" / "*.md") == ["1.md", "2.md"]
    assert keys(tmp_path / "all.txt") == ["weekly/1.md"]


def test_a_list_names_patterns_and_publications_too(publication_folder, tmp_path):
    root = publication_folder("2026-06-16")
    (tmp_path / "weekly").mkdir()
    (tmp_path / "weekly" / "1.md").write_text("# A\n")
    (tmp_path / "all.txt").write_text(f"weekly/*.md\n{root.relative_to(tmp_path)}\n")
    assert keys(tmp_path / "all.txt") == ["1.md", "2026-06-16"]
    (tmp_path / "bad.txt").write_text("weekly/*.md\nweekly/*.odd\n")
    with pytest.raises(UnknownSource, match=r"bad\.txt:2: .*matches no file"):
        keys(tmp_path / "bad.txt")


@pytest.mark.parametrize("name", ["nothing", "no*thing", "list.txt"])
def test_a_source_that_is_not_there(tmp_path, name):
    (tmp_path / "list.txt").write_text("\nnowhere\n")
    with pytest.raises(
        UnknownSource, match=r"does not exist|matches no|txt:2: .*nowhere: does not"
    ):
        find([str(tmp_path / name)])


def test_a_list_that_leads_out_of_its_folder_has_keys_inside_the_store(tmp_path):
    (tmp_path / "lists").mkdir()
    (tmp_path / "a.md").write_text("# A\n")
    (tmp_path / "lists" / "all.txt").write_bytes(b"../a.md\r\n")
    (key,) = keys(tmp_path / "lists" / "all.txt")
    assert key == "/".join((tmp_path / "a.md").parts[1:])


def test_a_list_in_another_encoding_is_refused(tmp_path):
    (tmp_path / "all.txt").write_bytes("一月".encode("gb18030"))
    with pytest.raises(UnknownSource, match=r"all\.txt: is not UTF-8"):
        find([str(tmp_path / "all.txt")])


def test_names_in_a_store_that_lead_out_of_it_are_refused(monkeypatch):
    class Bucket:
        def find(self, root, detail):
            return {f"{root}/../../a.zip": {"size": 1}}

    place = "exporter.publication.archive.sources.file_system"
    monkeypatch.setattr(place, lambda _: (Bucket(), "news"))
    with pytest.raises(UnknownSource, match="leads out"):
        find(["memory://news"])


def test_two_issues_of_one_key(tmp_path, issue_folder):
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        issue_folder(name=f"{name}/2026-06-16")
    with pytest.raises(UsageError, match="both have the key 2026-06-16"):
        find([str(tmp_path / "one"), str(tmp_path / "two")])


def test_several_issues_in_a_zip_file(tmp_path):
    files = {"a/issue.yaml": ISSUE, "a/01/x.md": "x", "b/issue.yaml": ISSUE, "__MACOSX/._a": "x"}
    found = find([str(zip_of(tmp_path / "year.zip", files))])
    assert [source.key for source in found] == ["year/a", "year/b"]
    path = open_source(found[0], tmp_path / "work")
    assert sorted(each.name for each in path.rglob("*")) == ["01", "issue.yaml", "x.md"]


def test_a_zip_file_of_one_file_is_that_file(tmp_path):
    (source,) = find([str(zip_of(tmp_path / "a.zip", {"deep/feed.xml": "<rss/>"}))])
    assert open_source(source, tmp_path / "work").name == "feed.xml"


def test_a_changed_zip_file_is_seen(tmp_path):
    path = zip_of(tmp_path / "a.zip", {"issue.yaml": ISSUE})
    (before,) = find([str(path)])
    zip_of(path, {"issue.yaml": ISSUE + "number: 2\n"})
    assert find([str(path)])[0].mark() != before.mark()


@pytest.mark.parametrize("name", ["../out.md", "/etc/out.md", "a/../../out.md", "c:/out.md"])
def test_nothing_is_unpacked_outside(tmp_path, name):
    path = zip_of(tmp_path / "a.zip", {"good.md": "x", name: "x"})
    with pytest.raises(UnknownSource, match="leads out"):
        unpack(path, "", tmp_path / "work")
    assert not (tmp_path / "work").exists()


def test_links_bombs_and_damage_are_refused(tmp_path):
    link = zipfile.ZipInfo("link")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(tmp_path / "link.zip", "w") as archive:
        archive.writestr(link, "/etc/passwd")
    zip_of(tmp_path / "bomb.zip", {"zeros": bytes(20_000_000)})
    (tmp_path / "text.zip").write_text("not a zip file")
    for name, words in (("link", "is a link"), ("bomb", "ZIP bomb"), ("text", "not a zip file")):
        with pytest.raises(UnknownSource, match=words):
            list(members(tmp_path / f"{name}.zip"))


def test_a_member_that_is_cut_is_damage(tmp_path):
    path = zip_of(tmp_path / "a.zip", {"a.md": "x" * 1000})
    data = bytearray(path.read_bytes())
    data[40] ^= 0xFF
    path.write_bytes(data)
    with pytest.raises(UnknownSource, match="damaged"):
        unpack(path, "", tmp_path / "work")


def test_chinese_names_without_a_mark(tmp_path):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("AAAA.md", "x")
    (tmp_path / "a.zip").write_bytes(buffer.getvalue().replace(b"AAAA", "头版".encode("gb18030")))
    assert [name for name, _ in members(tmp_path / "a.zip")] == ["头版.md"]
