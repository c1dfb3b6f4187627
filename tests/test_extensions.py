"""Packages of others add readers, writers, styles and languages; a broken one stops nothing."""

from __future__ import annotations

import re
import sys
from datetime import date
from importlib.metadata import EntryPoint, EntryPoints
from pathlib import Path
from types import SimpleNamespace

import pytest

from exporter import extensions
from exporter.errors import OutputError, SourceError, UnknownSource
from exporter.findings import Severity
from exporter.installation import doctor
from exporter.model import Article, Issue, Page, Picture, Publication
from exporter.options import Options
from exporter.outputs import beside
from exporter.readers import Reading, examine, find_reader, named, readers
from exporter.writers import OURS, find_checker, find_writer, write_file

ROOT = Path(__file__).parents[1]
MODULE = """
from pathlib import Path

from exporter.readers.base import Reading


class Reader:
    name = "slips"
    made = None
    sign = "a file of slips"

    def knows(self, source):
        return source.suffix == ".slips"

    def read(self, source, options):
        return self.made(source) if self.made else Reading(None)


class Writer:
    name = "plain"
    suffixes = (".words",)

    def file_name(self, issue):
        return f"../{issue}.words"

    def check(self, path, profile):
        raise ValueError("no words")

    def write(self, edition, path, options):
        path.write_text("written" if edition is None else "half")
        if edition is not None:
            raise ValueError("no edition")
        return []


WRITER = Writer()
class Failing(Reader):
    name = "failing"

    def knows(self, source):
        raise ValueError("no slip")


FAILING = Failing()
READER, HALF, FOLDER = Reader(), object(), Path(__file__).parent / "looks"
DOTLESS = Writer()
DOTLESS.suffixes = ".words"
PDF, NINJS = Writer(), Reader()
PDF.suffixes, NINJS.name = (".words", ".PDF"), "ninjs"
"""


@pytest.fixture
def installed(tmp_path, monkeypatch):
    """Install entry points, `group: name = value` each, without a package."""
    (tmp_path / "added_slips.py").write_text(MODULE)
    (tmp_path / "added_broken.py").write_text("import nowhere_at_all")
    (tmp_path / "added_leaving.py").write_text("raise SystemExit(3)")
    for folder in ("looks", "added_look", "added_empty"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "__init__.py").write_text("")
        if folder != "added_empty":
            (tmp_path / folder / "style.yaml").write_text("extends: newspaper")
    monkeypatch.syspath_prepend(tmp_path)
    entries: list[EntryPoint] = []

    def install(*lines: str) -> None:
        for line in lines:
            group, name, value = line.replace("=", ":", 1).split(":", 2)
            entries.append(EntryPoint(name.strip(), value.strip(), f"exporter.{group}"))

    monkeypatch.setattr(extensions, "_installed", lambda: EntryPoints(entries))
    extensions._load.cache_clear()
    yield install
    extensions._load.cache_clear()
    for name in [name for name in sys.modules if name.startswith("added_")]:
        del sys.modules[name]


def test_nothing_is_added_where_nothing_is_installed(installed):
    assert (extensions.readers(), extensions.styles(), extensions.failures()) == ({}, {}, ())


def test_a_reader_is_what_its_entry_point_names(installed):
    installed("readers: slips = added_slips:READER")
    assert extensions.readers()["slips"].sign == "a file of slips"
    assert extensions.failures() == ()


