"""An issue folder to start from: small, complete, and ready to build."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from exporter.errors import OutputError
from exporter.languages.labels import example
from exporter.languages.tags import script
from exporter.outputs import beside, failed

ISSUE = """\
# yaml-language-server: $schema=issue.schema.json
publication:
  name: {name}
  language: {language}
date: {date}
number: 1
# style: magazine          # or a folder with a style.yaml, in this one or beside it
pages:                      # in order; a page's articles are in the folder named by its label
  - label: "01"
    section: {section}
"""

ARTICLE = """\
---
kicker: {kicker}
headline:
  - {headline}
byline: {byline}
---
{text}

{more}
"""

STYLE = """\
# yaml-language-server: $schema=style.schema.json
# A style of your own: whatever is not set here comes from the style that it extends.
# Every key: `exporter schema style`, and docs/styles.md.
title: {title}
extends: newspaper

# Fonts of print by language; the first that is installed is used. Fonts may also be in this
# folder: name them with @font-face in print.css and epub.css.
#fonts:
#  {script}:
#    headline: [Source Han Serif SC, Noto Serif CJK SC]

# One colour, or {{print: "#…", epub: "#…", cover: "#…"}}; and the inks of print, C, M, Y, K.
#colours:
#  accent: "#0a5a8c"
#inks:
#  accent: [90, 45, 0, 25]

#papers:
#  tabloid: {{columns: 5}}
"""
PRINT = """\
/* Rules for print, added to those of the style that this one extends. */
"""
EPUB = """\
/* Rules for e-readers, added to those of the style that this one extends. */
"""


def make_style(folder: Path, language: str, schema: Mapping[str, object]) -> Path:
    """Make the folder of a style that extends the newspaper's.

    Returns the folder; raises `OutputError` if something is in it.
    """
    tag = script(language)
    chinese = tag if tag.startswith("zh-") or tag in ("ja", "ko") else "default"
    title = json.dumps(folder.resolve().name, ensure_ascii=False)
    return _write(
        folder,
        {
            folder / "style.yaml": STYLE.format(title=title, script=chinese),
            folder / "print.css": PRINT,
            folder / "epub.css": EPUB,
            folder / "style.schema.json": _json(schema),
        },
    )


def make_folder(folder: Path, language: str, schema: Mapping[str, object]) -> Path:
    """Make an issue folder, dated today, with the schema that editors complete issue.yaml by.

    Returns the folder; raises `OutputError` if something is in it.
    """
    words = example(language)
    today = date.today().isoformat()
    files = {
        folder / "issue.yaml": ISSUE.format(language=language, date=today, **words),
        folder / "01" / "10-first-story.md": ARTICLE.format(**words),
        folder / "issue.schema.json": _json(schema),
    }
    return _write(folder, files)


def _json(schema: Mapping[str, object]) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _write(folder: Path, files: dict[Path, str]) -> Path:
    """Write files into a new folder."""
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise OutputError(f"{folder}: already exists and is not empty, name a new folder")
        for path, text in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            with beside(path) as temporary:
                temporary.write_text(text, encoding="utf-8")
    except OSError as error:
        raise failed(error, folder) from None
    return folder
