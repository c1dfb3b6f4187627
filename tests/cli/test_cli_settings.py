"""Options from settings files, and exporter settings."""

import json
from pathlib import Path

import pytest
import typer

from exporter.cli import commands as cli
from exporter.cli.settings import SettingsCommand, in_force, is_setting, key_of, settings_files
from exporter.errors import InvalidSource
from exporter.readers.publication import publication_above
from exporter.readers.settings import OPTIONS

COMMANDS = {
    name: command
    for name, command in typer.main.get_command(cli.app).commands.items()
    if isinstance(command, SettingsCommand)
}


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """A user without settings of their own; returns the folder for them."""
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setattr(typer, "get_app_dir", lambda _: str(folder))
    return folder


def values(command, *files):
    found = in_force(COMMANDS[command], command, list(files))
    return {name: one.value for name, one in found.items()}


def written(path, text):
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_every_option_of_every_command_may_stand_in_a_file():
    assert {
        name: {key_of(each) for each in command.params if is_setting(each)}
        for name, command in COMMANDS.items()
    } == {name: set(known) for name, known in OPTIONS.items()}


def test_the_order_of_files(run, home, tmp_path):
    root = tmp_path / "dyke"
    written(home / "exporter.yaml", "build: {paper: a3, layout: flow, writing: vertical}\n")
    written(Path("exporter.yaml"), "build: {paper: a4, layout: makeup}\n")
    written(root / "publication.yaml", "name: D\nlanguage: en\nbuild: {paper: berliner}\n")
    named = written(tmp_path / "own.yaml", "build:\n  lite: true\n  paper: tabloid\n")
    ended = run("settings", root, "--settings", named, "--json")
    set_for_build = {
        row["option"]: (row["value"], Path(row["file"]).name, row["line"])
        for row in json.loads(ended.out)["settings"]
        if row["command"] == "build"
    }
    assert set_for_build == {
        "--paper": ("tabloid", "own.yaml", 3),
        "--layout": ("makeup", "exporter.yaml", 1),
        "--writing": ("vertical", "exporter.yaml", 1),
        "--lite": (True, "own.yaml", 2),
    }
    table = run("settings", root, "--settings", named)
    assert f"build    --paper    tabloid   {named}:3" in table.out.splitlines()
    assert table.err.count("settings: ") == 4


def test_a_command_takes_its_options_from_the_file_and_the_command_line_wins(run, tmp_path):
    named = written(
        tmp_path / "own.yaml", "new: {language: zh-Hant, pages: 2, publication: 潮報}\n"
    )
    assert run("new", "one", "--settings", named, "--pages", "3").code == 0
    text = Path("one/issue.yaml").read_text(encoding="utf-8")
    assert "潮報" in text and "zh-Hant" in text
    assert Path("one/03").is_dir()


def test_sections_of_other_commands_share_those_of_build(tmp_path):
    file = written(
        tmp_path / "e.yaml",
        "build: {paper: a3, output: out, profile: newsprint, repair: false, reader: ninjs}\n"
        "makeup: {paper: a4}\n",
    )
    assert values("makeup", file) == {"paper": "a4", "repair": False, "reader": "ninjs"}
    assert values("check", file) == {"repair": False, "reader": "ninjs"}
    assert values("replace", file)["profile"] == "newsprint"
    assert values("new", file) == values("doctor", file) == {}


def test_paths_start_at_the_folder_of_the_file(tmp_path):
    written(tmp_path / "our.yaml", "extends: screen\n")
    file = written(
        tmp_path / "e.yaml",
        "build: {embed_fonts: [a.otf, b.otf], profile: our.yaml, style: magazine, output: out}\n"
        "archive: {to: store, log: /var/log/x}\nsite: {archive: s3://bucket/x}\n",
    )
    assert values("build", file) == {
        "embed_fonts": [str(tmp_path / "a.otf"), str(tmp_path / "b.otf")],
        "profile": str(tmp_path / "our.yaml"),
        "style": "magazine",
        "output": [str(tmp_path / "out")],
    }
    assert values("archive", file)["store"] == str(tmp_path / "store")
    assert values("archive", file)["log"] == "/var/log/x"
    assert values("site", file)["archive"] == "s3://bucket/x"


def test_flags_that_say_no_are_false(tmp_path):
    file = written(tmp_path / "e.yaml", "build: {cache: no, advertisements: true, repair: off}\n")
    assert values("build", file) == {"no_cache": True, "no_advertisements": False, "repair": False}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("biuld: {}", "e.yaml:1: unknown key `biuld`, did you mean `build`?"),
        ("layuot: flow", "e.yaml:1: unknown key `layuot`, did you mean `layout` under `build:`?"),
        ("build:\n  papr: x", "e.yaml:2: unknown key `build.papr`, did you mean `paper`?"),
        ("preview: {prot: 1}", "e.yaml:1: unknown key `preview.prot`, did you mean `port`?"),
        ("build:\n  jobs: many", "e.yaml:2: `jobs: many` is not a value of this option, Number"),
        ("build: {lite: maybe}", "e.yaml:1: `build.lite: maybe` is neither true nor false"),
        ("build: {voice: x}", "`build.voice` can't be set in a file, write --voice on the"),
        ("build: {force: maybe}", "`force: maybe` is neither true nor false, write true or false"),
        ("build: {layout: [a, b]}", "`build.layout` has the wrong shape, write one text here"),
        ("build: {style: [a, b]}", "is a list, write one value"),
        ("build: [", "e.yaml:"),
        ("build: {paper: {a: b}}", "`build.paper`"),
    ],
)
def test_what_is_wrong_is_named_by_file_and_line(run, tmp_path, text, message):
    file = written(tmp_path / "e.yaml", text + "\n")
    ended = run("build", "nothing", "--settings", file)
    assert (ended.code, message in ended.err) == (3, True), ended.err
    assert ended.err.count("error:") == 1


