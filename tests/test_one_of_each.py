"""What the package needs it declares, and what it decides it decides in one place."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

from exporter.languages.punctuation import CLOSING, SMALL_KANA

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "exporter"
WORDS = PACKAGE / "languages" / "data"


@cache
def _python() -> list[tuple[str, str]]:
    """Return the name within the package and the text of each of its modules."""
    paths = sorted(PACKAGE.rglob("*.py"))
    return [(path.relative_to(PACKAGE).as_posix(), path.read_text("utf-8")) for path in paths]


@cache
def _nodes(text: str) -> list[ast.AST]:
    return list(ast.walk(ast.parse(text)))


def _imported() -> set[str]:
    """Return the packages of others that the package imports, anywhere in its modules."""
    found = set()
    for _, text in _python():
        for node in _nodes(text):
            if isinstance(node, ast.Import):
                found |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and not node.level:
                found.add(str(node.module))
    return {name.partition(".")[0] for name in found} - set(sys.stdlib_module_names) - {"exporter"}


def _named(requirement: str) -> str:
    return _plain(re.match(r"[\w.-]+", requirement)[0])


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_every_import_is_a_declared_dependency_and_every_dependency_is_imported():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    declared = set(project["dependencies"])
    # Those of an extra may be imported; s3fs is loaded by its name in an address.
    optional = {each for extra in project["optional-dependencies"].values() for each in extra}
    distributions = packages_distributions()
    # A module of an extra that is not installed has the name of its distribution.
    imported = {
        _plain(each) for name in _imported() for each in distributions.get(name, [name])[:1]
    }
    assert imported >= set(map(_named, declared))
    assert imported <= set(map(_named, declared | optional))


def _literals(text: str) -> Iterator[str]:
    nodes = (node for node in _nodes(text) if isinstance(node, ast.Constant))
    return (node.value for node in nodes if isinstance(node.value, str))


def test_what_starts_no_line_is_listed_once():
    lists = {
        name
        for name, text in _python()
        for literal in _literals(text)
        if len(set(literal) & set(CLOSING)) > 8 or len(set(literal) & set(SMALL_KANA)) > 8
    }
    assert lists == {"languages/punctuation.py"}


def test_what_no_text_may_have_is_listed_once():
    lists = {name for name, text in _python() for each in _literals(text) if "\x0e-\x1f" in each}
    assert lists == {"languages/characters.py"}


def test_words_of_jumps_stand_in_the_files_of_languages_alone():
    words = set()
    for path in WORDS.glob("*.toml"):
        labels = tomllib.loads(path.read_text(encoding="utf-8")).get("labels", {})
        for key in ("continued_on", "continued_from"):
            words |= {part for part in labels.get(key, "").split("{}") if len(part) > 2}
    assert len(words) > 20
    styles = (*ROOT.joinpath("styles").rglob("*.*ml"), *ROOT.joinpath("styles").rglob("*.css"))
    texts = [*_python(), *((each.name, each.read_text(encoding="utf-8")) for each in styles)]
    assert [(name, word) for name, text in texts for word in words if word in text] == []
