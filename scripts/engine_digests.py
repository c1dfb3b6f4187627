#!/usr/bin/env python3
"""Compare the installed WeasyPrint with the digests of exporter/engine/digests.toml.

    .venv/bin/python scripts/engine_digests.py           # what changed; exit code 1 if anything did
    .venv/bin/python scripts/engine_digests.py --write   # add the digests of what is installed

A digest is added beside the older ones, so that earlier versions of WeasyPrint keep their features:
first look at what changed, and run tests/engine.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from exporter.engine import fence
from exporter.engine.libraries import weasyprint_version

HEAD = """\
# What each feature of exporter/engine replaces in WeasyPrint or builds on, and the digests of the
# sources that it was tested with, the latest last; first the files that all of them are in, as
# wholes. Written by scripts/engine_digests.py --write.
"""


def main() -> int:
    """Print what changed; write it if asked to."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--write", action="store_true", help="add the digests of what is installed")
    write = parser.parse_args().write
    print(f"WeasyPrint {weasyprint_version()}")
    for name in fence.table():
        for target in fence.changed(name):
            print(f"{name}: {target} {'changed' if fence.digest(target) else 'is gone'}")
    if write:
        fence.TABLE.write_text(text(), encoding="utf-8")
        return 0
    return int(any(map(fence.changed, fence.table())))


def text() -> str:
    """Return the table with the digests of what is installed added."""
    targets = {target for found in fence.table().values() for target in found}
    modules = sorted(filter(None, map(fence.module_of, targets)))
    files = {module: fence.tested_files().get(module, []) for module in modules}
    parts = [HEAD, *_lines(fence.FILES, files, fence.file_digest)]
    for name, known in fence.table().items():
        parts += _lines(name, known, fence.digest)
    return "".join(parts)


def _lines(name: str, known: dict[str, list[str]], digest: Callable[[str], str]) -> Iterator[str]:
    """Yield a part of the table, with the digests of what is installed added."""
    yield f"\n[{name}]\n"
    for target, digests in known.items():
        now = digest(target)
        added = [now] if now and now not in digests else []
        yield f'"{target}" = {json.dumps([*digests, *added])}\n'


if __name__ == "__main__":
    sys.exit(main())