def test_an_option_that_a_command_refuses_is_named_by_file_and_line(run, tmp_path):
    file = written(tmp_path / "e.yaml", "build:\n  writing: sideways\n  max_size: big\n")
    ended = run("build", "nothing", "--settings", file, "--writing", "vertical")
    assert (ended.code, "e.yaml:3: `big` is not a size" in ended.err) == (2, True), ended.err
    ended = run("build", "nothing", "--settings", file, "--max-size", "large")
    assert ended.err.startswith("error: `large` is not"), ended.err


@pytest.mark.parametrize(
    "text",
    [
        "build: {allow_private_hosts: true}",
        "check: {allow_private_hosts: true}",
        "archive: {scheduler: 'tcp://192.0.2.1:8786'}",
        "archive: {log: /etc/passwd}",
        "convert: {repair_report: ../../notes}",
    ],
)
def test_what_comes_with_an_issue_opens_no_network_and_overwrites_no_file(text, found_file):
    command = text.partition(":")[0]
    with pytest.raises(InvalidSource, match=r"yaml:3: .* is not taken from a file that may have"):
        values(command, found_file(text))


@pytest.fixture(params=["publication.yaml", "exporter.yaml"])
def found_file(request, tmp_path, monkeypatch):
    """Write a settings file that nobody names, as it is found; `text` is its third line."""
    folder = tmp_path / "a"
    folder.mkdir()
    monkeypatch.chdir(folder)
    is_here = request.param == "exporter.yaml"
    head = "new: {}\ndoctor: {}\n" if is_here else "name: A\nlanguage: en\n"

    def write(text):
        file = written(folder / request.param, f"{head}{text}\n")
        return Path(request.param) if is_here else file

    return write


@pytest.mark.parametrize(
    "text",
    [
        "build: {output: ../out}",
        "build: {output: [out, /tmp/out]}",
        "build: {output: link/out}",
        "makeup: {output: ../sheet.pdf}",
        "archive: {to: ../store}",
        "archive: {to: s3://bucket/news}",
        "site: {archive: ../store}",
    ],
)
def test_what_comes_with_an_issue_writes_into_its_own_folder_only(text, found_file, tmp_path):
    file = found_file(text)
    (tmp_path / "a" / "link").symlink_to(tmp_path, target_is_directory=True)
    command = text.partition(":")[0]
    with pytest.raises(InvalidSource, match=r"yaml:3: .* leads out of the folder of this file"):
        values(command, file)
    assert values(command, written(tmp_path / "own.yaml", text))


def test_a_found_file_may_name_places_in_its_folder(found_file):
    assert values("build", found_file("build: {output: out/new}"))["output"]


def test_a_found_file_that_is_named_is_trusted(run):
    written(Path("exporter.yaml"), "archive: {log: ../log, to: ../store}\n")
    files = settings_files([], "exporter.yaml")
    assert files == [Path("exporter.yaml").absolute()]
    assert values("archive", *files)["log"]


def test_a_settings_file_that_is_not_there_is_named(run):
    ended = run("new", "x", "--settings", "absent.yaml")
    assert ended.code == 3
    assert "absent.yaml: can't be read" in ended.err


def test_sources_of_two_publications_have_no_file_in_common(tmp_path):
    for name in ("a", "b"):
        written(tmp_path / name / "publication.yaml", "name: A\nlanguage: en\n")
    one, two = (str(tmp_path / name) for name in ("a", "b"))
    assert settings_files([one, two], None) == []
    assert settings_files([one, one], None) == [tmp_path / "a" / "publication.yaml"]


def test_the_publication_of_a_source_is_looked_for_where_its_reader_does(tmp_path):
    written(tmp_path / "publication.yaml", "name: A\nlanguage: en\n")
    near, far = tmp_path / "1/2/3/near", tmp_path / "1/2/3/4/far"
    far.mkdir(parents=True)
    near.mkdir()
    assert settings_files([str(near)], None) == [tmp_path / "publication.yaml"]
    assert publication_above(near).path == tmp_path / "publication.yaml"
    assert settings_files([str(far)], None) == []
    assert publication_above(far) is None


def test_without_files_it_says_where_they_would_be(run, home):
    assert f"no {home / 'exporter.yaml'}" in run("settings").err
    assert "--paper" in run("settings", "--all").out


def test_errors_of_all_commands_are_named_at_once(run):
    text = "build:\n  lite: ja\npreview:\n  port: 99999\nnew:\n  pages: zero\n"
    ended = run("settings", "--settings", written(Path("own.yaml"), text))
    assert ended.code == 3
    for line in (2, 4, 6):
        assert ended.err.count(f"own.yaml:{line}: ") == 1
