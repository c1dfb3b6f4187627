"""The house has no circles, and data flows one way: source → issue → edition → layout → file."""

from __future__ import annotations

import ast
import re
import sys
import tokenize
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "exporter"
MEDIAN, LONGEST = 8, 35  # lines of a function: half are no longer, and 99 of 100
LONGEST_FILE = 400  # lines
SHARED_NAMES = set(
    # parts of an issue and of its files, each as its room treats it
    "publication issue page pages articles body document pictures artwork"
    " advertisements tables formulas fonts sheets structure parts quotation sources"
    # what readers and writers have both, and layouts, and the records of sites and of archives
    " base added reader reading render record drafts settings compared".split()
)
MOST_ANY = 99  # places where a value of a library without types, or of JSON, comes in

# Each room, and the rooms that it may import: lower ones only. What is not named is forbidden, but
# for what every room may import.
EVERYWHERE = "patterns"
BASE = (
    "amounts addresses errors findings fixed_form guard inline kept limits machine model nearest"
    " numbering remembered shortened table_grid xhtml"
)
ROOMS = {
    "addresses": "",
    "amounts": "",
    "beside": "machine",
    "machine": "",
    "remembered": "",
    "rulebook": "",
    "findings": "rulebook",
    "version": "",
    "byte_sizes": "errors",
    "errors": "findings",
    "fixed_form": "",
    "guard": "errors shortened",
    "extensions": "findings guard",
    "inline": "xhtml",
    "conflicts": "",
    "nearest": "",
    "on_demand": "",
    "numbering": "",
    "sheet_size": "",
    "shortened": "",
    "units": "",
    "model": "addresses fixed_form inline languages numbering written_days xhtml",
    "messages": "findings",
    "yamlfaults": "shortened",
    "yamlfile": "conflicts findings languages nearest shortened written_days yamlfaults",
    "interruption": "",
    "kept": "outputs",
    "limits": "errors findings model table_grid xhtml",
    "table_grid": "xhtml",
    "xhtml": "",
    "outputs": "errors interruption machine",
    "patterns": "",
    "publication_file": "",
    "named_days": "patterns",
    "written_days": "named_days patterns",
    "profiles": "errors fixed_form guard languages nearest outputs pdf sheet_size yamlfile",
    "options": "profiles sheet_size",
    "languages": "beside extensions findings kept machine nearest",
    "pictures": f"{BASE} fonts languages on_demand outputs pdf",
    "pdf": "",
    "content": f"{BASE} languages on_demand pictures",
    "repair": f"{BASE} languages",
    "readers": f"{BASE} beside conflicts content extensions languages options outputs pictures"
    " named_days publication_file repair written_days yamlfile",
    "conversion": f"{BASE} content outputs pictures",
    "edition": f"{BASE} content extensions fonts languages pictures sheet_size version yamlfile",
    "fonts": "errors languages",
    "engine": f"{BASE} edition fonts languages outputs pictures profiles",
    "layouts": f"{BASE} beside content edition engine fonts languages options outputs pictures"
    " profiles sheet_size units version",
    "checks": f"{BASE} rulebook content edition languages messages pdf pictures profiles units",
    "writers": f"{BASE} beside byte_sizes version checks edition engine extensions fonts languages"
    " layouts options outputs pdf pictures profiles units",
    "publication": f"{BASE} beside byte_sizes edition fonts languages layouts options outputs"
    " pictures profiles publication_file readers version writers",
    "scaffold": f"{BASE} edition languages outputs",
    "installation": "edition engine errors extensions fonts languages",
    "api": f"{BASE} beside checks content conversion edition extensions languages layouts on_demand"
    " options outputs pictures profiles publication readers repair scaffold sheet_size writers",
    "preview": f"{BASE} api checks content edition engine languages layouts messages options"
    " outputs pictures profiles publication publication_file readers",
    "exporter": "api installation model on_demand publication version",
    "cli": "exporter amounts api byte_sizes checks errors findings guard installation interruption"
    " machine messages nearest options outputs profiles preview publication publication_file"
    " readers repair written_days",
    "__main__": "cli",
}


def _modules() -> dict[str, Path]:
    paths = {".".join(p.relative_to(PACKAGE).with_suffix("").parts): p for p in _sources()}
    return {name.removesuffix("__init__").rstrip(".") or "exporter": p for name, p in paths.items()}


def _sources() -> Iterator[Path]:
    return PACKAGE.rglob("*.py")


MODULES = _modules()


@cache
def _imports(path: Path) -> list[str]:
    """Return every module that a file imports: at the top, inside functions, for types alone."""
    return list(_imported(path))


@cache
def _nodes(path: Path) -> list[ast.AST]:
    return list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


def _imported(path: Path) -> Iterator[str]:
    for node in _nodes(path):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                yield whole if _ours(whole) in MODULES else str(node.module)


def _ours(name: str) -> str:
    return name.removeprefix("exporter.")


