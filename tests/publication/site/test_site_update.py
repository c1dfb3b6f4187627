"""A site brought up to date: what is written, what stays, what a kill leaves."""

import contextlib
import os
import shutil
import zipfile

import pytest
from lxml import html
from PIL import Image

from exporter.errors import OutputError
from exporter.findings import Finding
from exporter.publication.site import staging as stores

from ..stand_in_writer import stand_in


def test_the_same_bytes_twice_and_in_another_folder(publication_folder, make_site, tree):
    root = publication_folder("2026-06-09", "2026-06-16")
    make_site(root)
    first = tree()
    assert make_site(root).written == []
    make_site(root, folder="other")
    assert tree() == first == tree("other")


def test_issue_by_issue_is_the_same_as_all_at_once(publication_folder, make_site, tree, add_issue):
    root = publication_folder("2026-06-09", "2026-06-16")
    make_site(root)
    add_issue(root, "2026-06-23", 3)
    make_site(root)
    make_site(root, folder="whole")
    assert tree() == tree("whole")


def test_icons_follow_the_masthead_of_the_latest_issue(
    publication_folder, make_site, tree, add_issue
):
    root = publication_folder("2026-06-09", "2026-06-16")
    make_site(root)
    first = tree()["assets/icon-192.png"]
    add_issue(root, "2026-06-23", 3)
    own = root / "2026-06-23"
    Image.new("RGB", (300, 60), "red").save(own / "own.png")
    with (own / "issue.yaml").open("a") as file:
        file.write("publication: {masthead: own.png}\n")
    make_site(root)
    assert tree()["assets/icon-192.png"] != first
    add_issue(root, "2026-06-30", 4)  # without one: a letter of the name again
    make_site(root)
    assert tree()["assets/icon-192.png"] == first


def test_an_issue_more_touches_few_files(publication_folder, make_site, tree, add_issue):
    root = publication_folder("2025-06-09", "2026-06-09", "2026-06-16")
    make_site(root)
    before = tree()
    add_issue(root, "2026-06-23", 4)
    done = make_site(root)
    assert list(done.made) == ["2026/06-23"]
    rewritten = [name for name in done.written if name in before]
    assert len(rewritten) <= 20
    assert not any(name.startswith(("2025/", "2026/06-09/")) for name in rewritten)
    assert {n for n in rewritten if n.startswith("2026/06-16/")} <= {
        "2026/06-16/index.html", "2026/06-16/pages.html", "2026/06-16/headlines.html"
    }  # fmt: skip


