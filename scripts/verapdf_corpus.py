#!/usr/bin/env python3
"""Check the files of the veraPDF corpus, and say what is found wrongly and what is not found.

    .venv/bin/python scripts/verapdf_corpus.py CORPUS            # print the tables
    .venv/bin/python scripts/verapdf_corpus.py CORPUS --write    # renew docs/verapdf-corpus.md

CORPUS is a copy of https://github.com/veraPDF/veraPDF-corpus. The exit code is 1 if a file that
keeps its standard has an error.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from exporter.checks import preflight  # noqa: E402
from exporter.errors import InvalidSource  # noqa: E402
from exporter.findings import Finding, Severity  # noqa: E402
from exporter.guard import silence  # noqa: E402

PAGE = ROOT / "docs" / "verapdf-corpus.md"
PART = re.compile(r"(<!-- from the corpus -->\n).*?(<!-- end -->)", re.DOTALL)
VERDICT = re.compile(r"-(pass|fail)-\w+\.pdf$")
# The folders whose files are checked, their standard, and what a rule's clause calls it.
FOLDERS = {
    "PDF_UA-1": ("PDF/UA-1", "ISO 14289-1"),
    "PDF_A-3b": ("PDF/A-3b", "ISO 19005-3"),
    "PDF_A-2a": ("PDF/A-2a", "ISO 19005-3"),
    "PDF_A-2b": ("PDF/A-2b", "ISO 19005-3"),
    "PDF_A-2u": ("PDF/A-2u", "ISO 19005-3"),
    "PDF_A-1a": ("PDF/A-1a", "ISO 19005-3"),
    "PDF_A-1b": ("PDF/A-1b", "ISO 19005-3"),
}
LISTED = ("PDF/UA-1", "PDF/A-3b", "PDF/A-2a", "PDF/A-2b", "PDF/A-2u")  # what PDF/A-3 is made of


@dataclass(frozen=True)
class Checked:
    """A file of the corpus: whether it keeps its standard, and what we find in it."""

    standard: str
    clause: str
    path: Path
    passes: bool
    errors: tuple[Finding, ...]
    found: frozenset[str]


def check(path: Path, standard: str, clause_of: str) -> Checked:
    """Check one file by the standard that it claims."""
    try:
        findings = preflight(path)
    except InvalidSource as error:
        findings = list(error.findings)
    errors = tuple(each for each in findings if each.severity is Severity.ERROR)
    warned = (each for each in findings if each.severity is Severity.WARNING)
    found = {each.rule for each in errors} | {
        each.rule for each in warned if clause_of in each.clause
    }
    verdict = VERDICT.search(path.name)
    assert verdict
    return Checked(standard, path.parent.name, path, verdict[1] == "pass", errors, frozenset(found))


def check_all(corpus: Path) -> Iterator[Checked]:
    """Check the files of all folders."""
    for folder, (standard, clause_of) in FOLDERS.items():
        for path in sorted((corpus / folder).rglob("*.pdf")):
            if VERDICT.search(path.name):
                yield check(path, standard, clause_of)


def totals(files: list[Checked]) -> Iterator[str]:
    """Yield a table of the standards."""
    yield "| standard | valid files | wrongly reported | invalid files | found |"
    yield "| --- | ---: | ---: | ---: | ---: |"
    for standard in dict.fromkeys(each.standard for each in files):
        own = [each for each in files if each.standard == standard]
        good, bad = ([each for each in own if each.passes is kept] for kept in (True, False))
        wrong = sum(bool(each.errors) for each in good)
        found = sum(bool(each.found) for each in bad)
        yield f"| {standard} | {len(good)} | {wrong} | {len(bad)} | {found} |"


def not_found(files: list[Checked]) -> Iterator[str]:
    """Yield a table of the clauses whose breaches are not all found."""
    yield "| standard | clause | not found | of | rules that find the others |"
    yield "| --- | --- | ---: | ---: | --- |"
    bad = [each for each in files if not each.passes and each.standard in LISTED]
    for standard, clause in dict.fromkeys((each.standard, each.clause) for each in bad):
        own = [each for each in bad if (each.standard, each.clause) == (standard, clause)]
        missed = sum(not each.found for each in own)
        if missed:
            rules = ", ".join(
                f"`{rule}`" for rule in sorted({r for each in own for r in each.found})
            )
            yield f"| {standard} | {clause} | {missed} | {len(own)} | {rules or '–'} |"


def main() -> None:
    """Parse the command line, check, print or write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus", type=Path, help="a copy of the corpus")
    parser.add_argument("--write", action="store_true", help="renew the page of the documentation")
    chosen = parser.parse_args()
    silence()
    files = list(check_all(chosen.corpus))
    if not files:
        parser.error(f"{chosen.corpus} has none of the folders {', '.join(FOLDERS)}")
    text = "\n".join([*totals(files), "", "### Not found", "", *not_found(files)])
    if chosen.write:
        page = PAGE.read_text(encoding="utf-8")
        new = PART.sub(lambda found: f"{found[1]}\n{text}\n\n{found[2]}", page)
        PAGE.write_text(new, encoding="utf-8")
    else:
        print(text)
    wrong = [(each, error) for each in files if each.passes for error in each.errors]
    for each, error in wrong:
        print(f"{each.path.name}: {error.rule}: {error.message}", file=sys.stderr)
    raise SystemExit(bool(wrong))


if __name__ == "__main__":
    main()
