"""publication.yaml, and what issues inherit from it."""

import errno
import os

import pytest
from PIL import Image

from exporter import api
from exporter.errors import InvalidSource, UnknownSource
from exporter.options import Options
from exporter.publication import building
from exporter.publication.sources import find_sources, open_publication
from exporter.readers import read
from exporter.readers.publication import read_publication_file


def test_an_issue_inherits_what_it_does_not_say(publication_folder):
    root = publication_folder("2026-06-16")
    issue = read(root / "2026-06-16").issue
    assert (issue.publication.name, issue.publication.code) == ("The Dyke Post", "dyke")
    assert issue.publication.url == "https://dyke.example/"


def test_what_an_issue_says_itself_goes_first(publication_folder):
    root = publication_folder("2026-06-16")
    path = root / "2026-06-16" / "issue.yaml"
    path.write_text(path.read_text() + "publication: {name: The Evening Post}\n")
    reading = read(root / "2026-06-16")
    publication = reading.issue.publication
    assert (publication.name, publication.language) == ("The Evening Post", "en")
    (finding,) = reading.findings
    assert (finding.rule, finding.path, finding.line) == ("issue-publication", path, 3)
    assert "`The Evening Post`, and is in the folder of `The Dyke Post`" in finding.message
    path.write_text(path.read_text().replace("Evening", "Dyke"))
    assert read(root / "2026-06-16").findings == ()


def test_issues_in_folders_of_years_and_months_inherit_too(publication_folder):
    root = publication_folder("2026-06-16")
    (root / "2026" / "06").mkdir(parents=True)
    (root / "2026-06-16").rename(root / "2026" / "06" / "16")
    assert read(root / "2026" / "06" / "16").issue.publication.name == "The Dyke Post"


def test_masthead_and_style_are_found_beside_publication_yaml(publication_folder):
    root = publication_folder("2026-06-16")
    with (root / "publication.yaml").open("a") as file:
        file.write("masthead: name.png\nstyle: magazine\n")
    Image.new("RGB", (60, 20)).save(root / "name.png")
    issue = read(root / "2026-06-16").issue
    assert issue.masthead.path == root / "name.png"
    assert issue.style.name == "magazine"


def test_a_missing_masthead_names_the_line_of_publication_yaml(publication_folder):
    root = publication_folder("2026-06-16")
    with (root / "publication.yaml").open("a") as file:
        file.write("masthead: nmae.png\n")
    with pytest.raises(InvalidSource, match=r"publication\.yaml:5: picture `nmae\.png`"):
        read(root / "2026-06-16")


def test_all_faults_are_told_with_their_lines(publication_folder):
    root = publication_folder(
        text="nmae: The Post\nlanguage: en\nsite:\n  feed: some\n  serch: no\n"
    )
    found = [str(each) for each in read_publication_file(root / "publication.yaml").findings]
    assert any("publication.yaml:1: unknown key `nmae`, did you mean `name`?" in e for e in found)
    assert any(":4: `site.feed` can't be `some`" in each for each in found)
    assert any(":5: unknown key `site.serch`, did you mean `search`?" in each for each in found)


def test_a_folder_without_publication_yaml_is_refused(tmp_path):
    with pytest.raises(UnknownSource, match=r"has no publication\.yaml"):
        open_publication(tmp_path)


def test_a_publication_without_issues_is_refused(publication_folder):
    publication = open_publication(publication_folder())
    with pytest.raises(InvalidSource, match="there is no issue"):
        find_sources(publication)


def test_issue_folders_and_other_sources_are_found(publication_folder):
    root = publication_folder("2026-06-16", "2026-06-09")
    (root / "week-10.md").write_text("---\ndate: 2026-03-06\n---\n# News\n\n## One\n\nText.\n")
    (root / "notes.txt").write_text("Nothing for readers.")
    found = [source.key for source in find_sources(open_publication(root))]
    assert found == ["2026-06-09", "2026-06-16", "week-10.md"]


def test_folders_named_by_a_date_are_issues(publication_folder):
    root = publication_folder("2026-06-16")
    for name in ("html/2026-06/09", "html/2026/06/10", "html/assets"):
        (root / name / "res/20260609").mkdir(parents=True)
        (root / name / "res/20260609/lamp.JPG").write_bytes(b"")
        (root / name / "node_2.htm").write_text("<html>")
    (root / "html/2026/06/11").mkdir()  # nothing is in it
    found = [source.key for source in find_sources(open_publication(root))]
    assert sorted(found) == ["2026-06-16", "html/2026-06/09", "html/2026/06/10"]


def test_a_folder_that_cannot_be_read_is_left_out_by_name(publication_folder, monkeypatch):
    root = publication_folder("2026-06-09")
    (root / "closed").mkdir()
    listed = os.scandir

    def scandir(folder):
        if str(folder).endswith("closed"):
            raise PermissionError(errno.EACCES, "Permission denied", str(folder))
        return listed(folder)

    monkeypatch.setattr(os, "scandir", scandir)
    publication = open_publication(root)
    known = building.examine(publication, find_sources(publication), {}, Options(), api.read)
    assert list(known.entries) == ["2026-06-09"]
    (failure,) = known.failures
    assert "closed: can't be read (Permission denied)" in str(failure.error)


def test_patterns_say_where_issues_are(publication_folder):
    root = publication_folder("2026-06-16", "2025-06-17")
    with (root / "publication.yaml").open("a") as file:
        file.write("issues: 2026-*\n".replace("2026-*", "[2026-*]"))
    assert [each.key for each in find_sources(open_publication(root))] == ["2026-06-16"]


def test_a_pattern_that_leads_out_is_refused(publication_folder):
    root = publication_folder("2026-06-16")
    with (root / "publication.yaml").open("a") as file:
        file.write('issues: ["../*"]\n')
    with pytest.raises(InvalidSource, match="leads out of the folder"):
        find_sources(open_publication(root))


def test_the_schema_of_the_file_is_offered():
    assert api.schema("publication")["properties"].keys() >= {"name", "site", "build", "rights"}