@cache
def _graph() -> dict[str, set[str]]:
    """Return the modules of the package that each one imports."""
    return {
        name: {_ours(each) for each in _imports(path)} & MODULES.keys() - {name}
        for name, path in MODULES.items()
    }


def _circle(graph: dict[str, set[str]]) -> list[str]:
    """Return a way through the imports that ends where it began, or nothing."""
    done: set[str] = set()

    def walk(name: str, way: list[str]) -> list[str]:
        if name in way:
            return [*way[way.index(name) :], name]
        if name not in done:
            for each in sorted(graph[name]):
                if found := walk(each, [*way, name]):
                    return found
            done.add(name)
        return []

    return next((found for name in sorted(graph) if (found := walk(name, []))), [])


def test_no_module_imports_itself_by_a_detour():
    assert _circle(_graph()) == []


def test_a_circle_would_be_found():
    assert _circle({"a": {"b"}, "b": {"c"}, "c": {"b"}}) == ["b", "c", "b"]


def test_weasyprint_is_imported_in_one_room():
    assert [
        f"{name} imports {each}"
        for name, path in MODULES.items()
        for each in _imports(path)
        if each.split(".")[0] == "weasyprint" and name.split(".")[0] != "engine"
    ] == []


@pytest.mark.parametrize("room", sorted({name.split(".")[0] for name in MODULES}))
def test_rooms_import_only_what_lies_below_them(room):
    allowed = {room, EVERYWHERE, *ROOMS[room].split()}
    wrong = [
        f"{name} imports {each}"
        for name, found in _graph().items()
        for each in found
        if name.split(".")[0] == room and each.split(".")[0] not in allowed
    ]
    assert wrong == []


def test_functions_are_short():
    """A command's options count as its lines, so the longest ones of all are left open."""
    lengths = sorted(
        (node.end_lineno or 0) - node.lineno + 1
        for path in _sources()
        for node in _nodes(path)
        if isinstance(node, ast.FunctionDef)
    )
    assert lengths[len(lengths) // 2] <= MEDIAN
    assert lengths[len(lengths) * 99 // 100] <= LONGEST


def test_docstrings_name_what_is_raised():
    """Of our errors, which a caller catches; commands end with them."""
    ours = {"UsageError", "UnknownSource", "InvalidSource", "OutputError", "MissingDependency"}
    silent = [
        f"{name}.{node.name}"
        for name, path in MODULES.items()
        if not name.startswith("cli")
        for node in _nodes(path)
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
        if ours & set(_raised(node.body))
        if not re.search("[Rr]aise|[Rr]efuse", ast.get_docstring(node) or "")
    ]
    assert silent == []


def _raised(body: list[ast.stmt]) -> Iterator[str]:
    """Yield the names of the classes that a function itself raises, not those within it."""
    for node in body:
        if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
            yield getattr(node.exc.func, "id", "")
        elif not isinstance(node, ast.FunctionDef | ast.ClassDef):
            inner = (getattr(node, name, ()) for name in ("body", "orelse", "finalbody"))
            yield from (each for part in inner for each in _raised(part))
            handlers = (handler.body for handler in getattr(node, "handlers", ()))
            yield from (each for part in handlers for each in _raised(part))


def test_files_hold_one_idea():
    """A file of more than 400 lines has parts that can be modules of their own."""
    long = {str(path.relative_to(PACKAGE)): _lines(path) for path in _sources()}
    assert {name: lines for name, lines in long.items() if lines > LONGEST_FILE} == {}


def test_no_module_is_called_like_one_of_pythons():
    """Except words of the trade (profile, site, calendar), numbers, and feeds in XML."""
    names = {path.stem for path in _sources()} & sys.stdlib_module_names
    assert names == {"calendar", "numbers", "profile", "site", "xml"}


def test_modules_of_one_name_are_about_one_thing():
    """What the house is about has a module in several rooms; any other name is used once."""
    stems = Counter(path.stem for path in _sources())
    assert {name for name, count in stems.items() if count > 1} - {"__init__"} == SHARED_NAMES


def _lines(path: Path) -> int:
    return len(path.read_bytes().splitlines())


def test_no_folder_holds_more_than_a_fifth():
    lines: Counter[str] = Counter()
    for path in _sources():
        parts = path.relative_to(PACKAGE).parts
        lines[parts[0] if len(parts) > 1 else ""] += _lines(path)
    (folder, most), *_ = lines.most_common(1)
    assert most <= lines.total() / 5, folder


def test_types_say_what_assertions_would():
    assert [
        name for name, path in MODULES.items() for n in _nodes(path) if isinstance(n, ast.Assert)
    ] == []


def test_any_stays_at_the_borders():
    named = [
        f"{path.name}:{token.start[0]}"
        for path in _sources()
        for token in _tokens(path)
        if token.type == tokenize.NAME and token.string == "Any"
    ]
    assert 0 < len(named) <= MOST_ANY


def _tokens(path: Path) -> Iterator[tokenize.TokenInfo]:
    with tokenize.open(path) as file:
        yield from tokenize.generate_tokens(file.readline)
