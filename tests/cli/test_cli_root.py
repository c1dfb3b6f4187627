"""exporter itself: help, version, completion."""

import io
import subprocess
import sys

import pytest
import typer

import exporter
from exporter.cli import commands as cli
from exporter.cli.reports import progress

COMMANDS = typer.main.get_command(cli.app).commands


def test_version(run):
    assert run("--version").out == f"exporter {exporter.__version__}\n"


def test_help_names_every_command(run):
    ended = run("--help")
    assert ended.code == 0
    assert [name for name in COMMANDS if f"\n  {name} " not in ended.out] == []
    assert "..." not in ended.out.partition("Commands:")[2]  # no summary is cut


def test_without_a_command_help_is_shown(run):
    ended = run()
    assert ended.code == 2
    assert "Usage: " in ended.out + ended.err


@pytest.mark.parametrize("name", COMMANDS)
def test_help_explains_every_option(run, name):
    ended = run(name, "--help")
    assert ended.code == 0
    for parameter in COMMANDS[name].params:
        if parameter.param_type_name == "option" and not parameter.hidden:
            assert parameter.help
            assert all(option in ended.out for option in parameter.opts)


@pytest.mark.parametrize(
    ("arguments", "number"),
    [(["schema", "build"], 1), *((each, len(COMMANDS)) for each in (["settings"], ["biuld"], []))],
)
def test_only_the_command_that_is_asked_for_is_made(run, monkeypatch, arguments, number):
    made, make = [], typer.main.get_command_from_info
    noted = lambda **how: made.append(how["command_info"]) or make(**how)  # noqa: E731
    monkeypatch.setattr(typer.main, "get_command_from_info", noted)
    run(*arguments)
    assert len(made) == number
    assert len(cli.app.registered_commands) == len(COMMANDS)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_can_be_shown(shell, monkeypatch):
    """Typer asks the machine which shell runs, unless it is told that a test names its own."""
    monkeypatch.setenv("_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION", "1")
    script = subprocess.run(
        [sys.executable, "-m", "exporter", "--show-completion", shell],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "_COMPLETE" in script.stdout and "exporter" in script.stdout


def test_help_loads_nothing_that_it_does_not_need():
    """What keeps `exporter --help` under a quarter of a second."""
    code = "import sys, exporter.cli.commands; exporter.cli.commands.typer; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    heavy = {"weasyprint", "ebooklib", "pydantic", "lxml", "PIL", "jinja2", "yaml", "rich.console"}
    assert heavy & set(run.stdout.split()) == set()


def test_judging_the_options_of_an_epub_loads_no_library_of_pdfs():
    code = "import sys, exporter.api as a; a.judge_options(a.Options()); print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert {"weasyprint", "pikepdf", "pypdfium2"} & set(run.stdout.split()) == set()


def test_an_error_of_the_system_ends_in_one_line(run, monkeypatch):
    def fail(*_):
        raise PermissionError(13, "Permission denied", "a file")

    monkeypatch.setattr("exporter.api.schema", fail)
    ended = run("schema")
    assert (ended.code, ended.err) == (1, "error: a file: Permission denied\n")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_progress_shows_names_as_they_are(monkeypatch):
    monkeypatch.setattr(sys, "stderr", Terminal())
    monkeypatch.setenv("TERM", "xterm")
    with progress(quiet=False) as show:
        show("news [/bold]")
    assert "news [/bold]" in sys.stderr.getvalue()


LEAVING = """
import atexit, sys, threading, time
import exporter.cli.commands as commands
from exporter.__main__ import main

class Kept:
    def __del__(self):
        print("freed")

def run():
    print("run")
    atexit.register(print, "at exit")
    threading.Thread(target=lambda: (time.sleep(0.05), print("thread"))).start()
    sys.exit({code})

kept = Kept()
commands.main = run
main()
"""


@pytest.mark.parametrize(("code", "ends"), [("", 0), ("3", 3)])
def test_a_command_ends_without_freeing_what_it_has(code, ends):
    """To free an issue object by object takes a fiftieth of a second."""
    run = subprocess.run(
        [sys.executable, "-c", LEAVING.format(code=code)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.returncode, run.stdout.split(), run.stderr) == (
        ends, ["run", "thread", "at", "exit"], "",
    )  # fmt: skip
