"""Writers that workers import by name: stand-ins, and issues that hang, grow or kill."""

import os
import signal
import sys
import time
from functools import partial
from pathlib import Path


def good(issue, path, options):
    path.write_text(f"{issue.date} {issue.revision}", encoding="utf-8")
    return ()


def hang(issue, path, options):
    time.sleep(600)


def grow(issue, path, options):
    """Take memory, as fast as a hundredth of a second a step allows, until somebody ends it."""
    held = []
    while True:
        held.append(bytearray(os.urandom(1_000)) * 20_000)
        time.sleep(0.01)


def die(issue, path, options):
    os.kill(os.getpid(), signal.SIGKILL)


def die_once(mark, issue, path, options):
    if not Path(mark).exists():
        Path(mark).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return good(issue, path, options)


def noted(folder, issue, path, options):
    """Take some time, and note that the issue was made: a character each time."""
    with (Path(folder) / str(issue.date)).open("a") as file:
        file.write("x")
    time.sleep(0.05)
    return good(issue, path, options)


def on_day(day, poison, issue, path, options):
    """Poison the issue of one day; the others are good."""
    return (poison if str(issue.date) == day else good)(issue, path, options)


def dies_once(mark):
    return partial(die_once, str(mark))


def main():
    """Archive a publication: `archive_poison.py ROOT STORE ENGINE LOG NOTES`."""
    import archive_poison  # workers look for its functions by this name

    from exporter import api
    from exporter.errors import ExporterError
    from exporter.options import Options
    from exporter.publication.archive.make import ArchiveOptions, Tools, make_archive

    root, store, engine, log, notes = sys.argv[1:]
    scheduler = engine if "://" in engine else ""
    how = ArchiveOptions(
        jobs=2, engine="" if scheduler else engine, scheduler=scheduler, log=Path(log)
    )
    tools = Tools(api.read, partial(archive_poison.noted, notes), api.judge_options)
    try:
        report = make_archive([root], store, Options(), how, tools)
    except ExporterError:
        sys.exit(6)
    sys.exit(6 if report.failed else 0)


if __name__ == "__main__":
    main()