@pytest.mark.parametrize(
    ("value", "folder"), [("added_slips:FOLDER", "looks"), ("added_look", "added_look")]
)
def test_a_style_is_a_path_or_a_package(installed, tmp_path, value, folder):
    installed(f"styles: evening = {value}")
    assert extensions.styles() == {"evening": tmp_path / folder}


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("readers: docs = added_broken:READER", "ModuleNotFoundError: No module named"),
        ("readers: docs = added_slips:NONE", "AttributeError"),
        ("readers: docs = added_slips:HALF", "it has no `name`, no `sign`, no `knows`, no `read`"),
        ("writers: docs = added_leaving:WRITER", "SystemExit: 3"),
        ("writers: docs = added_slips:DOTLESS", "its `suffixes` are '.words', not a list"),
        ("styles: docs = added_slips", "docs"),
        ("styles: docs = added_empty", "added_empty has no style.yaml"),
        ("languages: docs = added_empty", "added_empty has no *.toml"),
        ("styles: docs = added_slips:HALF", "TypeError"),
        ("languages: docs = added_nowhere", "ModuleNotFoundError"),
    ],
)
def test_what_can_not_be_loaded_is_a_warning_and_stops_nothing(installed, line, words):
    installed(line, "readers: slips = added_slips:READER")
    assert list(extensions.readers()) == ["slips"]
    [found] = extensions.failures()
    assert (found.rule, found.severity) == ("plugin-broken", Severity.WARNING)
    assert words in found.message
    assert "`docs`" in found.message


def test_names_of_what_ships_are_known():
    ours = {reader.name.replace(" ", "-") for reader in readers()}
    assert extensions.TAKEN["reader"] == ours
    assert extensions.TAKEN["writer"] == {suffix for each in OURS for suffix in each.suffixes}
    assert extensions.TAKEN["style"] == {style.name for style in (ROOT / "styles").iterdir()}


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("styles: newspaper = added_look", "itself has a style `newspaper`"),
        ("readers: x = added_slips:NINJS", "itself has a reader `ninjs`"),
        ("writers: x = added_slips:PDF", r"itself has a writer `\.pdf`"),
    ],
)
def test_a_name_of_what_ships_is_refused(installed, line, words):
    installed(line)
    [found] = extensions.failures()
    assert re.search(words, found.message)


def test_of_two_of_one_name_the_first_is_taken_and_the_other_named(installed):
    installed("styles: evening = added_look", "styles: evening = added_slips:FOLDER")
    assert extensions.styles()["evening"].name == "added_look"
    [found] = extensions.failures()
    assert found.path == Path("added_slips")
    assert "added_look also has a style of that name" in found.message


def test_a_reader_of_another_package_is_asked_for_its_sources(installed, tmp_path):
    installed("readers: slips = added_slips:READER")
    (tmp_path / "one.slips").write_text("x")
    assert find_reader(tmp_path / "one.slips").name == "slips"
    assert named("slips").sign == "a file of slips"


def test_a_class_is_made_into_a_reader(installed):
    installed("readers: slips = added_slips:Reader")
    assert extensions.readers()["slips"].sign == "a file of slips"


def issue_of(body: str, *ids: str):
    def made(source: Path) -> Reading:
        stories = tuple(
            Article(id=name, source=Path(source.name), headline=("One",), body=body) for name in ids
        )
        head = Publication(name="Slips", language="en")
        pages = (Page(label="1", articles=stories),)
        return Reading(
            Issue(publication=head, date=date(2026, 6, 16), root=source.parent, pages=pages)
        )

    return made


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (issue_of("<p>one <b>two</p>", "one"), "the body of `one` is not XHTML: .*tag mismatch"),
        (issue_of("<script>x</script>", "one"), "the body of `one` has <script>"),
        (issue_of('<p onclick="x()">a</p>', "one"), "has the attribute `onclick`"),
        (issue_of('<a href=" JavaScript:x()">a</a>', "one"), "has the address ` JavaScript"),
        (issue_of('<a href="java&#9;script:x()">a</a>', "one"), "has the address `java"),
        (issue_of("<p>one</p>", "one", "one"), "2 articles have the id `one`"),
        (issue_of("<p>one</p>", "1-one"), "the id `1-one` is not an XML name"),
        (lambda _: None, "it returned NoneType, not a Reading"),
        (lambda _: Picture(path="a.png"), r"Picture\.media_type: Field required; Picture\.width: "),
    ],
)
def test_an_unusable_result_of_a_reader_is_an_error_that_names_it(
    installed, tmp_path, monkeypatch, made, words
):
    installed("readers: slips = added_slips:READER")
    monkeypatch.setattr(extensions.readers()["slips"], "made", made)
    source = tmp_path / "one.slips"
    source.write_text("x")
    reading = examine(source)
    assert reading.issue is None
    [found] = reading.findings
    assert (found.rule, found.severity) == ("plugin-broken", Severity.ERROR)
    assert found.message.startswith("the reader slips failed (")
    assert re.search(words, found.message)


