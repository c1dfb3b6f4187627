#!/usr/bin/env python3
"""Write the parts of docs/ that come from the code: commands, rules, API, fields and settings.

    .venv/bin/python scripts/docs_tables.py           # renew them
    .venv/bin/python scripts/docs_tables.py --check   # exit code 1 if a page is out of date

Such a part stands between `<!-- from the code: NAME -->` and `<!-- end -->`.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "scripts")]

from docs_parts import api, commands, costs, fields, look, plugin, rules  # noqa: E402

PART = re.compile(r"(<!-- from the code: ([\w ]+) -->\n).*?(<!-- end -->)", re.DOTALL)

PARTS: dict[str, Callable[[], Iterator[str]]] = {
    "commands": commands.commands,
    "options of reading": commands.options_of_reading,
    "exit codes": commands.exit_codes,
    "rules": rules.rules,
    "makeup costs": costs.costs,
    "functions": api.functions,
    "classes": api.classes,
    "errors": api.errors,
    "issue classes": fields.issue_classes,
    "drafts": api.drafts,
    "issue fields": fields.issue,
    "article fields": fields.article,
    "publication fields": fields.publication,
    "profile fields": fields.profile,
    "style settings": fields.style_settings,
    "style values": look.values,
    "style templates": look.given,
    "plugin entry points": plugin.entry_points,
    "plugin reader": plugin.reader,
    "plugin writer": plugin.writer,
    "plugin style": plugin.style,
    "plugin language": plugin.language,
    "style classes": look.classes,
}


def renewed(text: str) -> str:
    """Return a page with its parts made anew."""
    return PART.sub(
        lambda found: f"{found[1]}\n{chr(10).join(PARTS[found[2]]()).strip()}\n\n{found[3]}", text
    )


def stale() -> dict[Path, str]:
    """Return the pages that are out of date, as they should be."""
    pages = {
        path: path.read_text(encoding="utf-8") for path in sorted((ROOT / "docs").glob("*.md"))
    }
    return {path: new for path, old in pages.items() if (new := renewed(old)) != old}


def main() -> int:
    """Renew the pages, or check them."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="change nothing, name stale pages")
    check = parser.parse_args().check
    found = stale()
    for path, text in found.items():
        print(path.relative_to(ROOT))
        if not check:
            path.write_text(text, encoding="utf-8")
    return int(check and bool(found))


if __name__ == "__main__":
    sys.exit(main())
