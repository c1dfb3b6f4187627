"""The issue folder as the rivals need it: front matter apart, pictures as Markdown or HTML."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from markdown_it import MarkdownIt

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
IMAGE = re.compile(r"^!\[(.*?)\]\((\S+) \"(.*?)\"\)\{.*\}$", re.MULTILINE)


@dataclass(frozen=True)
class Story:
    """An article: its front matter, its Markdown, and the folder of its pictures."""

    head: dict[str, Any]
    body: str
    page: str

    @property
    def headline(self) -> str:
        lines = self.head["headline"]
        return lines if isinstance(lines, str) else "　".join(lines)


def read_head(folder: Path) -> dict[str, Any]:
    """Give issue.yaml as it is written."""
    head: dict[str, Any] = yaml.load((folder / "issue.yaml").read_bytes(), Loader=LOADER)
    return head


def read_stories(folder: Path) -> Iterator[Story]:
    """Give the articles in order."""
    for page in read_head(folder)["pages"]:
        for path in sorted((folder / page["label"]).glob("*.md")):
            _, head, body = path.read_text(encoding="utf-8").split("---\n", 2)
            yield Story(yaml.load(head, Loader=LOADER), body, page["label"])


def to_markdown(story: Story) -> str:
    """Give the article as one Markdown document: `#` headline, `##` subheads, paths from root."""
    figures = (
        f'![{figure["alt"]}]({story.page}/{figure["image"]} "{figure["caption"]}")'
        for figure in story.head.get("figures", ())
    )
    body = IMAGE.sub(rf'![\1]({story.page}/\2 "\3")', story.body)
    return "\n\n".join((f"# {story.headline}", *_lines(story), *figures, body))


def to_html(story: Story, markdown: MarkdownIt) -> str:
    """Give the article as HTML: `h1` headline, `h2` subheads, picture paths from root."""
    return str(markdown.render(to_markdown(story)))


def write_html(folder: Path, target: Path) -> None:
    """Write the whole issue as one HTML document."""
    name = html.escape(read_head(folder)["publication"]["name"])
    markdown = MarkdownIt()
    with target.open("w", encoding="utf-8") as file:
        file.write(f'<!DOCTYPE html><html lang="zh-Hans"><meta charset="utf-8"><title>{name}')
        file.write("</title><body>")
        file.writelines(to_html(story, markdown) for story in read_stories(folder))
        file.write("</body></html>")


def _lines(story: Story) -> Iterator[str]:
    """Give the lines around the headline that rivals have no word for, as paragraphs."""
    for key in ("kicker", "deck", "byline", "dateline"):
        if value := story.head.get(key):
            yield value
