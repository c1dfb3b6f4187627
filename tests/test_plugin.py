"""A package with one of each, installed from its wheel into an environment of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SLIPS = """\
Yr Awr
2026-06-16
cy
Harbour opens again | The ferries run from six in the morning.
Bridge stays shut | Work on it takes until the end of the week.
"""


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """Install both wheels offline; return a function that calls the command installed."""
    place = tmp_path_factory.mktemp("installed")
    for source in (ROOT, ROOT / "tests" / "plugin"):
        build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", place]
        subprocess.run(build, cwd=source, check=True, capture_output=True)
    venv.create(place / "venv", with_pip=False, symlinks=True)
    python = place / "venv" / "bin" / "python"
    wheels = sorted(place.glob("*.whl"))
    install = [sys.executable, "-m", "pip", "--python", python, "install", "--no-deps"]
    quiet = ["--no-index", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*install, *quiet, *wheels], check=True, capture_output=True)
    # What both depend on is where the tests run: behind the packages of the environment itself.
    packages = next((place / "venv" / "lib").glob("python*/site-packages"))
    (packages / "behind.pth").write_text(sysconfig.get_path("purelib") + "\n")
    environment = os.environ | {"EXPORTER_CACHE": "off"}
    environment.pop("PYTHONPATH", None)

    def call(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [place / "venv" / "bin" / "exporter", *arguments],
            cwd=folder,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )

    return call


@pytest.fixture(scope="module")
def built(run, tmp_path_factory):
    """Return the folder of what one build with all four writes, and the build."""
    folder = tmp_path_factory.mktemp("built")
    (folder / "today.slips").write_text(SLIPS, encoding="utf-8")
    return folder, run("build", "today.slips", "--style", "evening", folder=folder)


def test_reader_writer_and_broken_plugin_meet_in_one_build(built):
    folder, done = built
    assert done.returncode == 0, done.stderr
    names = ["Yr-Awr-2026-06-16.epub", "Yr-Awr-2026-06-16.pdf", "all-2026.headlines"]
    assert done.stdout.splitlines() == names
    listed = (folder / "all-2026.headlines").read_text()
    assert listed == "Tudalen 01\n- Harbour opens again\n- Bridge stays shut\n"
    assert "exporter-slips: the writer `broken` can't be used (ModuleNotFoundError" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_style_sets_headlines_in_its_own_face(built):
    fonts = ["pdffonts", built[0] / "Yr-Awr-2026-06-16.pdf"]
    listed = subprocess.run(fonts, check=True, capture_output=True, text=True).stdout
    assert "Linux-Biolinum-O-Bold" in listed or "LinBiolinumO-Bold" in listed, listed


def test_the_language_labels_the_epub(built):
    with zipfile.ZipFile(built[0] / "Yr-Awr-2026-06-16.epub") as book:
        text = book.read("EPUB/pages.xhtml").decode()
    assert "<title>Tudalennau</title>" in text
    assert "Tudalen 1<" in text


def test_check_asks_the_writer_of_a_file_and_the_reader_of_a_source(run, tmp_path):
    (tmp_path / "a.headlines").write_text("Tudalen 01\n- \n")
    (tmp_path / "a.slips").write_text("Yr Awr\ntoday\ncy\n")
    done = run("check", "a.headlines", "a.slips", "--json", folder=tmp_path)
    written, source = json.loads(done.stdout)
    assert [each["rule"] for each in written["findings"]] == ["headlines-empty"]
    assert [(each["rule"], each["line"]) for each in source["findings"]] == [("slips-date", 2)]
    assert (written["code"], source["code"]) == (0, 3)
    assert "Traceback" not in done.stderr