def test_an_issue_that_is_gone_is_removed_and_its_neighbours_meet(
    publication_folder, make_site, tree
):
    root = publication_folder("2026-06-09", "2026-06-16", "2026-06-23")
    make_site(root)
    for path in sorted((root / "2026-06-16").rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    (root / "2026-06-16").rmdir()
    assert make_site(root).removed == ["2026/06-16"]
    assert not any(name.startswith("2026/06-16/") for name in tree())
    make_site(root, folder="whole")
    assert pages(tree()) == pages(tree("whole"))


def pages(files):
    """Leave out records: the files of the issue after the one that is gone still name it."""
    return {name: data for name, data in files.items() if not name.endswith("/record.json")}


def test_a_renamed_source_keeps_its_address(publication_folder, make_site, tree, add_issue):
    root = publication_folder("2026-06-16")
    add_issue(root, "2026-06-16", 2, folder="evening")
    make_site(root)
    assert "2026/06-16-2/index.html" in tree()
    (root / "evening").rename(root / "a-evening")
    assert make_site(root).removed == []
    assert b"2" in tree()["2026/06-16-2/record.json"]


def test_files_of_others_stay(publication_folder, make_site, tmp_path):
    root = publication_folder("2026-06-16")
    site = tmp_path / "site"
    (site / "2026" / "06-16").mkdir(parents=True)
    (site / "CNAME").write_text("dyke.example")
    (site / "2026" / "06-16" / "notes.txt").write_text("mine")
    make_site(root)
    (root / "2026-06-16").rename(root / "_2026-06-16")
    with pytest.raises(Exception, match="there is no issue"):
        make_site(root)
    assert (site / "CNAME").read_text() == "dyke.example"
    assert (site / "2026" / "06-16" / "notes.txt").read_text() == "mine"


def test_a_file_of_others_is_not_written_over(publication_folder, make_site, tmp_path):
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").write_text("my home page")
    with pytest.raises(OutputError, match=r"index\.html: is not a file of this site"):
        make_site(publication_folder("2026-06-16"))
    assert [path.name for path in (tmp_path / "site").iterdir()] == ["index.html"]


def test_a_broken_issue_is_left_out_and_one_that_was_there_stays(
    publication_folder, make_site, tree
):
    root = publication_folder("2026-06-09", "2026-06-16")
    make_site(root)
    before = tree()
    (root / "2026-06-16" / "issue.yaml").write_text("date: nonsense\n")
    done = make_site(root)
    assert [failure.source.key for failure in done.failures] == ["2026-06-16"]
    assert done.issues == 2
    assert tree() == before


def test_an_issue_that_fails_while_it_is_made_leaves_nothing(publication_folder, make_site, tree):
    from exporter.errors import UsageError

    def build(issue, path, options):
        zipfile.ZipFile(path, "w").close()
        if issue.date.day == 16:
            raise UsageError("no such font")
        return ()

    done = make_site(publication_folder("2026-06-09", "2026-06-16"), build=build)
    assert [str(failure.error) for failure in done.failures] == ["no such font"]
    assert not any(name.startswith("2026/06-16/") for name in tree())
    assert done.issues == 1


def test_warnings_of_reading_and_of_files_are_told(publication_folder, make_site, add_issue):
    root = publication_folder("2026-06-09", "2026-06-16")
    path = add_issue(root, "2026-06-16", 2) / "01" / "10-lead.md"
    path.write_text("---\nheadline: High water\n---\nIt stands high.[^1]\n")

    def build(issue, path, options):
        return *stand_in(issue, path, options), Finding("epub-audio", path, 0, "is odd", "look")

    told = [str(each) for each in make_site(root, build=build).findings]
    assert sum("is odd" in each for each in told) == 2
    assert sum("2026-06-16/01/10-lead.md:4: " in each for each in told) == 1
    assert make_site(root, build=build).findings == []


def test_a_dry_run_writes_nothing(publication_folder, make_site, tmp_path):
    root = publication_folder("2026-06-09")
    done = make_site(root, dry_run=True)
    assert list(done.made) == ["2026/06-09"]
    assert not (tmp_path / "site").exists()


def test_a_change_without_a_new_revision_is_told(publication_folder, make_site):
    root = publication_folder("2026-06-09")
    make_site(root)
    (root / "2026-06-09" / "01" / "10-lead.md").write_text("---\nheadline: B\n---\nText.\n")
    (finding,) = make_site(root).findings
    assert "its revision is still 1, set `revision: 2`" in str(finding)


def test_a_lower_revision_than_the_one_before_is_told(publication_folder, make_site, add_issue):
    root = publication_folder()
    add_issue(root, "2026-06-09", more="revision: 3\n")
    make_site(root)
    add_issue(root, "2026-06-09", more="revision: 2\n")
    (finding,) = make_site(root).findings
    assert "has the revision 2, after 3, set `revision: 4`" in str(finding)


class Killed(BaseException):
    """The power is gone."""


@pytest.mark.parametrize("moment", range(0, 40, 3))
def test_a_kill_while_files_are_moved_is_completed_by_the_next_run(
    publication_folder, make_site, tree, add_issue, monkeypatch, moment, tmp_path
):
    root = publication_folder("2026-06-09", "2026-06-16")
    make_site(root)
    add_issue(root, "2026-06-23", 3)
    make_site(root, folder="whole")
    replace, count = stores.Path.replace, 0

    def fail(path, target):
        nonlocal count
        if f"site{os.sep}" in str(path) and ".exporter-site" in str(path):
            count += 1
            if count > moment:
                raise Killed
        return replace(path, target)

    with monkeypatch.context() as patch:
        patch.setattr(stores.Path, "replace", fail)
        with contextlib.suppress(Killed):
            make_site(root)
    store = stores.Store(tmp_path / "site")
    if moment and count > moment:
        store.begin()
        store.abandon()
    make_site(root)
    assert tree() == tree("whole")


def test_an_end_before_files_are_moved_leaves_the_site_as_it_was(
    publication_folder, make_site, tree, add_issue
):
    root = publication_folder("2026-06-09")
    make_site(root)
    before = tree()
    add_issue(root, "2026-06-16", 2)

    def build(*_):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        make_site(root, build=build)
    assert tree() == before


@pytest.mark.skipif(stores.fcntl is None, reason="no locks of folders")
def test_a_second_run_is_refused_and_harms_nothing(publication_folder, make_site, tree, tmp_path):
    root = publication_folder("2026-06-09")

    def build(*arguments):
        if not refused:
            with pytest.raises(OutputError, match="another run is at work on this site") as error:
                make_site(root)
            refused.append(error)
        return stand_in(*arguments)

    refused: list[object] = []
    make_site(root, build=build)
    make_site(root, folder="whole")
    assert refused
    assert tree() == tree("whole")
    make_site(root)  # the folder is free again


def test_an_issue_with_another_date_moves(publication_folder, make_site, tree, add_issue):
    root = publication_folder("2025-06-09", "2026-06-16")
    make_site(root)
    add_issue(root, "2026-06-23", more="revision: 2\nrevised: 2026-06-24\n", folder="2025-06-09")
    assert make_site(root, dry_run=True).moved == {"2025/06-09": "2026/06-23"}
    done = make_site(root)
    assert (list(done.made), done.removed) == (["2026/06-23"], [])
    assert done.moved == {"2025/06-09": "2026/06-23"}
    left = {name for name in tree() if "2025" in name}
    assert left == {
        f"2025/06-09/{name}.html"
        for name in ("index", "pages", "headlines", "page-01", "a-01-10-lead")
    }
    assert b"Corrected on" in tree()["2026/06-23/index.html"]


def test_old_addresses_lead_to_the_issue_with_another_date(
    publication_folder, make_site, tree, add_issue
):
    root = publication_folder("2026-06-09", "2026-06-16")
    make_site(root)
    add_issue(root, "2026-06-23", folder="2026-06-09")
    make_site(root, base="https://dyke.example/news/")
    page = html.fromstring(tree()["2026/06-09/a-01-10-lead.html"])
    way = "../../2026/06-23/a-01-10-lead.html"
    assert page.xpath("//meta[@http-equiv='refresh']/@content") == [f"0; url={way}"]
    assert page.xpath("//a/@href") == [way]
    canonical = "https://dyke.example/news/2026/06-23/a-01-10-lead.html"
    assert page.xpath("//link[@rel='canonical']/@href") == [canonical]
    # They stay when all pages are made again, follow the next move, and go with the issue.
    with (root / "publication.yaml").open("a") as file:
        file.write("description: News\n")
    make_site(root)
    assert b"06-23/index.html" in tree()["2026/06-09/index.html"]
    add_issue(root, "2026-06-30", folder="2026-06-09")
    (root / "2026-06-09/01/10-lead.md").rename(root / "2026-06-09/01/90-lead.md")
    make_site(root)
    for day in ("06-09", "06-23"):
        assert b"../../2026/06-30/index.html" in tree()[f"2026/{day}/index.html"]
    add_issue(root, "2026-06-09", 7, folder="new")  # a day that has an issue again
    make_site(root)
    assert b"refresh" not in tree()["2026/06-09/index.html"]
    shutil.rmtree(root / "2026-06-09")
    make_site(root)
    make_site(root, folder="whole")
    assert {n for n in tree() if n != "assets/subscribe.svg"} == tree("whole").keys()


def test_an_issue_with_another_date_that_fails_stays(
    publication_folder, make_site, tree, add_issue
):
    from exporter.errors import UsageError

    root = publication_folder("2026-06-09", "2026-06-16")
    make_site(root)
    before = tree()
    add_issue(root, "2026-06-23", folder="2026-06-09")

    def build(*_):
        raise UsageError("no such font")

    done = make_site(root, build=build)
    assert (len(done.failures), done.removed, done.issues) == (1, [], 2)
    assert tree() == before


def test_an_issue_whose_record_is_damaged_is_made_again(publication_folder, make_site, tree):
    root = publication_folder("2026-06-09", "2026-06-16")
    make_site(root)
    before = tree()
    (root.parent / "site/2026/06-09/record.json").write_text("[")
    done = make_site(root)
    assert (list(done.made), done.failures) == (["2026/06-09"], [])
    assert tree() == before


def test_what_is_turned_off_is_removed(publication_folder, make_site, tree):
    text = "name: A\nlanguage: zh-Hans\nsite: {scripts: [hant]}\n"
    root = publication_folder("2026-06-16", text=text)
    make_site(root)
    assert {"sw.js", "manifest.webmanifest", "opds/2026-hant.xml"} <= tree().keys()
    text = "name: A\nlanguage: zh-Hans\nsite: {offline: false}\n"
    (root / "publication.yaml").write_text(text)
    make_site(root)
    make_site(root, folder="whole")
    assert {name for name in tree() if not name.startswith("assets/")} == {
        name for name in tree("whole") if not name.startswith("assets/")
    }


def test_an_issue_is_read_once(publication_folder, make_site, tree):
    from exporter import api
    from exporter.edition.style import find_style
    from exporter.publication.site.context import Tools

    root = publication_folder("2026-06-09", "2026-06-16", "2026-06-23")
    broken = root / "2026-06-16" / "01" / "10-lead.md"
    broken.write_text("---\nheadlien: High water\n---\nText.\n")
    read: list[str] = []

    def reader(path, options):
        read.append(path.name)
        return api.read(path, options)

    style = find_style("")
    done = make_site(root, tools=Tools(reader, stand_in, lambda i, *_: i, lambda _: style))
    # The third is made again: the second, which it named as the one before, has failed.
    assert read == ["2026-06-09", "2026-06-16", "2026-06-23", "2026-06-23"]
    assert [failure.source.key for failure in done.failures] == ["2026-06-16"]
    assert "headlien" in str(done.failures[0].error)
    assert b"2026/06-09/index.html" in tree()["2026/06-23/index.html"]
