"""What real wires send: parts of heads, versions, older formats, files that no reader takes."""

import json
from datetime import date
from pathlib import Path

import pytest
from written import G2

from exporter.model import Article
from exporter.readers import ReadOptions, find_reader, named
from exporter.readers.base import Reading
from exporter.readers.tools.drafts import DraftArticle
from exporter.readers.tools.items import summary, tidy

OPTIONS = ReadOptions(publication="The Lamp")


def read(path: Path) -> Reading:
    return find_reader(path).read(path, OPTIONS)


def one(path: Path) -> Article:
    issue = read(path).issue
    assert issue
    [article] = issue.articles
    return article


def nitf(
    tmp_path: Path, head: str, body: str = "<p>The lamp is lit.</p>", end: str = ""
) -> Article:
    path = tmp_path / "a.xml"
    path.write_text(
        '<nitf baselang="en"><head><docdata><date.issue norm="20260616"/></docdata></head><body>'
        f"<body.head><hedline><hl1>Lamp lit</hl1></hedline>{head}</body.head>"
        f"<body.content>{body}</body.content><body.end>{end}</body.end></body></nitf>"
    )
    return one(path)


def test_nitf_keeps_the_words_of_a_picture_without_a_file(tmp_path):
    words = "<media-caption>The tower</media-caption><media-producer>Ann Lee</media-producer>"
    body = nitf(tmp_path, "", f'<p>Lit.</p><media media-type="image">{words}</media>').body
    assert "The tower Ann Lee" in body


def g2(name: str = "a", meta: str = "", content: str = "", head: str = "", version: int = 1) -> str:
    return (
        f'<newsItem {G2} guid="{name}" version="{version}" xml:lang="en"><itemMeta>{head}'
        f"<versionCreated>2026-06-16T0{version}:00:00Z</versionCreated></itemMeta>"
        f"<contentMeta><headline>Lamp lit</headline>{meta}</contentMeta>"
        f"<contentSet>{content or '<inlineData>The lamp is lit.</inlineData>'}</contentSet>"
        "</newsItem>"
    )


def from_g2(tmp_path: Path, **parts: str) -> Article:
    path = tmp_path / "a.xml"
    path.write_text(g2(**parts))  # type: ignore[arg-type]
    return one(path)


# NITF ---------------------------------------------------------------------------------------


DAMAGE = [b"\xff\xfe", b"\xed\xa0\x80", b"\xc0\xaf", b"&#xD800;", b"&#0;", b"&#x110000;", b"\x00"]


@pytest.mark.parametrize("damage", DAMAGE)
@pytest.mark.parametrize("place", [b"LampTitle", b"LampText", b"LampName", b"norm=", b"<p", b"en"])
def test_damaged_bytes_in_nitf_are_a_finding_or_a_sign(
    tmp_path: Path, place: bytes, damage: bytes
) -> None:
    good = (
        b'<nitf baselang="en"><head><docdata><date.issue norm="20260616"/></docdata>'
        b'<pubdata name="LampName"/></head><body><body.head><hedline><hl1>LampTitle</hl1></hedline>'
        b"</body.head><body.content><p>LampText</p><p>Last words</p></body.content></body></nitf>"
    )
    path = tmp_path / "a.xml"
    path.write_bytes(good.replace(place, place + damage))
    reading = named("newsml").read(path, ReadOptions(date=date(2026, 6, 16)))
    assert reading.findings or reading.issue
    path.write_bytes(good.replace(place, damage + place, 1)[:-20])
    named("newsml").read(path, ReadOptions())


def test_a_note_before_the_text_takes_nothing_from_it(tmp_path: Path) -> None:
    note = "<note><body.content><p>A table follows.</p></body.content></note>"
    body = nitf(tmp_path, note, "<p>One.</p><p>Two.</p>").body
    assert "<p>One.</p>\n<p>Two.</p>" in body and "A table follows." in body


