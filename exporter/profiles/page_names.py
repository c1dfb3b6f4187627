"""Page labels as users write them, and the file names of `--split`."""

from __future__ import annotations

import re
import string

from exporter.errors import UsageError
from exporter.outputs import UNFIT

DEFAULT = "{code}{date:%Y%m%d}{page}.pdf"
LONGEST = 200  # letters of a file name; file systems take 255 bytes
HUGE = re.compile(r"\d{3,}|\{")  # a width of three digits, or one that is a field itself
FIELDS = ("code", "name", "date", "number", "page", "sheet")
FURTHER_SHEET = re.compile(r"-\d+$")  # suffix of a page's further sheets: A01-2


def same_label(one: str, other: str) -> bool:
    """Whether two labels mean the same page: 5 is 05."""
    return one == other or one.lstrip("0") == other.lstrip("0")


def find_template(wanted: str) -> str:
    """Return the template that `--split` names: `pages` is the usual one; raises `UsageError`."""
    template = DEFAULT if wanted == "pages" else wanted
    try:
        parts = list(string.Formatter().parse(template))
        fields = [field for _, field, _, _ in parts if field]
        unknown = [field for field in fields if field not in FIELDS]
        if unknown:
            raise UsageError(
                f"--split: there is no `{{{unknown[0]}}}`, use: "
                + ", ".join(f"{{{field}}}" for field in FIELDS)
            )
        if any(HUGE.search(form or "") for _, _, form, _ in parts):
            raise UsageError(f"--split: {template} gives a name of more than {LONGEST} characters")
        shown = template.format(**_example())
    except (ValueError, IndexError, KeyError, AttributeError, TypeError) as error:
        raise UsageError(
            f"--split: {template} is not a template ({error}), try {DEFAULT}"
        ) from None
    if "page" not in fields and "sheet" not in fields:
        raise UsageError("--split: all pages would have the same name, add {page}")
    if not shown.lower().endswith(".pdf") or UNFIT.search(shown) or len(shown) > LONGEST:
        raise UsageError(f"--split: {shown} is not a file name, try {DEFAULT}")
    return template


def _example() -> dict[str, object]:
    from datetime import date

    return {
        "code": "code",
        "name": "name",
        "date": date(2026, 6, 16),
        "number": 407,
        "page": "01",
        "sheet": 1,
    }