def test_a_safe_issue_of_a_reader_passes(installed, tmp_path, monkeypatch):
    installed("readers: slips = added_slips:READER")
    body = '<p>one <a href="https://example.org/">two</a> <math xmlns="{}"><mi>x</mi></math></p>'
    made = issue_of(body.format("http://www.w3.org/1998/Math/MathML"), "one", "two")
    monkeypatch.setattr(extensions.readers()["slips"], "made", made)
    source = tmp_path / "one.slips"
    source.write_text("x")
    assert examine(source).findings == ()


def test_a_reader_that_fails_is_named_and_the_next_one_is_asked(installed, tmp_path):
    installed("readers: broken = added_slips:FAILING", "readers: slips = added_slips:READER")
    source = tmp_path / "one.slips"
    source.write_text("x")
    reading = examine(source)
    assert [(each.rule, each.severity) for each in reading.findings] == [
        ("plugin-broken", Severity.WARNING)
    ]
    assert "the reader failing can't examine it (no slip)" in reading.findings[0].message
    with pytest.raises(UnknownSource, match=r"no slip"):
        find_reader(tmp_path)


def test_a_writer_of_another_package_writes_its_suffix_whole_or_not_at_all(installed, tmp_path):
    installed("writers: plain = added_slips:WRITER")
    path = tmp_path / "issue.words"
    writer = find_writer(path)
    with beside(path) as aside:
        assert write_file(writer, None, path, aside, Options()) == []
    assert path.read_text() == "written"
    with (
        pytest.raises(OutputError, match=r"the writer plain failed \(no edition\)"),
        beside(path) as aside,
    ):
        write_file(writer, "broken", path, aside, Options())
    assert path.read_text() == "written"


def test_a_writer_of_another_package_names_and_checks_its_files(installed, tmp_path):
    installed("writers: plain = added_slips:WRITER")
    checker = find_checker(tmp_path / "ISSUE.WORDS")
    assert checker.file_name("one", Options()) == "one.words"
    with pytest.raises(SourceError, match=r"plain can't check it \(no words\)"):
        checker.check(tmp_path / "issue.words", None)


@pytest.mark.parametrize("more", [{}, {"check": None}])
def test_files_of_a_writer_without_a_check_are_not_checked(more, monkeypatch):
    plain = SimpleNamespace(name="plain", suffixes=[".words"], write=list, **more)
    monkeypatch.setattr(extensions, "writers", lambda: {"plain": plain})
    assert find_writer(Path("a.words")).name == "plain"
    assert find_checker(Path("a.words")) is None


def test_the_doctor_names_what_is_added_and_what_is_broken(installed):
    installed("readers: slips = added_slips:READER", "readers: docs = added_broken:READER")
    said = {ability.name: ability.present for ability in doctor()}
    assert said["reader slips of added_slips"]
    assert not said["reader docs of added_broken"]


def test_the_doctor_reads_the_files_of_styles_and_languages(installed, tmp_path):
    installed("styles: look = added_look", "languages: words = added_words")
    (tmp_path / "added_look" / "style.yaml").write_text("extends: newspaper\ncolurs: {}\n")
    (tmp_path / "added_words").mkdir()
    (tmp_path / "added_words" / "__init__.py").write_text("")
    words = 'extends = "en"\n[labels]\ncontnts = "x"\n'
    (tmp_path / "added_words" / "xx.toml").write_text(words)
    said = {ability.name: ability.detail for ability in doctor()}
    assert "style.yaml:2: unknown key `colurs`" in said["style look of added_look"]
    advice = "xx.toml:3: unknown key `contnts`, did you mean `contents`?"
    assert advice in said["language words of added_words"]
