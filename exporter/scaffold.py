"""An issue folder to start from: small, complete, and ready to build."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from exporter.errors import OutputError
from exporter.languages.labels import example
from exporter.outputs import beside, failed

ISSUE = """\
# yaml-language-server: $schema=issue.schema.json
publication:
  name: {name}
  language: {language}
date: {date}
number: 1
pages:                      # in order; a page's articles lie in the folder of its label
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


def make_folder(folder: Path, language: str, schema: dict[str, Any]) -> Path:
    """Make an issue folder, dated today, with the schema that editors complete issue.yaml by.

    Returns the folder; raises `OutputError` if something is in it.
    """
    words = example(language)
    today = date.today().isoformat()
    files = {
        folder / "issue.yaml": ISSUE.format(language=language, date=today, **words),
        folder / "01" / "10-first-story.md": ARTICLE.format(**words),
        folder / "issue.schema.json": json.dumps(schema, ensure_ascii=False, indent=2) + "\n",
    }
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise OutputError(f"{folder}: is there already and not empty, name a new folder")
        for path, text in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            with beside(path) as temporary:
                temporary.write_text(text, encoding="utf-8")
    except OSError as error:
        raise failed(error, folder) from None
    return folder
