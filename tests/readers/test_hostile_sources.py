"""Files that are cut short, mis-encoded, mixed up or enormous: a partial issue or a clear error.

Never an exception, never the network, always within seconds.
"""

import contextlib
import gzip
import json
import socket
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from founder_site import site
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exporter.errors import ExporterError
from exporter.readers import ReadOptions, find_reader, readers
from exporter.readers.base import Reading

SECONDS = 5  # of CPU: what is quadratic takes many times that, a crowded machine does not
OPTIONS = ReadOptions(publication="X")
SAVED = (
    "首页 | 版面导航 | 标题导航\n第01版:头版\n第02版:\n桥头的灯\n新闻内容\n"
    "2018年07月03日 星期二上一期下一期\n桥头的灯\n\n    河水涨了，灯亮了。\n    (据渡口社)\n"
)
FEED = (
    '<?xml version="1.0"?><rss version="2.0"><channel><title>T</title>'
    "<item><title>A</title><description>&lt;p&gt;B&lt;/p&gt;</description>"
    "<pubDate>Tue, 16 Jun 2026 10:00:00 GMT</pubDate></item></channel></rss>"
)
NEWSML = (
    '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="g" xml:lang="en"><itemMeta>'
    "<versionCreated>2026-06-16T10:00:00Z</versionCreated></itemMeta><contentMeta><headline>A"
    "</headline></contentMeta><contentSet><inlineXML><nitf><body><body.content><p>B</p>"
    "</body.content></body></nitf></inlineXML></contentSet></newsItem>"
)
NINJS = json.dumps(
    {"uri": "u", "versionCreated": "2026-06-16T10:00:00Z", "headlines": [{"value": "A"}],
     "bodies": [{"contentType": "text/html", "value": "<p>B</p>"}]}
)  # fmt: skip
MARKDOWN = "# Weekly 12\n\n2026-06-16\n\n## One\n\n### A\n\nB\n\n## Two\n\nC\n"
WEB_PAGE = """<html lang="en"><title>A lamp on the bridge - Lamp Post</title>
<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2026-06-16",
"author": {"name": "Ann Reed"}}</script>
<article><h1>A lamp on the bridge</h1><p>The lamp is lit.</p><p>So they say.</p></article></html>"""
GOOD = {
    "page.txt": SAVED,
    "feed.xml": FEED,
    "item.xml": NEWSML,
    "item.json": NINJS,
    "2026-06-16.md": MARKDOWN,
    "node_2.htm": "",
    "article.html": WEB_PAGE,
}
BOMB = (
    '<?xml version="1.0"?><!DOCTYPE b [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(12))
    + "]>"
)


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: object, **options: object) -> None:
        raise AssertionError("a reader went to the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.fixture(autouse=True)
def in_time() -> Iterator[None]:
    begin = time.process_time()
    yield
    assert time.process_time() - begin < SECONDS


def read_all(path: Path) -> list[Reading]:
    """Read with every reader, as `--from` lets people do, and with the one that fits."""
    readings = [reader.read(path, OPTIONS) for reader in readers()]
    with contextlib.suppress(ExporterError):
        readings.append(find_reader(path).read(path, OPTIONS))
    for reading in readings:
        assert reading.issue is not None or reading.findings
    return readings


def founder_page() -> str:
    return site().page(site().sheets[0])


def write(folder: Path, name: str, data: bytes) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_bytes(data)
    return path


GOOD["node_2.htm"] = founder_page()


@pytest.mark.parametrize("name", sorted(GOOD))
def test_the_good_files_are_read(tmp_path: Path, name: str) -> None:
    path = write(tmp_path / "s", name, GOOD[name].encode())
    reading = find_reader(path).read(path, OPTIONS)
    assert reading.issue is not None, reading.findings


@pytest.mark.parametrize("name", sorted(GOOD))
def test_files_that_are_cut_short(tmp_path: Path, name: str) -> None:
    data = GOOD[name].encode()
    for end in range(0, len(data), max(1, len(data) // 40)):
        read_all(write(tmp_path / "s", name, data[:end]))


@pytest.mark.parametrize("name", sorted(GOOD))
@pytest.mark.parametrize("encoding", ["gbk", "big5", "utf-16", "shift_jis", "latin-1", "utf-7"])
def test_files_in_another_encoding(tmp_path: Path, name: str, encoding: str) -> None:
    read_all(write(tmp_path / "s", name, GOOD[name].encode(encoding, errors="replace")))


@pytest.mark.parametrize("name", sorted(GOOD))
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_files_with_bytes_changed(tmp_path: Path, name: str, data: st.DataObject) -> None:
    good = bytearray(GOOD[name].encode())
    for _ in range(data.draw(st.integers(1, 12))):
        place = data.draw(st.integers(0, len(good) - 1))
        good[place : place + data.draw(st.integers(0, 9))] = data.draw(st.binary(max_size=9))
        good = good or bytearray(b" ")
    read_all(write(tmp_path / "s", name, bytes(good)))


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(parts=st.lists(st.sampled_from(sorted(GOOD.values())), max_size=5), cut=st.integers(1, 400))
def test_files_that_are_mixed_up(tmp_path: Path, parts: list[str], cut: int) -> None:
    mixed = "".join(part[:cut] for part in parts) + "".join(part[cut:] for part in parts)
    for name in ("page.txt", "feed.xml", "item.json", "2026-06-16.md", "node_2.htm"):
        read_all(write(tmp_path / "s", name, mixed.encode()))


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(value=st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(["uri", "headlines", "bodies", "value", "items", "type", "renditions",
                         "associations", "versionCreated", "role", "contentType", "by", "href",
                         "title", "tags", "authors", "content_html", "version", "language"]),
        inner, max_size=5),
    max_leaves=20))  # fmt: skip
def test_json_of_any_shape(tmp_path: Path, value: object) -> None:
    read_all(write(tmp_path / "s", "item.json", json.dumps(value).encode()))


def test_a_bomb_of_entities_is_refused(tmp_path: Path) -> None:
    for name, good in (("feed.xml", FEED), ("item.xml", NEWSML)):
        text = BOMB + good.split("?>", 1)[-1].replace(">A<", ">&m;<")
        path = write(tmp_path / "s", name, text.encode())
        reading = find_reader(path).read(path, OPTIONS)
        assert any("declares entities" in finding.message for finding in reading.findings)


def test_an_entity_that_names_a_file_is_not_read(tmp_path: Path) -> None:
    secret = write(tmp_path / "t", "secret.txt", b"secret words")
    text = f'<!DOCTYPE x [<!ENTITY a SYSTEM "{secret.as_uri()}">]>' + NEWSML.replace(">B<", ">&a;<")
    for reading in read_all(write(tmp_path / "s", "item.xml", text.encode())):
        assert reading.issue is None or "secret" not in reading.issue.model_dump_json()


def test_a_packed_feed_that_would_fill_the_memory_is_unknown(tmp_path: Path) -> None:
    packed = gzip.compress(FEED.encode() + b" " * 50_000_000)
    path = write(tmp_path / "s", "feed.xml", packed)
    with pytest.raises(ExporterError):
        find_reader(path)
    read_all(path)


ENORMOUS: dict[str, Callable[[], str]] = {
    "tags": lambda: "<div>" * 20_000,
    "lists": lambda: "<ul><li>" * 10_000,
    "bold": lambda: "<html><!--enpcontent-->" + "<b>" * 16_000,
    "brackets": lambda: "[" * 60_000,
    "braces": lambda: '{"a":' * 60_000,
    "links": lambda: "<a href=content_1.htm><a " * 10_000,
    "comments": lambda: "<!--" * 20_000,
    "scripts": lambda: "<script>view(" * 8_000,
    "opening": lambda: "<" * 60_000,
    "one line": lambda: "河" * 100_000,
    "glosses": lambda: "頁(yè)" * 4_000,
    "holes": lambda: "夫?qū)⑦B日" * 1_600,
    "unsure holes": lambda: "夫?qū)" * 4_000,
    "pages": lambda: "第01版:头版\n" * 3_000,
    "phrases": lambda: "更多评论收藏分享" * 8_000,
    "bars": lambda: "a|" * 100_000,
    "dates": lambda: "2018年07月03日" * 10_000,
    "headings": lambda: "## A\n" * 1_200,
    "stars": lambda: "*" * 40_000,
    "quotes": lambda: "“" * 60_000,
    "brackets of text": lambda: "(字" * 30_000,
    "formulas": lambda: "\\[" * 20_000,
    "formulas of a line": lambda: "\\(" * 20_000,
    "dollars": lambda: "$a " * 20_000,
    "notes": lambda: "[^1]: a\n\n" * 600,
}


@pytest.mark.parametrize("what", sorted(ENORMOUS))
@pytest.mark.parametrize(
    "name", ["page.txt", "feed.xml", "item.json", "2026-06-16.md", "node_2.htm"]
)
def test_enormous_files(tmp_path: Path, what: str, name: str) -> None:
    data = GOOD[name].encode() + ENORMOUS[what]().encode()
    path = write(tmp_path / "s", name, data)
    for reader in readers():
        if reader.knows(path):
            reader.read(path, OPTIONS)


def test_a_hundred_megabytes_of_nested_tags_are_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "s", "node_2.htm", GOOD["node_2.htm"].encode() + b"<div>" * 20_000_000)
    reading = find_reader(path).read(path, OPTIONS)
    assert reading.issue is None
    assert any("has 100 MB, the limit is 5 MB" in one.message for one in reading.findings)
