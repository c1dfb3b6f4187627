"""Styles, templates and profiles are found from a wheel, an sdist and a checkout alike."""

import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LOOK = """\
import exporter, exporter.edition.style as s
from exporter.profiles import find_profile
assert exporter.__file__.startswith({where!r}), exporter.__file__
style = s.find_style()
print(*s.names(), len(style.rules("print.css")) > 1000, len(style.rules("epub.css")) > 1000,
      bool(style.environment.get_template("article.xhtml")), find_profile("screen").name)
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """Build wheel and sdist, without network; return their folder."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "-d", folder]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return folder


@pytest.fixture(params=["wheel", "sdist", "checkout"])
def place(request, built, tmp_path):
    """Return a folder that has the package as it comes out of each."""
    if request.param == "checkout":
        return ROOT
    if request.param == "wheel":
        with zipfile.ZipFile(next(built.glob("*.whl"))) as archive:
            archive.extractall(tmp_path)
        return tmp_path
    shutil.unpack_archive(next(built.glob("*.tar.gz")), tmp_path)
    return next(tmp_path.iterdir())


def test_what_the_package_needs_is_found(place, tmp_path):
    run = subprocess.run(
        [sys.executable, "-c", LOOK.format(where=str(place))],
        env=os.environ | {"PYTHONPATH": str(place)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.stderr == ""
    assert "magazine newspaper True True True screen" in run.stdout


def test_a_wheel_has_the_command_and_nothing_of_the_tests(built):
    with zipfile.ZipFile(next(built.glob("*.whl"))) as archive:
        names = archive.namelist()
        points = next(name for name in names if name.endswith("entry_points.txt"))
        assert b"exporter = exporter.__main__:main" in archive.read(points)
    top = {name.split("/")[0] for name in names}
    assert {name for name in top if not name.endswith(".dist-info")} == {"exporter"}
    assert not [name for name in names if name.endswith(".cache") or "__pycache__" in name]


def test_an_sdist_has_what_its_readme_names(built):
    with tarfile.open(next(built.glob("*.tar.gz"))) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    wanted = (
        "README.md CONTRIBUTING.md LICENSE CHANGELOG.md requirements.lock docs/index.md mkdocs.yml"
    )
    assert {*wanted.split(), "scripts/install", "scripts/test"} <= names
    assert "samples/lanjiang-weekly/issue.yaml" in names


def test_no_committed_file_names_a_registry():
    lock = (ROOT / "requirements.lock").read_text() + (ROOT / "pyproject.toml").read_text()
    assert "--index-url" not in lock
    assert "://" not in "".join(
        line for line in lock.splitlines() if not line.lstrip().startswith("#") and "git+" in line
    )
    assert lock.count("--hash=sha256:") > 100


def test_the_container_has_the_packages_that_are_installed_by_hand():
    install = ROOT / "scripts" / "install"
    run = subprocess.run([install, "--packages"], capture_output=True, text=True, check=True)
    names = run.stdout.split()
    assert "fonts-noto-cjk" in names and "ghostscript" not in names
    assert "$(/tmp/install --packages)" in (ROOT / "Dockerfile").read_text()
