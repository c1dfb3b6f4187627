"""Whether the installed WeasyPrint is still the one that each of our features was written for.

Some features replace functions of WeasyPrint or build on how it works inside. Its version number
does not say whether that changed, so the sources do: `digests.toml` lists what each feature
replaces or builds on, with digests of the sources that it was tested with. A feature of which any
source differs is off, and the others stay on. A file that is as it was as a whole is not parsed.
`scripts/engine_digests.py` compares and renews the table.
"""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import cast

from exporter.engine.libraries import weasyprint_version

TABLE = Path(__file__).with_name("digests.toml")
TESTED = "70.0"  # the version of WeasyPrint that has every feature
FILES = "files"  # the part of the table that lists whole files
LENGTH = 16  # hexadecimal digits of a digest: enough to tell sources apart by


@dataclass(frozen=True)
class Feature:
    """A change to WeasyPrint: its purpose, and what is lost without it."""

    name: str
    purpose: str
    loss: str


FEATURES = {
    feature.name: feature
    for feature in (
        Feature("caches", "faster layout", "PDFs take up to twice as long"),
        Feature("justify", "flush Chinese lines", "Chinese lines are ragged"),
        Feature("heights", "even line heights", "lines with a fallback font grow"),
        Feature("emergency", "long words broken last", "long words may break badly"),
        Feature("compose", "even lines", "some lines are loose"),
        Feature("initials", "drop caps", "styles with floating first letters stop a PDF"),
        Feature("grid", "columns on the baseline grid", "columns may leave the baseline grid"),
        Feature("tags", "tags by HTML element", "PDFs claim neither PDF/UA nor PDF/A"),
        Feature("lean", "less memory, smaller fonts", "PDFs take more memory and are larger"),
        Feature("subsets", "fonts cut down once", "the preview draws pages more slowly"),
        Feature("reader", "HTML read faster", "PDFs take longer"),
        Feature("kept", "long issues in little memory", "long issues take more memory"),
        Feature("packed", "PDFs compressed while they are painted", "PDFs take longer"),
        Feature("painted", "pages painted where they are laid out", "PDFs take longer"),
        Feature("processes", "makeup in several processes", "makeup works in one process"),
        Feature("types", "C types found by plain names", "PDFs take longer"),
        Feature("late", "flow in several processes", "flow works in one process"),
    )
}


def works(name: str) -> bool:
    """Whether the installed WeasyPrint has the code that a feature was written for."""
    return not changed(name)


@cache
def changed(name: str) -> tuple[str, ...]:
    """Return the functions and classes of WeasyPrint that differ from those of a feature."""
    return tuple(
        target
        for target, digests in table()[name].items()
        if not is_tested(module_of(target)) and digest(target) not in digests
    )


def explain(names: Iterable[str]) -> str:
    """Return a sentence that names those of the features that are off and why; empty if none."""
    off = [FEATURES[name] for name in names if changed(name)]
    if not off:
        return ""
    parts = (f"{each.name} ({each.loss}; changed: {', '.join(changed(each.name))})" for each in off)
    return f"WeasyPrint {weasyprint_version()} has changed, so features are off: {'; '.join(parts)}"


def table() -> dict[str, dict[str, list[str]]]:
    """Return the digests that are known, by feature and by dotted name."""
    return {name: found for name, found in _tables().items() if name != FILES}


@cache
def _tables() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(TABLE.read_text(encoding="utf-8"))


def tested_files() -> dict[str, list[str]]:
    """Return the digests of whole files that every feature was tested with, by module."""
    return _tables().get(FILES, {})


def is_tested(module: str) -> bool:
    """Whether the file of a module is one, byte for byte, that every feature was tested with."""
    return file_digest(module) in tested_files().get(module, ())


def module_of(target: str) -> str:
    """Return the module that a function or class is in, by its dotted name."""
    parts = target.split(".")
    modules = (".".join(parts[:length]) for length in range(len(parts) - 1, 0, -1))
    return next((each for each in modules if _file(each)), "")


@cache
def file_digest(module: str) -> str:
    """Return the digest of a module's file; empty if there is none."""
    data = _file(module)
    return sha256(data).hexdigest()[:LENGTH] if data else ""


@cache
def _file(module: str) -> bytes:
    """Return what is in the file of a module; nothing if there is no such module or file."""
    try:
        spec = find_spec(module)
        return Path(spec.origin).read_bytes() if spec and spec.origin else b""
    except (ImportError, AttributeError, OSError, ValueError):
        return b""


@cache
def digest(target: str) -> str:
    """Return the digest of the source of a function or class, given by its dotted name.

    Comments, docstrings and layout do not count. Empty if there is no function of that name. The
    file is read, not the loaded module: its functions may be replaced already.
    """
    module = module_of(target)
    nodes = _definitions(_body(module), target.removeprefix(f"{module}.").split("."))
    return sha256(_shape(nodes).encode()).hexdigest()[:LENGTH] if nodes else ""


@cache
def _body(module: str) -> list[ast.stmt]:
    """Return the statements of a module; none if it has no source."""
    try:
        return ast.parse(_file(module)).body
    except (SyntaxError, ValueError):  # a compiled module
        return []


def _definitions(body: list[ast.stmt], names: list[str]) -> list[ast.stmt]:
    """Return what defines a name in a module or class: a property may be defined twice."""
    kinds = ast.FunctionDef | ast.ClassDef
    found = [each for each in body if isinstance(each, kinds) and each.name == names[0]]
    if len(names) == 1:
        return cast("list[ast.stmt]", found)
    return [inner for each in found for inner in _definitions(each.body, names[1:])]


def _shape(value: object) -> str:
    """Write a syntax tree as text that is the same in all versions of Python."""
    if isinstance(value, list):
        return f"[{','.join(_shape(each) for each in value if not _is_comment(each))}]"
    if not isinstance(value, ast.AST):
        return repr(value)
    return f"{type(value).__name__}({','.join(_fields(value))})"


def _fields(node: ast.AST) -> Iterator[str]:
    for name, value in ast.iter_fields(node):
        if value is not None and value != []:
            yield f"{name}={_shape(value)}"


def _is_comment(node: object) -> bool:
    """Whether it is a docstring, or another text that does nothing."""
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )
