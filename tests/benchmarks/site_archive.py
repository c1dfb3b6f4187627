"""Measure the site of a large archive: `python tests/benchmarks/site_archive.py --issues 14600`.

One issue is made by the exporter; its record stands in for those of all others, so that what is
measured is what grows with the archive: looking for changes, calendar, catalogues and feeds. The
run that adds an issue is the real command with a real EPUB.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from datetime import date as Date
from datetime import timedelta
from pathlib import Path

from exporter import api
from exporter.edition.style import find_style
from exporter.options import Options
from exporter.publication.digest import Digests
from exporter.publication.reading import with_choices
from exporter.publication.site.record import RECORD, Card, IssueRecord
from exporter.publication.site.update import SiteMaker
from exporter.publication.sources import OpenPublication, find_sources, open_publication
from exporter.publication.state import in_order

FIRST = Date(1986, 1, 1)  # forty years of a daily
PUBLICATION = """\
name: The Dyke Post
language: en
code: dyke
url: https://dyke.example/
site: {facsimiles: false, search: false}
"""
ARTICLE = "---\nheadline: News of {}\n---\nThe water stands high today.\n"
MOST_FILES, MOST_SECONDS = 20, 2.0  # to add an issue
MOST_CATALOGUE, MOST_MEGABYTES = 60.0, 300.0


def main() -> int:
    """Run it; the exit code is 1 if a bar is not met."""
    parser = argparse.ArgumentParser(description="Measure the site of a large archive.")
    parser.add_argument("--issues", type=int, default=14_600)
    parser.add_argument("--catalogue", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.catalogue:
        return catalogue(options.catalogue)
    with tempfile.TemporaryDirectory() as folder:
        return measure(Path(folder), options.issues)


def measure(work: Path, issues: int) -> int:
    """Make the archive, then time the catalogue, a run with nothing new, and one more issue."""
    root, site = work / "dyke", work / "site"
    root.mkdir()
    (root / "publication.yaml").write_text(PUBLICATION)
    write_issue(root, FIRST, 1)
    run("site", root, site)
    clone(root, site, issues)
    command = [sys.executable, __file__, "--catalogue", str(work)]
    spent, _ = timed(command)
    peak = json.loads((work / "peak.json").read_text())
    failed = say("catalogue of all issues: CPU seconds", spent, MOST_CATALOGUE)
    failed |= say("catalogue of all issues: MB at most", peak, MOST_MEGABYTES)
    spent, _ = run("site", root, site)
    say("nothing new: CPU seconds", spent, 0)
    write_issue(root, FIRST + timedelta(issues), issues + 1)
    spent, report = run("site", root, site)
    failed |= say("one more issue: CPU seconds", spent, MOST_SECONDS)
    rest = [name for name in report["written"] if not name.startswith(next(iter(report["made"])))]
    return failed | say("one more issue: files rewritten", len(rest), MOST_FILES)


def say(what: str, found: float, most: float) -> bool:
    """Print a figure beside its bar; return whether it is beyond it."""
    bar = f" (bar {most:g}: {'FAIL' if found > most else 'pass'})" if most else ""
    print(f"{what}: {found:.2f}{bar}", flush=True)
    return bool(most) and found > most


def write_issue(root: Path, day: Date, number: int) -> None:
    """Write the source of an issue with one article."""
    folder = root / f"{day.year}" / f"{day:%m-%d}"
    (folder / "01").mkdir(parents=True)
    (folder / "issue.yaml").write_text(f"date: {day}\nnumber: {number}\n")
    (folder / "01" / "10-lead.md").write_text(ARTICLE.format(day))


def clone(root: Path, site: Path, issues: int) -> None:
    """Write the sources and records of all further issues; link the other files of the first."""
    record = IssueRecord.model_validate_json((site / "1986/01-01" / RECORD).read_bytes())
    for count in range(1, issues):
        day = FIRST + timedelta(count)
        write_issue(root, day, count + 1)
        folder = f"{day.year}/{day:%m-%d}"
        changed = {"key": folder, "folder": folder, "date": day, "number": str(count + 1)}
        changed |= {"updated": f"{day}T00:00:00Z", "name": f"The Dyke Post, {day}"}
        changed |= {"count": f"No. {count + 1}", "position": str(count + 1)}
        card = record.card.model_copy(update=changed)
        text = record.model_copy(update={"card": card}).model_dump_json(indent=1)
        for name in record.files:
            (site / folder / name).parent.mkdir(parents=True, exist_ok=True)
            if name != RECORD:
                (site / folder / name).hardlink_to(site / "1986/01-01" / name)
        (site / folder / RECORD).write_text(text)


def catalogue(work: Path) -> int:
    """Write calendar, catalogues and feeds of all issues from their records."""
    publication = open_publication(work / "dyke")
    maker = maker_of(publication, work / "site")
    maker.store.begin()
    old, _ = maker.load()
    assert old
    maker.store.ours = set(old.files)
    digests = Digests(publication.folder)
    cards = [card_of(maker, source.key, digests.of(source)) for source in find_sources(publication)]
    digests.keep()
    maker.common = old.common
    years: dict[int, list[Card]] = defaultdict(list)
    for card in in_order(cards):
        years[card.date.year].append(card)
    maker.years(years, years)
    maker.top([card for year in years.values() for card in year], sorted(years))
    maker.keep(old, years)
    maker.store.commit()
    kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    (work / "peak.json").write_text(json.dumps(kilobytes / 1_000))
    return 0


def card_of(maker: SiteMaker, key: str, digest: str) -> Card:
    """Return the card of an issue as its record has it, with the digest of its source."""
    record = IssueRecord.model_validate_json((maker.store.folder / key / RECORD).read_bytes())
    return record.card.model_copy(update={"digest": digest})


def maker_of(publication: OpenPublication, folder: Path) -> SiteMaker:
    """Return what the command makes, so that its site is taken for one of the same options."""
    options = with_choices(publication, Options(jobs=0, style=""))
    style = find_style("")
    tools = api.site_tools(options)
    return SiteMaker(publication, folder, options, tools, style, publication.head.url)


def run(*arguments: object) -> tuple[float, dict[str, list[str]]]:
    """Run a command of the exporter; return its CPU seconds and its report."""
    command = [sys.executable, "-m", "exporter", *map(str, arguments), "--json"]
    spent, printed = timed(command)
    return spent, json.loads(printed)


def timed(command: list[str]) -> tuple[float, str]:
    """Run a command; return the CPU seconds of it and its children, and what it prints."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.monotonic()
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(f"  ({time.monotonic() - started:.1f} s on the clock)", file=sys.stderr)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return used, done.stdout


if __name__ == "__main__":
    sys.exit(main())
