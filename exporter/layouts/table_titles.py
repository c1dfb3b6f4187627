"""The title of a table, a heading or a bold paragraph right before it, made its caption.

A caption stays with its table wherever that stands: over all columns, or on another sheet.
"""

from __future__ import annotations

import re

INSIDE = r"(?:(?!</?(?:p|h[2-6]|strong|b|table|br)\b).)*"
TITLE = re.compile(
    rf"<(?:h[2-6](?P<attributes>[^>]*)>(?P<heading>{INSIDE})</h[2-6]"
    rf"|p><(?P<bold>strong|b)>(?P<words>{INSIDE})</(?P=bold)>(?P<mark>[：:]?)</p)>\s*"
    r"(?P<table><table\b[^>]*>)(?!\s*<caption)",
    re.S,
)


def with_captions(xhtml: str) -> str:
    """Return XHTML whose tables have the titles before them as captions, if they have none."""
    return TITLE.sub(_captioned, xhtml) if "<table" in xhtml else xhtml


def _captioned(title: re.Match[str]) -> str:
    words = title["heading"] or f"{title['words']}{title['mark'] or ''}"
    return f"{title['table']}<caption{title['attributes'] or ''}>{words}</caption>"
