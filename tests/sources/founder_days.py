"""A mirror of a web edition whose pages, articles and pictures of a day are in several folders."""

from __future__ import annotations

from datetime import date
from pathlib import Path

SENTENCE = "渡口的灯在天黑以前亮了起来，船夫们把缆绳收好，等最后一班客人下船。"
HEAD = "<html><head><title>青石渡日报</title></head><body>"
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c4944415408d763f8ffff3f0005fe02fea735814b0000000049454e44ae426082"
)


def day_files(
    day: date, pages: str = "pc/layout", articles: str = "pc/content", pictures: str = "pc/att"
) -> dict[str, bytes]:
    """Return the files of two pages with an article each, by the kinds of their folders."""
    folder = f"{day:%Y%m/%d}"
    up = "../" * (pages.count("/") + 3)
    shown = f"{day.year}年{day:%m}月{day:%d}日 星期{'一二三四五六日'[day.weekday()]}"
    listed = "".join(
        f'<li><a id="pageLink" href="node_0{n}.html">第0{n}版：要闻</a>' for n in (1, 2)
    )
    files = {f"{pictures}/{folder}/quay.png": PICTURE}
    for number in (1, 2):
        name = f"{articles}/{folder}/content_{number}.html"
        link = f'<a href="{up}{name}">{day.day}日的灯{number}</a>'
        page = f"{HEAD}<p>{shown}</p><ul>{listed}</ul><div>{link}</div>"
        text = f"<founder-content><p>{SENTENCE}</p><p>{SENTENCE}</p></founder-content>"
        files[f"{pages}/{folder}/node_0{number}.html"] = page.encode()
        files[name] = f"{HEAD}<p>{shown}</p><h1>{day.day}日的灯{number}</h1>{text}".encode()
    return files


def write_day(root: Path, day: date, **kinds: str) -> Path:
    """Write the files of a day into a mirror."""
    for name, data in day_files(day, **kinds).items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return root
