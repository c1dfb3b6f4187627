"""NewsML-G2, NITF, ninjs: items, packages, and how pages are made of them."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from written import G2, NITF, item

from exporter.readers import ReadOptions, find_reader
from exporter.readers.base import Reading

PUBLICATION = ReadOptions(publication="The Lamp")


def read(path: Path, options: ReadOptions = PUBLICATION) -> Reading:
    return find_reader(path).read(path, options)


XHTML = (
    '<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml">'
    "<head><title>x</title></head><body><h1>Boat</h1><p>It came.</p></body></html></inlineXML>"
)


def test_an_item_with_inline_nitf(tmp_path: Path, picture) -> None:
    (tmp_path / "lamp.jpg").write_bytes(picture("JPEG"))
    path = tmp_path / "a.xml"
    path.write_text(item("a", "Other", NITF, "<subject><name>harbour</name></subject>"))
    reading = read(path)
    assert reading.issue and reading.issue.date == date(2026, 6, 16)
    [article] = reading.issue.articles
    assert (article.headline, article.deck) == (("Lamp lit",), "At last")
    assert (article.byline, article.dateline) == (("A. Stone",), "Quay, June 16")
    assert article.body == (
        "<p>The keeper lit\n      it.</p><h2>Later</h2>\n<p>It <em>burnt</em>.</p>".replace(
            "</p><h2>", "</p>\n<h2>"
        )
    )
    [figure] = article.figures
    assert (figure.caption, figure.credit, figure.alt) == ("The lamp", "B. Stone", "A lamp")
    assert reading.issue.pages[0].section == "harbour"


def test_an_item_with_inline_xhtml_without_its_headline_twice(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_text(item("a", "Boat", XHTML))
    [article] = read(path).issue.articles  # type: ignore[union-attr]
    assert article.body == "<p>It came.</p>"


def test_remote_content_beside_the_file(tmp_path: Path, picture) -> None:
    (tmp_path / "big.jpg").write_bytes(picture("JPEG"))
    (tmp_path / "text.txt").write_text("First.\n\nSecond.")
    remote = (
        '<remoteContent href="https://lamp.example/x/big.jpg" contenttype="image/jpeg" width="9"/>'
        '<remoteContent href="huge.jpg" contenttype="image/jpeg" width="2"/>'
    )
    caption = "<description>The lamp at night</description>"
    (tmp_path / "a.xml").write_text(item("a", "Lamp", remote, caption))
    (tmp_path / "b.xml").write_text(item("b", "Text", '<remoteContent href="text.txt"/>'))
    first, second = read(tmp_path).issue.articles  # type: ignore[union-attr]
    assert first.figures[0].caption == "The lamp at night"
    assert first.figures[0].picture.path.name == "big.jpg"
    assert second.body == "<p>First.</p>\n<p>Second.</p>"


def test_the_groups_of_a_package_are_the_pages(tmp_path: Path) -> None:
    for name in "abcd":
        (tmp_path / f"{name}.xml").write_text(item(name, name.upper(), XHTML))
    (tmp_path / "package.xml").write_text(
        f'<packageItem {G2}><itemMeta><versionCreated>2026-06-16</versionCreated></itemMeta>'
        '<groupSet root="r"><group id="r" role="g:main"><itemRef residref="b"/>'
        '<groupRef idref="s"/></group><group id="s" role="g:sidebar"><itemRef residref="a"/>'
        '<itemRef residref="z"><title>Gone</title><description>In short</description></itemRef>'
        '<itemRef residref="y"><title>No word of it</title></itemRef>'
        '<groupRef idref="t"/></group><group id="t"><itemRef residref="c"/><groupRef idref="s"/>'
        "</group></groupSet></packageItem>"
    )  # fmt: skip
    reading = read(tmp_path)
    assert reading.issue
    assert [
        (page.section, [one.title for one in page.articles]) for page in reading.issue.pages
    ] == [
        ("", ["B"]),
        ("Sidebar", ["A", "Gone", "No word of it", "C"]),
        ("", ["D"]),
    ]
    assert "(The saved pages" in reading.issue.pages[1].articles[2].body
    assert any("`Gone`, which is not in the folder" in one.message for one in reading.findings)


def test_the_last_version_of_an_item_counts(tmp_path: Path) -> None:
    (tmp_path / "1.xml").write_text(item("a", "Old", XHTML))
    (tmp_path / "2.xml").write_text(item("a", "New", XHTML))
    assert [one.title for one in read(tmp_path).issue.articles] == ["New"]  # type: ignore[union-attr]


def test_a_nitf_file_that_knows_its_page(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(
        '<nitf><head><title>Lamp</title><pubdata date.publication="20260616" name="The Quay"'
        ' position.section="Front" position.sequence="3"/></head><body><body.content><p>Lit.</p>'
        "</body.content></body></nitf>"
    )
    issue = read(tmp_path, ReadOptions()).issue
    assert issue and issue.publication.name == "The Quay" and issue.date == date(2026, 6, 16)
    assert [(page.label, page.section) for page in issue.pages] == [("3", "Front")]


def test_xml_that_is_cut_short_gives_what_came_before(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(item("a", "Lamp", NITF)[:-260])
    reading = read(tmp_path / "a.xml")
    assert reading.issue and "keeper" in reading.issue.articles[0].body
    assert any("not well-formed" in finding.message for finding in reading.findings)


# ninjs --------------------------------------------------------------------------------------

VERSIONS: list[dict[str, object]] = [
    {
        "uri": "a", "type": "text", "versioncreated": "2026-06-16T10:00:00Z", "language": "en",
        "headline": "Lamp lit", "byline": "A. Stone", "body_xhtml": "<p>The lamp.</p>",
        "subject": [{"name": "harbour"}], "located": "Quay",
        "associations": {"main": {"type": "picture", "headline": "x", "description_text": "Lamp",
                                  "byline": "B", "renditions": {"o": {"href": "lamp.jpg"}}}},
    },
    {
        "uri": "a", "type": "text", "versioncreated": "2026-06-16T10:00:00Z", "language": "en",
        "headlines": [{"role": "main", "value": "Lamp lit"}], "by": "A. Stone", "located": "Quay",
        "bodies": [{"role": "t", "contenttype": "text/plain", "value": "x"},
                   {"role": "h", "contenttype": "text/html", "value": "<p>The lamp.</p>"}],
        "subjects": [{"name": "harbour"}],
        "associations": [{"type": "picture", "by": "B", "descriptions": [{"value": "Lamp"}],
                          "renditions": [{"href": "https://q.example/small.jpg", "width": 900},
                                         {"href": "lamp.jpg", "width": 40}]}],
    },
    {
        "uri": "a", "type": "text", "versionCreated": "2026-06-16T10:00:00Z", "language": "en",
        "headlines": [{"value": "Lamp lit"}], "by": "A. Stone", "located": "Quay",
        "bodies": [{"contentType": "application/xhtml+xml", "value": "<p>The lamp.</p>"}],
        "subjects": [{"name": "harbour"}],
        "associations": [{"type": "picture", "by": "B", "descriptions": [{"value": "Lamp"}],
                          "renditions": [{"href": "lamp.jpg", "contentType": "image/jpeg"}]}],
    },
]  # fmt: skip


@pytest.mark.parametrize("entry", VERSIONS, ids=["1", "2", "3"])
def test_ninjs_of_each_version(tmp_path: Path, picture, entry: dict[str, object]) -> None:
    (tmp_path / "lamp.jpg").write_bytes(picture("JPEG"))
    (tmp_path / "a.json").write_text(json.dumps(entry))
    reading = read(tmp_path)
    assert reading.issue and reading.findings == () and reading.issue.date == date(2026, 6, 16)
    [article] = reading.issue.articles
    assert (article.title, article.byline, article.dateline) == ("Lamp lit", ("A. Stone",), "Quay")
    assert article.body == "<p>The lamp.</p>"
    caption = "x: Lamp" if "headline" in entry else "Lamp"
    assert [(figure.caption, figure.credit) for figure in article.figures] == [(caption, "B")]
    assert reading.issue.pages[0].section == "harbour"


@pytest.mark.parametrize("time", [1781596800, "1781596800000", 1781596800.5])
def test_seconds_since_1970_are_a_date_in_utc(tmp_path: Path, time: object) -> None:
    entry = {"uri": "a", "type": "text", "versioncreated": time, "headline": 1984, "body_text": "x"}
    (tmp_path / "a.json").write_text(json.dumps(entry))
    reading = read(tmp_path)
    assert reading.issue and reading.issue.date == date(2026, 6, 16)
    assert reading.issue.articles[0].title == "1984"


def test_a_language_that_no_item_names_is_guessed(tmp_path: Path) -> None:
    entry = {"uri": "a", "type": "text", "versioncreated": "2026-06-16", "headline": "다리"}
    (tmp_path / "a.json").write_text(json.dumps(entry | {"body_text": "다리는 열렸다."}))
    reading = read(tmp_path)
    assert reading.issue and reading.issue.publication.language == "ko"


@pytest.mark.parametrize(
    ("page_by", "sections"),
    [
        ("", ["one", "two"]),
        ("section", ["one", "two"]),
        ("subject", ["s", "t"]),
        ("file", ["a", "b"]),
    ],
)
def test_pages_by_section_subject_or_file(
    tmp_path: Path, page_by: str, sections: list[str]
) -> None:
    for name, section, subject in (("a", "one", "s"), ("b", "two", "t")):
        entry = VERSIONS[2] | {"uri": name, "associations": [], "section": section,
                               "subjects": [{"name": subject}]}  # fmt: skip
        (tmp_path / f"{name}.json").write_text(json.dumps(entry))
    issue = read(tmp_path, ReadOptions(publication="X", page_by=page_by)).issue
    assert issue and [page.section for page in issue.pages] == sections


def test_a_picture_on_the_network_is_named_and_its_caption_stays(tmp_path: Path) -> None:
    entry = {"uri": "p", "type": "picture", "versionCreated": "2026-06-16",
             "headlines": [{"value": "Lamp"}], "descriptions": [{"value": "A lamp at night"}],
             "renditions": [{"href": "https://q.example/lamp.jpg"}]}  # fmt: skip
    (tmp_path / "a.json").write_text(json.dumps(entry))
    reading = read(tmp_path)
    assert reading.issue and reading.issue.articles[0].body == "<p>A lamp at night</p>"
    assert "load it with --fetch-images" in reading.findings[0].message


def test_a_file_that_is_no_json_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps(VERSIONS[2]))
    (tmp_path / "b.json").write_text('{"headlines": [],\n"bodies": ')
    reading = read(tmp_path)
    assert reading.issue
    finding = next(one for one in reading.findings if one.rule == "source-json")
    assert (finding.path.name, finding.line) == ("b.json", 2)


def of_day(name: str, made: str) -> str:
    stamp = "<versionCreated>2026-06-16T23:30:00-05:00</versionCreated>"
    return item(name, f"Boat {name}", XHTML).replace(stamp, made)


@pytest.mark.parametrize(
    "made",
    [
        "<versionCreated/><firstCreated>2026-07-24T08:00:00</firstCreated>",
        "<contentMeta><contentCreated>2026-07-24</contentCreated></contentMeta>",
        "<firstCreated>2026-07-24T23:00:00-05:00</firstCreated><embargoed>2026-07-25</embargoed>",
    ],
)
def test_an_item_without_a_version_date_is_of_the_day_of_its_content(
    tmp_path: Path, made: str
) -> None:
    (tmp_path / "a.xml").write_text(of_day("a", made))
    reading = read(tmp_path / "a.xml")
    assert reading.issue and reading.issue.date == date(2026, 7, 24)


def test_the_day_that_a_message_was_sent_is_the_last_resort(tmp_path: Path) -> None:
    text = of_day("a", "").replace("<newsItem", "<item").replace("</newsItem", "</item")
    sent = f"<newsMessage {G2}><header><sent>2026-07-24T08:00:00Z</sent></header><itemSet>"
    inside = text.split("?>")[-1].replace("<item ", "<newsItem ").replace("</item>", "</newsItem>")
    (tmp_path / "a.xml").write_text(f"{sent}{inside}</itemSet></newsMessage>")
    reading = read(tmp_path / "a.xml")
    assert reading.issue and reading.issue.date == date(2026, 7, 24)


@pytest.mark.parametrize("chosen", [None, date(2026, 6, 1)])
def test_items_of_other_days_are_named(tmp_path: Path, chosen: date | None) -> None:
    for name in "abc":
        (tmp_path / f"{name}.xml").write_text(item(name, f"Boat {name}", XHTML))
    (tmp_path / "d.xml").write_text(of_day("d", "<versionCreated>2013-02-16</versionCreated>"))
    reading = read(tmp_path, ReadOptions(publication="The Lamp", date=chosen))
    said = [finding.message for finding in reading.findings]
    issue = chosen or date(2026, 6, 16)
    assert f"`Boat d` is dated 2013-02-16, the issue {issue}" in said
    assert len(said) == (4 if chosen else 1)


@pytest.mark.parametrize(
    "wrap",
    [lambda one: {"item": [one]}, lambda one: {"data": {"items": [{"meta": {}, "item": one}]}},
     lambda one: [[one]]],
)  # fmt: skip
def test_items_in_the_envelope_of_an_interface_are_read(
    tmp_path: Path, wrap: Callable[[object], object]
) -> None:
    entry = {"uri": "a", "headline": "Lamp", "body_text": "Lit.", "versioncreated": "2026-06-16"}
    path = tmp_path / "a.json"
    path.write_text(json.dumps(wrap(entry)))
    issue = read(path).issue
    assert issue and [one.title for one in issue.articles] == ["Lamp"]


@pytest.mark.parametrize(
    ("headline", "description", "caption"),
    [
        ("The slip", "At low water", "The slip: At low water"),
        ("At low water", "At low water, the slip", "At low water, the slip"),
        ("The slip", "", "The slip"),
        ("", "At low water", "At low water"),
    ],
)
def test_headline_and_description_of_an_associated_picture_are_its_caption(
    tmp_path: Path, picture, headline: str, description: str, caption: str
) -> None:
    (tmp_path / "slip.jpg").write_bytes(picture("JPEG"))
    shown = {"type": "picture", "headline": headline, "description_text": description,
             "renditions": {"web": {"href": "slip.jpg"}}}  # fmt: skip
    entry = {"uri": "a", "headline": "Boats", "body_text": "Out.", "versioncreated": "2026-06-16",
             "associations": {"main": shown}}  # fmt: skip
    (tmp_path / "a.json").write_text(json.dumps(entry))
    issue = read(tmp_path).issue
    assert issue and [one.caption for one in issue.articles[0].figures] == [caption]


def test_items_on_lines_of_their_own_are_read(tmp_path: Path) -> None:
    item = {"versioncreated": "2026-06-16T08:00:00Z", "language": "en", "body_text": "Lit."}
    lines = (json.dumps(item | {"uri": name, "headline": name}) for name in ("One", "Two"))
    path = tmp_path / "a.json"
    path.write_text("\n".join(lines) + "\n")
    issue = find_reader(path).read(path, ReadOptions(publication="The Lamp")).issue
    assert issue and [each.title for each in issue.articles] == ["One", "Two"]


def test_an_item_that_says_it_is_ninjs_needs_no_other_sign(tmp_path: Path) -> None:
    item = {"$standard": {"name": "ninjs", "version": "1.4"}, "uri": "a", "headline": "Tide"}
    path = tmp_path / "a.json"
    path.write_text(json.dumps(item))
    reading = read(path, ReadOptions(publication="The Lamp", date=date(2026, 6, 16)))
    assert reading.issue and [each.title for each in reading.issue.articles] == ["Tide"]


def test_a_day_of_an_item_without_words_is_not_named(tmp_path: Path) -> None:
    items = [
        {"uri": str(day), "versioncreated": f"2026-06-{day}T10:00:00Z", **words}
        for day, words in ((16, {"headline": "Tide"}), (14, {}), (15, {"body_text": "It rose."}))
    ]
    path = tmp_path / "a.json"
    path.write_text(json.dumps(items))
    said = [each.message for each in read(path).findings if "is dated" in each.message]
    assert said == ["`It rose.` is dated 2026-06-15, the issue 2026-06-16"]
