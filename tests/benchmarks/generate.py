"""Write an issue folder to measure with: `python tests/benchmarks/generate.py FOLDER`.

The same options give the same bytes, and article N is the same in issues of any size.
"""

from __future__ import annotations

import argparse
import sys
from itertools import cycle
from pathlib import Path
from random import Random

import pictures
from prose import Prose, Vocabulary, vocabulary

PAGES = 16
PICTURES = 40
BODY = 1_200
SECTIONS = (
    *("头版", "要闻", "本地", "国内", "国际", "经济", "民生", "法治"),
    *("教育", "科技", "健康", "文化", "副刊", "体育", "读者", "视点"),
)
KINDS = ("news", "feature", "opinion")

ISSUE = """\
publication:
  name: 澜州基准报
  language: zh-Hans
  code: benchmark
  publisher: 澜州基准报社
date: 2026-06-15
number: "1024"
pages:
"""


def write_issue(folder: Path, articles: int, seed: int = 1, pages: int = PAGES) -> None:
    """Write an issue of `articles` on `pages` pages, with 40 pictures, to a new `folder`."""
    beside = folder.with_name(folder.name + ".part")
    beside.mkdir(parents=True)
    (beside / "issue.yaml").write_text(_issue_file(pages), encoding="utf-8", newline="\n")
    words = vocabulary()
    for number in range(articles):
        _write_article(beside, words, number, articles, seed, pages)
    beside.rename(folder)


def _issue_file(pages: int) -> str:
    named = zip(range(1, pages + 1), cycle(SECTIONS), strict=False)
    return ISSUE + "".join(f'  - label: "{page:02}"\n    section: {name}\n' for page, name in named)


def _write_article(
    root: Path, words: Vocabulary, number: int, articles: int, seed: int, pages: int
) -> None:
    """Write article `number` (from 0) and its picture; each page gets the like share in order."""
    page = number * pages // articles
    place = number - -(-page * articles // pages) + 1
    folder = root / f"{page + 1:02}"
    folder.mkdir(exist_ok=True)
    photo = f"photo-{number + 1:02}.jpg" if number < PICTURES else ""
    if photo:
        (folder / photo).write_bytes(pictures.photo(f"{seed}/{photo}"))
    width = len(str(10 * -(-articles // pages)))
    path = folder / f"{10 * place:0{width}}-story-{number + 1}.md"
    text = article(words, number, photo, seed)
    path.write_text(text, encoding="utf-8", newline="\n")


def article(words: Vocabulary, number: int, photo: str = "", seed: int = 1) -> str:
    """Give the text of article `number`, with `photo` at its head or, in odd ones, in its body."""
    rng = Random(f"{seed}/{number}")
    prose = Prose(words, rng)
    head = _front_matter(prose, rng)
    body = prose.body(BODY)
    if photo and number % 2:
        return f"---\n{head}---\n{_figure_inside(prose, photo, body)}"
    figures = _figure_at_head(prose, photo) if photo else ""
    return f"---\n{head}{figures}---\n{body}"


def _front_matter(prose: Prose, rng: Random) -> str:
    head = f"kicker: {prose.phrase(6, 14)}\n" if rng.random() < 0.5 else ""
    if rng.random() < 0.5:
        head += f"headline: {prose.phrase(8, 18)}\n"
    else:
        head += f"headline:\n  - {prose.phrase(7, 14)}\n  - {prose.phrase(7, 14)}\n"
    head += f"deck: {prose.phrase(10, 20)}\n" if rng.random() < 0.3 else ""
    head += f"byline: 本报记者 {prose.name()}\n"
    head += "dateline: 澜州6月15日电\n" if rng.random() < 0.5 else ""
    return head + f"kind: {rng.choices(KINDS, (80, 15, 5))[0]}\n"


def _figure_at_head(prose: Prose, photo: str) -> str:
    return (
        f"figures:\n  - image: {photo}\n    caption: {prose.phrase(10, 24)}\n"
        f"    credit: 本报记者 {prose.name()} 摄\n    alt: {prose.phrase(8, 16)}\n"
    )


def _figure_inside(prose: Prose, photo: str, body: str) -> str:
    """Put the picture after the first paragraph."""
    first, _, rest = body.partition("\n\n")
    caption, alt = prose.phrase(10, 24), prose.phrase(8, 16)
    figure = f'![{alt}]({photo} "{caption}"){{credit="本报记者 {prose.name()} 摄"}}'
    return f"{first}\n\n{figure}\n\n{rest}"


def main() -> None:
    parser = argparse.ArgumentParser(description="Write an issue folder to measure with.")
    parser.add_argument("folder", type=Path, help="a folder that does not exist yet")
    parser.add_argument("--articles", type=int, default=60, help="how many (default: 60)")
    parser.add_argument("--pages", type=int, default=PAGES, help="how many (default: 16)")
    parser.add_argument("--seed", type=int, default=1, help="another one, another issue")
    options = parser.parse_args()
    if options.folder.exists():
        sys.exit(f"{options.folder} is already there: name a new folder")
    articles, pages = options.articles, options.pages
    if articles < pages:
        sys.exit(f"--articles {articles} is too few: {pages} pages need {pages} or more")
    write_issue(options.folder, articles, options.seed, pages)


if __name__ == "__main__":
    main()