@pytest.mark.parametrize(
    ("byline", "shown"),
    [
        ("By A. STONE<byttl>Quay Post Writer</byttl>", "A. STONE, Quay Post Writer"),
        ("By<person>A. Stone</person><byttl>Quay Post</byttl>", "A. Stone, Quay Post"),
        ("by <person>A. Stone</person> and <person>B. Reed</person>", "A. Stone and B. Reed"),
        ("A. Stone, <byttl>Editor</byttl>", "A. Stone, Editor"),
        ("Byron Stone", "Byron Stone"),
        ("<person><name.given>Ann</name.given><name.family>Stone</name.family></person>",
         "Ann Stone"),
    ],
)  # fmt: skip
def test_the_parts_of_a_byline_stand_apart(tmp_path: Path, byline: str, shown: str) -> None:
    assert nitf(tmp_path, f"<byline>{byline}</byline>").byline == (shown,)


def test_several_bylines_are_several_people(tmp_path: Path) -> None:
    head = "<byline>By A. Stone</byline><byline>By B. Reed</byline>"
    assert nitf(tmp_path, head).byline == ("A. Stone", "B. Reed")


def test_an_abstract_is_the_deck_and_a_tagline_ends_the_text(tmp_path: Path) -> None:
    article = nitf(
        tmp_path,
        "<abstract><p>In short: light.</p></abstract>",
        end="<tagline>B. Reed contributed.</tagline>",
    )
    assert article.deck == "In short: light."
    assert article.body == "<p>The lamp is lit.</p>\n<p>B. Reed contributed.</p>"


def test_an_abstract_that_the_text_repeats_stands_once(tmp_path: Path) -> None:
    article = nitf(tmp_path, "<abstract><p>The lamp is lit.</p></abstract>")
    assert (article.deck, article.body) == ("", "<p>The lamp is lit.</p>")


