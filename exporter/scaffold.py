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
# One issue. Every key: docs/issue-folder.md, or `exporter schema issue`.
{publication}date: {date}
number: 1
# style: magazine           # or a folder with a style.yaml, in this folder or beside it
pages:                      # in order; each page's articles are in the folder named by its label
"""
PUBLICATION = """\
publication:                # the same in every issue; can be in a publication.yaml instead
  name: {name}
  language: {language}
  #masthead: masthead.svg   # a picture instead of the name in type
"""
PAGE = """\
  - label: {label}
    section: {section}
    #editor:
"""

ARTICLE = """\
---
kicker: {kicker}
headline:                   # one line, or a list of several
  - {headline}
#deck:
byline: {byline}
#figures: [{{image: photo.jpg, caption: "", credit: "", alt: what it shows}}]
---
{text}

{more}
"""

FONTS = {
    "default": "Source Serif 4, Linux Libertine O",
    "zh-hans": "Source Han Serif SC, Noto Serif CJK SC",
    "zh-hant": "Source Han Serif TC, Noto Serif CJK TC",
    "ja": "Source Han Serif, Noto Serif CJK JP",
    "ko": "Source Han Serif K, Noto Serif CJK KR",
}
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
#    headline: [{fonts}]

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
    chinese = tag if tag in FONTS else "default"
    title = json.dumps(folder.resolve().name, ensure_ascii=False)
    return _write(
        folder,
        {
            folder / "style.yaml": STYLE.format(title=title, script=chinese, fonts=FONTS[chinese]),
            folder / "print.css": PRINT,
            folder / "epub.css": EPUB,
            folder / "style.schema.json": _json(schema),
        },
    )


def make_folder(
    folder: Path,
    language: str,
    schema: Mapping[str, object],
    publication: str = "",
    pages: int = 1,
    day: date | None = None,
    is_named: bool = True,
) -> Path:
    """Make an issue folder, dated `day` or today, with the JSON schema that editors use.

    Each of its `pages` has an example article. Unless it `is_named`, it inherits its publication
    from a publication.yaml. Returns the folder; raises `OutputError` if
    something is in it.
    """
    words = example(language)
    dated = (day or date.today()).isoformat()
    name = json.dumps(publication, ensure_ascii=False) if publication else words["name"]
    named = PUBLICATION.format(language=language, name=name) if is_named else ""
    head = ISSUE.format(publication=named, date=dated, **words)
    labels = [f"{number:02}" for number in range(1, pages + 1)]
    sections = [words["section"], *[""] * (pages - 1)]
    listed = (
        PAGE.format(label=json.dumps(label), section=section).replace(": \n", ":\n")
        for label, section in zip(labels, sections, strict=True)
    )
    article = ARTICLE.format(**words)
    files = {folder / label / "10-first-story.md": article for label in labels}
    files[folder / "issue.yaml"] = head + "".join(listed)
    files[folder / "issue.schema.json"] = _json(schema)
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
