"""Make an EPUB of an issue folder, naively: `naive_ebooklib.py ISSUE_FOLDER FILE`."""

from __future__ import annotations

import re
import sys
from html import escape
from pathlib import Path
from typing import Any

import yaml
from ebooklib import epub
from markdown_it import MarkdownIt

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
ATTRIBUTES = re.compile(r"^(!\[.*\))\{.*\}$", re.MULTILINE)
MARKDOWN = MarkdownIt("commonmark", {"xhtmlOut": True})


def main(folder: Path, target: Path) -> None:
    head = yaml.load((folder / "issue.yaml").read_bytes(), Loader=LOADER)
    book = epub.EpubBook()
    book.set_identifier(f"{head['publication']['code']}-{head['date']}")
    book.set_title(head["publication"]["name"])
    book.set_language(head["publication"]["language"])
    book.add_metadata("DC", "date", str(head["date"]))
    chapters = [chapter(path) for page in head["pages"] for path in stories(folder, page)]
    for item in (*chapters, *pictures(folder), epub.EpubNcx(), epub.EpubNav()):
        book.add_item(item)
    book.toc = chapters
    book.spine = ["nav", *chapters]
    epub.write_epub(str(target), book)


def stories(folder: Path, page: dict[str, Any]) -> list[Path]:
    return sorted((folder / page["label"]).glob("*.md"))


def chapter(path: Path) -> Any:
    _, front, body = path.read_text(encoding="utf-8").split("---\n", 2)
    head = yaml.load(front, Loader=LOADER)
    lines = head["headline"]
    title = lines if isinstance(lines, str) else "　".join(lines)
    name = f"{path.parent.name}/{path.stem}.xhtml"
    item = epub.EpubHtml(title=title, file_name=name, lang="zh-Hans")
    item.content = frame(head, title) + MARKDOWN.render(ATTRIBUTES.sub(r"\1", body))
    return item


def frame(head: dict[str, Any], title: str) -> str:
    """Give what stands above the body."""
    keys = ("kicker", "deck", "byline", "dateline")
    lines = "".join(f"<p>{escape(head[key])}</p>" for key in keys if key in head)
    return f"<h1>{escape(title)}</h1>{lines}" + "".join(map(figure, head.get("figures", ())))


def figure(head: dict[str, str]) -> str:
    caption = f"<figcaption>{escape(head['caption'])}</figcaption>"
    return f'<figure><img src="{head["image"]}" alt="{escape(head["alt"])}"/>{caption}</figure>'


def pictures(folder: Path) -> list[Any]:
    return [
        epub.EpubImage(
            uid=path.stem,
            file_name=path.relative_to(folder).as_posix(),
            media_type="image/jpeg",
            content=path.read_bytes(),
        )
        for path in sorted(folder.glob("*/*.jpg"))
    ]


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