def test_a_second_headline_that_repeats_the_first_is_no_deck(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_text(
        "<nitf><head><docdata><date.issue norm='20260616'/></docdata></head><body><body.head>"
        "<hedline><hl1>Lamp lit</hl1><hl2>Lamp lit</hl2><hl2>At last</hl2></hedline></body.head>"
        "<body.content><p>Lit.</p></body.content></body></nitf>"
    )
    assert one(path).deck == "At last"


def test_elements_that_nobody_knows_are_blocks(tmp_path: Path) -> None:
    article = nitf(
        tmp_path, "", "<x.block>One.</x.block><x.block>Two <chron>June</chron>.</x.block>"
    )
    assert "One.Two" not in article.body and "Two June." in article.body


def test_the_language_of_a_nitf_file(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_text(
        "<nitf baselang='de'><head><docdata><date.issue norm='20260616'/></docdata></head><body>"
        "<body.content><p>Das Licht brennt.</p></body.content></body></nitf>"
    )
    issue = read(path).issue
    assert issue and issue.publication.language == "de"


def test_sound_and_film_stay_as_a_line(tmp_path: Path) -> None:
    media = (
        '<media media-type="video"><media-reference source="https://q.example/a.mp4"/>'
        "<media-caption>The lamp burns</media-caption></media>"
    )
    body = nitf(tmp_path, "", f"<p>Lit.</p>{media}").body
    assert '<a href="https://q.example/a.mp4">The lamp burns</a>' in body


def test_the_words_of_a_picture_that_is_missing_stay(tmp_path: Path) -> None:
    media = (
        '<media media-type="image"><media-reference source="gone.jpg" alternate-text="A quay"/>'
        "<media-caption>The lamp burns</media-caption><media-producer>Ann Lee</media-producer>"
        '</media><media media-type="image"><media-reference source="g.jpg" alternate-text="Boat"/>'
        "</media>"
    )
    body = nitf(tmp_path, "", f"<p>Lit.</p>{media}").body
    assert "<p>The lamp burns Ann Lee</p>" in body
    assert "<p>Boat</p>" in body


# NewsML-G2 ----------------------------------------------------------------------------------


def test_headlines_go_by_their_roles(tmp_path: Path) -> None:
    meta = (
        '<headline role="hld:subHeadline">Quay closed</headline>'
        '<headline role="hld:overline">Weather</headline>'
    )
    article = from_g2(tmp_path, meta=meta)
    assert (article.kicker, article.title, article.deck) == ("Weather", "Lamp lit", "Quay closed")


def test_a_text_that_holds_tags_is_html(tmp_path: Path) -> None:
    content = "<inlineData><![CDATA[<p>One.</p><p>3 < 4 <b>Two</b>.</p>]]></inlineData>"
    assert from_g2(tmp_path, content=content).body.startswith("<p>One.</p>\n<p>3 ")


def test_a_text_with_signs_alone_stays_text(tmp_path: Path) -> None:
    content = "<inlineData><![CDATA[x <y> z, 3 < 4]]></inlineData>"
    assert from_g2(tmp_path, content=content).body == "<p>x &lt;y&gt; z, 3 &lt; 4</p>"


def test_a_dateline_that_the_text_has_stands_once(tmp_path: Path) -> None:
    content = (
        '<inlineXML><html xmlns="http://www.w3.org/1999/xhtml"><body><header><ul><li>Harbour</li>'
        "</ul><h1>Lamp lit</h1></header><p><span>QUAY (ql) - </span>The lamp is lit.</p></body>"
        "</html></inlineXML>"
    )
    path = tmp_path / "a.xml"
    path.write_text(g2(meta="<dateline>QUAY (ql) - </dateline>", content=content))
    reading = read(path)
    assert reading.issue
    [article] = reading.issue.articles
    assert article.dateline == "" and article.body.count("QUAY") == 1
    assert "Harbour" not in article.body
    assert any("header is left out: Harbour" in finding.message for finding in reading.findings)


def test_a_dateline_of_its_own_has_no_dash(tmp_path: Path) -> None:
    assert from_g2(tmp_path, meta="<dateline>QUAY (ql) - </dateline>").dateline == "QUAY (ql)"


@pytest.mark.parametrize("names", [("a.xml", "b.xml"), ("b.xml", "a.xml")])
def test_the_newest_version_counts_whatever_its_name(
    tmp_path: Path, names: tuple[str, str]
) -> None:
    for version, name in enumerate(names, 2):
        content = f"<inlineData>Version {version}.</inlineData>"
        (tmp_path / name).write_text(g2(content=content, version=version))
    reading = read(tmp_path)
    assert reading.issue and reading.issue.articles[0].body == "<p>Version 3.</p>"
    [finding] = [one for one in reading.findings if one.rule == "source-version"]
    assert finding.path.name == names[0]


def test_a_withdrawn_item_is_not_printed(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(g2("a"))
    (tmp_path / "b.xml").write_text(g2("b", head='<pubStatus qcode="stat:canceled"/>'))
    reading = read(tmp_path)
    assert reading.issue and len(reading.issue.articles) == 1
    assert any(finding.rule == "source-withdrawn" for finding in reading.findings)


def document(headline: str, data: str = "", status: str = "") -> str:
    return (
        f'<nitf baselang="en"><head><docdata{status}>{data}<date.issue norm="20260616"/></docdata>'
        f"</head><body><body.head><hedline><hl1>{headline}</hl1></hedline></body.head>"
        "<body.content><p>The lamp is lit.</p></body.content></body></nitf>"
    )


@pytest.mark.parametrize("status", ["canceled", "withheld", "embargoed"])
def test_a_withdrawn_nitf_document_is_not_printed(tmp_path: Path, status: str) -> None:
    (tmp_path / "a.xml").write_text(document("Lit"))
    (tmp_path / "b.xml").write_text(document("Gone", status=f' management-status="{status}"'))
    reading = read(tmp_path)
    assert reading.issue and [each.title for each in reading.issue.articles] == ["Lit"]
    assert [each.path.name for each in reading.findings if each.rule == "source-withdrawn"] == [
        "b.xml"
    ]


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ('<du-key key="k" generation="9"/>', '<du-key key="k" generation="10"/>'),
        ('<doc-id id-string="k"/>', '<doc-id id-string="k"/>'),
    ],
)
def test_of_nitf_documents_the_newest_is_taken(tmp_path: Path, older: str, newer: str) -> None:
    (tmp_path / "a.xml").write_text(document("New", newer))
    old = document("Old", older).replace("20260616", "20260615")
    (tmp_path / "b.xml").write_text(old)
    assert one(tmp_path).title == "New"


def test_other_nitf_documents_are_no_versions(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(document("One", '<doc-id id-string="k" regsrc="a"/>'))
    (tmp_path / "b.xml").write_text(document("Two", '<doc-id id-string="k" regsrc="b"/>'))
    (tmp_path / "c.xml").write_text(document("Three"))
    reading = read(tmp_path)
    assert reading.issue and len(reading.issue.articles) == 3


def test_two_stories_of_one_doc_id_are_both_kept(tmp_path: Path) -> None:
    """Some providers give every document of a day the same one."""
    other = document("Porpoises seen", '<doc-id id-string="k"/>').replace(
        "The lamp is lit.", "Eleven porpoises passed the northern pier before noon."
    )
    (tmp_path / "a.xml").write_text(document("One", '<doc-id id-string="k"/>'))
    (tmp_path / "b.xml").write_text(other)
    reading = read(tmp_path)
    assert reading.issue
    assert [each.title for each in reading.issue.articles] == ["One", "Porpoises seen"]
    [finding] = [each for each in reading.findings if each.rule == "source-version"]
    assert finding.path.name == "b.xml" and "both are kept" in finding.message


def test_who_has_the_rights_of_a_nitf_document_stands_at_its_end(tmp_path: Path) -> None:
    body = nitf(tmp_path, "<rights>© Ferry Post</rights>").body
    assert body.endswith("<p>© Ferry Post</p>")


def test_a_byline_of_newsml_has_no_by_of_its_own(tmp_path: Path) -> None:
    assert from_g2(tmp_path, meta="<by>By Ann Lee</by>").byline == ("Ann Lee",)


@pytest.mark.parametrize("name", ["tag_lamp.example_2026_newsml_1", "item.20260616", "item"])
@pytest.mark.parametrize("alone", [True, False])
def test_the_name_of_a_file_does_not_matter(tmp_path: Path, name: str, alone: bool) -> None:
    (tmp_path / name).write_text(g2())
    assert one(tmp_path / name if alone else tmp_path).title == "Lamp lit"


def test_files_that_no_reader_took_are_named(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(g2())
    (tmp_path / "b.json").write_text('{"uri": "b", "headline": "B", "versioncreated": "2026"}')
    (tmp_path / "c.xml").write_text("<other><text>Words</text></other>")
    unread = [finding.path.name for finding in read(tmp_path).findings]
    assert unread == ["b.json", "c.xml"]


# NewsML 1.x ---------------------------------------------------------------------------------


def newsml1(components: str, name: str = "1", revision: int = 1) -> str:
    return (
        '<?xml version="1.0"?><NewsML Version="1.2"><NewsEnvelope><DateAndTime>20260616T080000Z'
        "</DateAndTime></NewsEnvelope><NewsItem><Identification><NewsIdentifier><ProviderId>quay"
        f"</ProviderId><DateId>20260616</DateId><NewsItemId>{name}</NewsItemId><RevisionId>"
        f"{revision}</RevisionId></NewsIdentifier></Identification><NewsComponent><NewsLines>"
        "<HeadLine>Lamp lit</HeadLine><SubHeadLine>At last</SubHeadLine><ByLine>By A. Stone"
        "</ByLine><DateLine>QUAY</DateLine><CreditLine>Quay Wire</CreditLine></NewsLines>"
        "<AdministrativeMetadata><Provider><Party FormalName='Quay Wire'/></Provider>"
        "</AdministrativeMetadata><DescriptiveMetadata><Language FormalName='en'/>"
        f"</DescriptiveMetadata>{components}</NewsComponent></NewsItem></NewsML>"
    )


TEXT = (
    "<NewsComponent><Role FormalName='Main'/><ContentItem><DataContent><p>One.</p><p>Two.</p>"
    "</DataContent></ContentItem></NewsComponent>"
)
PHOTO = (
    "<NewsComponent><Role FormalName='Photo'/><NewsComponent><Role FormalName='Caption'/>"
    "<ContentItem><DataContent><p>The lamp</p></DataContent></ContentItem></NewsComponent>"
    "<NewsComponent><Role FormalName='Preview'/><ContentItem Href='lamp.jpg'>"
    "<MediaType FormalName='Photo'/></ContentItem></NewsComponent></NewsComponent>"
)


def test_an_item_of_newsml_1(tmp_path: Path, picture) -> None:
    (tmp_path / "lamp.jpg").write_bytes(picture("JPEG"))
    (tmp_path / "a.xml").write_text(newsml1(TEXT + PHOTO))
    reading = find_reader(tmp_path).read(tmp_path, ReadOptions())
    assert reading.issue
    assert (reading.issue.date, reading.issue.publication.name) == (date(2026, 6, 16), "Quay Wire")
    [article] = reading.issue.articles
    assert (article.title, article.deck, article.byline, article.dateline, article.credit) == (
        "Lamp lit", "At last", ("A. Stone",), "QUAY", "Quay Wire"
    )  # fmt: skip
    assert article.body == "<p>One.</p>\n<p>Two.</p>"
    assert [figure.caption for figure in article.figures] == ["The lamp"]


@pytest.mark.parametrize(
    "content",
    [
        "<DataContent><p>One.</p></DataContent>",
        "<DataContent>One.</DataContent>",
        "<DataContent><html><body><p>One.</p></body></html></DataContent>",
        "<DataContent><![CDATA[<p>One.</p>]]></DataContent>",
        "<DataContent><nitf><body><body.content><p>One.</p></body.content></body></nitf></DataContent>",
    ],
)
def test_the_forms_of_text_in_newsml_1(tmp_path: Path, content: str) -> None:
    item = f"<ContentItem>{content}</ContentItem>"
    (tmp_path / "a.xml").write_text(newsml1(f"<NewsComponent>{item}</NewsComponent>"))
    assert one(tmp_path).body == "<p>One.</p>"
    (tmp_path / "a.xml").write_text(newsml1(item))
    assert one(tmp_path).body == "<p>One.</p>"


def test_the_newest_revision_of_newsml_1(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(newsml1(TEXT.replace("One", "New"), revision=2))
    (tmp_path / "b.xml").write_text(newsml1(TEXT))
    assert one(tmp_path).body.startswith("<p>New.</p>")


# ninjs --------------------------------------------------------------------------------------


def ninjs(tmp_path: Path, **fields: object) -> Reading:
    entry = {"guid": "a", "type": "text", "versioncreated": "2026-06-16T08:00:00Z",
             "language": "en", "headline": "Lamp lit", "body_html": "<p>Lit.</p>"}  # fmt: skip
    (tmp_path / "a.json").write_text(json.dumps(entry | fields))
    return read(tmp_path)


def test_text_fields_of_ninjs_that_hold_tags(tmp_path: Path) -> None:
    reading = ninjs(
        tmp_path,
        headline="<p>Lamp <b>lit</b></p>",
        byline="<p>By A. Stone</p>",
        body_html="",
        body_text="<table><tr><td>1</td></tr></table>",
    )
    assert reading.issue
    [article] = reading.issue.articles
    assert (article.title, article.byline) == ("Lamp lit", ("A. Stone",))
    assert article.body.startswith("<table>")


def test_a_summary_is_the_deck_unless_the_text_says_it(tmp_path: Path) -> None:
    deck = ninjs(tmp_path, description_text="In short: light.").issue
    assert deck and deck.articles[0].deck == "In short: light."
    same = ninjs(tmp_path, description_text="Lit.").issue
    assert same and same.articles[0].deck == ""


def test_names_that_a_provider_extended_are_read(tmp_path: Path) -> None:
    fields = {
        "headline_main": "Quay lit",
        "headline_subhead": "At dusk",
        "body_rich": "<p>Now.</p>",
    }
    issue = ninjs(tmp_path, headline="", body_html="", description_old="In short.", **fields).issue
    assert issue and (issue.articles[0].title, issue.articles[0].deck) == ("Quay lit", "At dusk")
    assert issue.articles[0].body == "<p>In short.</p>\n<p>Now.</p>"


def test_a_summary_beside_a_deck_is_how_the_text_begins() -> None:
    article = DraftArticle(("Lamp lit",), "<p>It is lit.</p>", deck="At last")
    summary("In short: light.", article)
    summary("At last", article)
    assert (article.deck, article.html) == (
        "At last",
        "<p>In short: light.</p>\n<p>It is lit.</p>",
    )


def test_an_item_of_a_picture_alone_keeps_its_words(tmp_path: Path) -> None:
    picture = {"original": {"href": "https://q.example/a.jpg", "mimetype": "image/jpeg"}}
    reading = ninjs(
        tmp_path, type="picture", body_html="", description_text="The quay.", renditions=picture
    )
    assert reading.issue
    [article] = reading.issue.articles
    assert (article.title, article.body) == ("Lamp lit", "<p>The quay.</p>")
    assert any("--fetch-images" in finding.message for finding in reading.findings)


def test_an_associated_text_is_an_article_and_film_a_line(tmp_path: Path) -> None:
    other = {"guid": "b", "type": "text", "versioncreated": "2026-06-16", "headline": "Boats",
             "body_html": "<p>They wait.</p>"}  # fmt: skip
    (tmp_path / "b.json").write_text(json.dumps(other))
    film = {"guid": "f", "type": "video", "headline": "Film of the lamp",
            "renditions": {"o": {"href": "https://q.example/a.mp4"}}}  # fmt: skip
    issue = ninjs(tmp_path, associations={"related": other, "film": film}).issue
    assert issue and [one.title for one in issue.articles] == ["Lamp lit", "Boats"]
    assert '<a href="https://q.example/a.mp4">Film of the lamp</a>' in issue.articles[0].body


def test_film_is_named_by_its_headline_and_its_description(tmp_path: Path) -> None:
    film = {"type": "video", "headline": "Film of the lamp", "description_text": "It is lit."}
    issue = ninjs(tmp_path, associations={"film": film}).issue
    assert issue and "<p>Film of the lamp: It is lit.</p>" in issue.articles[0].body


def test_a_withdrawn_item_alone_is_not_asked_for_its_date(tmp_path: Path) -> None:
    reading = ninjs(tmp_path, pubstatus="canceled")
    assert "source-date" not in {finding.rule for finding in reading.findings}
    assert "source-empty" in {finding.rule for finding in reading.findings}


@pytest.mark.parametrize("order", [(1, 2), (2, 1)])
def test_the_newest_version_of_ninjs(tmp_path: Path, order: tuple[int, int]) -> None:
    for name, version in zip("ab", order, strict=True):
        entry = {"guid": "x", "version": str(version), "versioncreated": "2026-06-16",
                 "headline": "Lamp", "body_html": f"<p>Version {version}.</p>"}  # fmt: skip
        (tmp_path / f"{name}.json").write_text(json.dumps(entry))
    assert one(tmp_path).body == "<p>Version 2.</p>"


@pytest.mark.parametrize(
    ("body", "dateline"),
    [
        ("<p>QUAY (QL) — The boat came.</p>", ""),
        ("<aside><p>Hold.</p></aside><p>Quay, June 16 -- The boat came.</p>", ""),
        ("<p>The boat – a ferry – came to Quay.</p>", "QUAY June 16"),
        ("<p>The boat came to Quay.</p>", "QUAY June 16"),
    ],
)
def test_a_dateline_that_the_text_has_in_another_form_stands_once(body: str, dateline: str) -> None:
    article = DraftArticle(("Boat",), body, dateline="QUAY June 16")
    tidy(article)
    assert article.dateline == dateline


@pytest.mark.parametrize("instruction", ["Delete", "Kill"])
def test_an_instruction_to_delete_withdraws_an_item(tmp_path: Path, instruction: str) -> None:
    taken = f"<NewsManagement><Instruction FormalName='{instruction}'/></NewsManagement>"
    (tmp_path / "a.xml").write_text(newsml1(TEXT))
    (tmp_path / "b.xml").write_text(newsml1(taken + TEXT, name="2"))
    reading = read(tmp_path)
    assert reading.issue and len(reading.issue.articles) == 1
    assert any(finding.rule == "source-withdrawn" for finding in reading.findings)
