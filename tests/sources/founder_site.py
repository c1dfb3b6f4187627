"""Writes a saved tree of a Founder web edition, with the habits of its real pages.

The markup is that of the system; every word is made up.
"""

import io
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image

SENTENCE = "河水涨到第三级石阶时，守桥人把灯挂了出去，两岸的人便知道今夜不必过江。"


@dataclass
class Story:
    number: int
    title: str = ""
    kicker: str = ""
    deck: str = ""
    author: str = ""
    text: str = f"<P>　　{SENTENCE}</P>\n<P>　　{SENTENCE}</P>"
    picture: str = ""
    scripted: bool = False

    @property
    def shown(self) -> str:
        return self.title or f"第{self.number}条消息<br>桥头的灯亮了"


@dataclass
class Sheet:
    node: int
    label: str
    section: str
    stories: list[Story] = field(default_factory=list)
    colon: str = "："


@dataclass
class Site:
    """One issue; `encoding` is what the files are in, `declared` what they say."""

    sheets: list[Sheet]
    encoding: str = "gbk"
    declared: str = "gb2312"
    shown_date: str = "2017年10月13日 星期五"
    founder_date: str = "2017-10-13"
    name: str = "青石渡日报"
    folder: str = "html/2017-10/13"
    article_query: str = ""

    def write(self, root: Path) -> Path:
        place = root / self.folder
        place.mkdir(parents=True, exist_ok=True)
        for sheet in self.sheets:
            self.save(place / f"node_{sheet.node}.htm", self.page(sheet))
            picture = place / "images" / f"{sheet.label}.jpg"
            picture.parent.mkdir(exist_ok=True)
            picture.write_bytes(jpeg((700, 1000)))
            for story in sheet.stories:
                name = f"content_{story.number}.htm{self.article_query}"
                self.save(place / name, self.article(sheet, story))
                if story.picture:
                    path = place / "res" / "20171013" / story.picture
                    path.parent.mkdir(parents=True, exist_ok=True)
                    path.write_bytes(jpeg((300, 200), "navy"))
        return root

    def save(self, path: Path, text: str) -> None:
        path.write_bytes(text.encode(self.encoding, errors="replace"))

    def head(self, title: str) -> str:
        return (
            f'<html><head><meta http-equiv="Content-Type" content="text/html; '
            f'charset={self.declared}"><title>{title}</title>'
            "<script>var a = '<a href=node_99.htm>第99版：假的</a>';</script></head>"
            "\n<body>\n<body>\n"
        )

    def page(self, sheet: Sheet) -> str:
        founder = f"<founder-date>{self.founder_date}</founder-date>" if self.founder_date else ""
        areas = "".join(
            f'<Area shape="polygon" coords="0,{n * 50},350,{n * 50},'
            f'350,{n * 50 + 50},0,{n * 50 + 50}"'
            f' href="content_{story.number}.htm?div={div}">\n'
            for n, story in enumerate(sheet.stories)
            for div in (0, -1)
        )
        pages = "".join(
            f"<li><a id=pageLink href=./node_{other.node}.htm>"
            f"第{other.label}版{other.colon}{other.section}</a> "
            f"<a href=pdf/{other.label}.pdf>PDF</a>\n"
            for other in self.sheets
        )
        return (
            self.head(f"{self.name}数字报-第{sheet.label}版")
            + f"<!-- <founder-type>2</founder-type> {founder} "
            + f"<founder-pagenum>{sheet.label}</founder-pagenum> -->\n"
            + f"<td>{self.shown_date}</td> 第4321期 国内统一刊号 CN 00-0123\n"
            + "<a href=../../2017-10/12/node_2.htm>上一期</a><a href=#>下一期</a>\n"
            + f'<img src=images/{sheet.label}.jpg width=350 height=500 useMap="#PagePicMap">\n'
            + f"<map name=PagePicMap>{areas}</map>\n<ul>{pages}</ul>\n<ul>"
            + "".join(self.link(n, story) for n, story in enumerate(sheet.stories))
            + "</ul></body></html>"
        )

    def link(self, number: int, story: Story) -> str:
        address = f"content_{story.number}.htm?div=-1"
        if story.scripted:
            words = f'<script>document.write(view("{story.shown}  "))</script>'
        else:
            words = f"<div id=mp{number}>{story.shown}</div>"
        return f"<li><a href={address}>{words}</a>\n"

    def article(self, sheet: Sheet, story: Story) -> str:
        picture = ""
        if story.picture:
            picture = (
                f'<table><tr><td><IMG src="res/20171013/{story.picture}"></td></tr>'
                "<tr><td>桥头的灯　石某 摄</td></tr></table>"
            )
        return (
            self.head("文章")
            + "<!--enpproperty <articleid>1</articleid><date>2017-10-13 00:00:00:0</date>"
            + f"<author>{story.author}</author><title>{story.title}</title>"
            + f"<subtitle>{story.deck}</subtitle><introtitle>{story.kicker}</introtitle>"
            + f"<nodename>{sheet.section}</nodename>/enpproperty-->\n"
            + f"<h3>{story.kicker}</h3><h2>{story.shown}</h2><h4>{story.deck}</h4>放大 缩小 默认\n"
            + f"{picture}<!--enpcontent-->{story.text}<!--/enpcontent-->\n"
            + "版权声明：不得转载。</body>"
        )


def jpeg(size: tuple[int, int], colour: str = "teal") -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", size, colour).save(buffer, "JPEG")
    return buffer.getvalue()


def site(**changes: object) -> Site:
    """A small issue with all that is odd about such pages."""
    sheets = [
        Sheet(
            2,
            "01",
            "头版",
            [
                Story(71, "守桥人的灯", "雨季第一周", "两岸试行夜间摆渡", "本报记者 石桥"),
                Story(72, scripted=True, picture="lamp.jpg"),
            ],
        ),
        Sheet(3, "03", "要　闻", [Story(73, "渡口换了新船<br>老船工上岸")], ":"),
        Sheet(9, "A04", "广告", []),
    ]
    return Site(sheets, **changes)  # type: ignore[arg-type]
