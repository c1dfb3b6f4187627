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
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from exporter.engine import fence
from exporter.engine.libraries import weasyprint_version

HEAD = """\
# What each feature of exporter/engine replaces in WeasyPrint or builds on, and the digests of the
# sources that it was tested with, the latest last. Written by scripts/engine_digests.py --write.
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
    parts = [HEAD]
    for name, targets in fence.table().items():
        lines = [f"\n[{name}]\n"]
        for target, known in targets.items():
            now = fence.digest(target)
            digests = [*known, *([now] if now and now not in known else [])]
            lines.append(f'"{target}" = {json.dumps(digests)}\n')
        parts += lines
    return "".join(parts)


if __name__ == "__main__":
    sys.exit(main())
