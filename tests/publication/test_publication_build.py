"""Building the issues of a publication that are new or changed."""

from pathlib import Path

import pytest

from exporter import api
from exporter.errors import InvalidSource
from exporter.options import Options, ReadOptions
from exporter.publication.building import Builder, Failure, chosen
from exporter.publication.reading import with_choices
from exporter.publication.sources import find_sources, open_publication


@pytest.fixture
def build(tmp_path):
    """Build a publication by a writer that notes what it is asked for; return that and failures."""
    out = tmp_path / "out"
    out.mkdir()

    def run(root, options=None):
        made = []

        def write(issue, outputs, options):
            paths = [o / f"{issue.date}.epub" if o.is_dir() else o for o in outputs]
            made.append((issue, [path.name for path in paths]))
            for path in paths:
                path.write_text(issue.title)
            return tuple(paths), ()

        builder = Builder(open_publication(root), out, options or Options(), api.read)
        done = list(builder.build(find_sources(builder.publication), write))
        return made, [each for each in done if isinstance(each, Failure)]

    return run


def dates(made):
    return [issue.date.isoformat() for issue, _ in made]


def test_each_issue_is_built_once_and_in_order(publication_folder, build):
    root = publication_folder("2026-06-16", "2026-06-09", "2026-06-23")
    assert dates(build(root)[0]) == ["2026-06-09", "2026-06-16", "2026-06-23"]
    assert build(root) == ([], [])


def test_issues_know_the_ones_before_and_after_them(publication_folder, build):
    made, _ = build(publication_folder("2026-06-09", "2026-06-16", "2026-07-23"))
    around = [(issue.previous and issue.previous.date, issue.next) for issue, _ in made]
    assert [str(before) for before, _ in around] == ["None", "2026-06-09", "2026-06-16"]
    assert [after and str(after.date) for _, after in around] == ["2026-06-16", "2026-07-23", None]


def test_what_is_new_or_changed_or_gone_is_built_again(
    publication_folder, build, add_issue, tmp_path
):
    root = publication_folder("2026-06-09", "2026-06-16", "2026-06-17")
    build(root)
    (root / "2026-06-16" / "01" / "10-lead.md").write_text("---\nheadline: New\n---\nText.\n")
    add_issue(root, "2026-06-18", 4)
    (tmp_path / "out" / "2026-06-09.epub").unlink()
    assert dates(build(root)[0]) == ["2026-06-09", "2026-06-16", "2026-06-18"]


def test_another_publication_yaml_or_other_options_build_all_again(publication_folder, build):
    root = publication_folder("2026-06-16")
    build(root)
    assert dates(build(root, Options(lite=True))[0]) == ["2026-06-16"]
    with (root / "publication.yaml").open("a") as file:
        file.write("tagline: Dry feet\n")
    assert dates(build(root, Options(lite=True))[0]) == ["2026-06-16"]
    assert build(root, Options(lite=True, jobs=3)) == ([], [])


def test_a_broken_issue_is_named_and_the_others_are_built(publication_folder, build):
    root = publication_folder("2026-06-09", "2026-06-16")
    (root / "2026-06-09" / "issue.yaml").write_text("date: yesterday\n")
    made, failures = build(root)
    assert dates(made) == ["2026-06-16"]
    assert "issue.yaml:1: `date: yesterday` is not a date" in str(failures[0].error)


def test_two_issues_of_one_date_and_number_are_not_both_built(publication_folder, build, add_issue):
    root = publication_folder("2026-06-16")
    add_issue(root, "2026-06-16", 1, folder="copy")
    made, failures = build(root)
    assert len(made) == 1
    assert "has the date 2026-06-16 and number 1 of" in str(failures[0].error)


def test_several_issues_of_a_day_get_names_of_their_own(publication_folder, build, add_issue):
    root = publication_folder("2026-06-16")
    add_issue(root, "2026-06-16", 2, folder="evening")
    add_issue(root, "2026-06-16", 2, "title: Flood\n", folder="special")
    made, failures = build(root)
    assert failures == []
    names = [names for _, names in made]
    assert names[0] == ["2026-06-16.epub"]
    assert "dyke-2026-06-16-2.epub" in names[1]
    assert "dyke-2026-06-16-Flood.epub" in names[2]


def test_choices_of_the_file_hold_where_the_user_has_none(publication_folder):
    text = "name: A\nlanguage: zh-Hans\nbuild: {max_image: 900, script: hant, profile: archive}\n"
    publication = open_publication(publication_folder(text=text))
    chosen = with_choices(publication, Options(max_image=1200))
    assert (chosen.max_image, chosen.reading.script) == (1200, "hant")
    assert chosen.profile.name == "archive"
    told = with_choices(publication, Options(), frozenset({"profile", "script"}))
    assert (told.max_image, told.reading.script, told.profile.name) == (900, "", "screen")


def test_an_issue_without_its_publication_is_refused(tmp_path, add_issue):
    with pytest.raises(InvalidSource, match="`publication` is missing"):
        api.read(add_issue(tmp_path, "2026-06-16"))


def test_markdown_weeklies_are_issues(publication_folder, build):
    root = publication_folder()
    (root / "week-10.md").write_text("---\ndate: 2026-03-06\n---\n# News\n\n## One\n\nText.\n")
    made, failures = build(root)
    assert failures == []
    assert [issue.publication.name for issue, _ in made] == ["The Dyke Post"]


def test_issues_are_made_again_when_pictures_are_to_be_loaded():
    assert chosen(Options()) == chosen(Options())
    # In every process, or each run would make all issues again.
    assert " at 0x" not in repr(chosen(Options()))
    assert chosen(Options(reading=ReadOptions(fetch=Path))) != chosen(Options())
