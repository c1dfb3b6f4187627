"""Elements that a body does not hold: blocks stay blocks, media become a line, more is named."""

import pytest

from exporter.content.rewrite import rewrite
from exporter.edition.edition import Resource
from exporter.rulebook import severity_of


def rules(body):
    return [(remark.rule, str(severity_of(remark.rule))) for remark in body.remarks]


@pytest.mark.parametrize(
    "names",
    [
        ("header", "main", "footer"),
        ("address", "nav", "center"),
        ("my-card", "my-card", "box"),
        ("dialog", "fieldset", "hgroup"),
    ],
)
def test_words_of_neighbouring_blocks_are_not_glued(from_html, names):
    html = "".join(f"<{name}>Words {number}</{name}>" for number, name in enumerate(names))
    assert from_html(html).xhtml == "<p>Words 0</p>\n<p>Words 1</p>\n<p>Words 2</p>\n"


def test_words_of_a_form_stay_apart(from_html, text_of):
    html = "<form><label>Name<input></label><button>Send</button><button>Clear</button></form>"
    assert text_of(from_html(html).xhtml).split() == ["Name", "Send", "Clear"]


def test_details_are_a_section_that_is_always_open(from_html):
    xhtml = from_html("<details><summary>Who won?</summary><p>Nobody.</p></details>").xhtml
    assert xhtml == (
        '<section class="details">\n<p class="summary">Who won?</p>\n<p>Nobody.</p>\n</section>\n'
    )


@pytest.mark.parametrize(
    ("html", "xhtml"),
    [
        (
            '<iframe src="//player.example/1" title="The quay"></iframe>',
            '<p class="media-page"><span>The quay</span>'
            ' <a href="https://player.example/1">player.example/1</a></p>\n',
        ),
        (
            "<video><source src='https://a.example/f.mp4'>No film here: a red boat.</video>",
            '<p class="media-video"><a href="https://a.example/f.mp4">a.example/f.mp4</a></p>\n'
            "<p>No film here: a red boat.</p>\n",
        ),
        (
            "<audio src=https://a.example/s.mp3>Your browser does not support audio.</audio>",
            '<p class="media-audio"><a href="https://a.example/s.mp3">a.example/s.mp3</a></p>\n',
        ),
        (
            "<video src=https://a.example/f poster=p.jpg></video>",
            '<figure data-figure="0"/>\n'
            '<p class="media-video"><a href="https://a.example/f">a.example/f</a></p>\n',
        ),
        (
            '<mpvoice name="渔歌" voice_encode_fileid="x"></mpvoice>',
            '<p class="media-audio"><span>渔歌</span></p>\n',
        ),
        (
            '<mp-common-videosnap data-desc="开船" data-nickname="码头"></mp-common-videosnap>',
            '<p class="media-video"><span>开船</span></p>\n',
        ),
        ("<object data=map.jpg>A map</object>", '<figure data-figure="0"/>\n<p>A map</p>\n'),
    ],
)
def test_media_become_a_line_with_title_and_address(from_html, html, xhtml):
    body = from_html(html)
    assert body.xhtml == xhtml
    assert body.remarks == ()


@pytest.mark.parametrize(
    ("html", "lost"),
    [
        ('<script src="https://w.example/w.js"></script>', "https://w.example/w.js"),
        ("<template>Hidden words</template>", "Hidden words"),
        ('<input value="Ferry">', "Ferry"),
        ('<tide-map data-src="https://lamp.example/map"></tide-map>', "https://lamp.example/map"),
        ('<lite-film videoid="a1b2"><p>Seen.</p></lite-film>', "a1b2"),
        ('<video src="film.mp4"></video>', "film.mp4"),
    ],
)
def test_what_is_dropped_is_named(from_html, html, lost):
    body = from_html(f"<p>Text</p>{html}")
    assert rules(body) == [("issue-dropped-element", "warning")]
    assert lost in body.remarks[0].message
    assert body.remarks[0].needle in html


@pytest.mark.parametrize("name", ["svg", "video", "script", "style", "title"])
def test_an_element_that_a_sentence_names_by_both_its_tags_is_words(from_html, name):
    words = f"Write between <{name}> and </{name}> or nowhere."
    body = from_html(f"<p>{words}</p>")
    assert body.xhtml == f"<p>{words.replace('<', '&lt;').replace('>', '&gt;')}</p>\n"
    assert body.remarks == ()


def test_a_script_or_a_style_after_text_is_no_words(from_html):
    assert from_html("Text <style>p{color:red}</style><script>go();</script>").xhtml == (
        "<p>Text</p>\n"
    )


def test_a_still_picture_that_is_lost_is_not_its_film(from_html):
    film = '<video src="https://a.example/f.mp4" poster="https://a.example/p.jpg"></video>'
    body = from_html(film)
    assert "a.example/f.mp4" in body.xhtml
    assert [each.message for each in body.remarks] == [
        "`<video poster>` is left out: https://a.example/p.jpg"
    ]


def test_many_of_a_kind_are_one_remark_with_a_count(from_html):
    body = from_html('<script src="https://w.example/w.js"></script>x' * 7)
    assert len(body.remarks) == 1
    assert "and 6 more" in body.remarks[0].message


def test_code_and_styles_that_no_reader_sees_are_not_worth_a_word(from_html):
    assert from_html("<style>p{}</style><script>f()</script><!-- c -->Text").remarks == ()


@pytest.mark.parametrize(
    ("html", "xhtml"),
    [
        ("<ol type=a start=3><li>c", '<ol start="3" type="a">\n<li>c</li>\n</ol>\n'),
        ("<ol><li value=9>i", '<ol>\n<li value="9">i</li>\n</ol>\n'),
        (
            "<ol reversed><li>b<li>a",
            '<ol start="2" reversed="reversed">\n<li>b</li>\n<li>a</li>\n</ol>\n',
        ),
    ],
)
def test_lists_keep_how_they_count(from_html, html, xhtml):
    assert from_html(html).xhtml == xhtml


def test_what_a_word_says_when_it_is_pointed_at_stands_beside_it_once(from_html):
    html = "<p><abbr title='Tide Board'>TB</abbr> and <abbr title='Tide Board'>TB</abbr></p>"
    assert from_html(html).xhtml == (
        '<p><abbr title="Tide Board">TB</abbr> (Tide Board) and'
        ' <abbr title="Tide Board">TB</abbr></p>\n'
    )
    assert from_html("<span title='渡轮'>船</span>").xhtml == "<p><span>船</span>（渡轮）</p>\n"


def test_a_drawing_is_a_figure_with_its_own_words(from_html):
    svg = "<svg width=90 height=60><title>Boats a day</title><text>40</text></svg>"
    body = from_html(f"<p>Before {svg} after</p>")
    assert body.xhtml == '<p>Before</p>\n<figure data-figure="0"/>\n<p>after</p>\n'
    assert body.figures[0].alt == "Boats a day"


def test_an_icon_is_left_out(from_html):
    body = from_html("<p>Share <svg width=16 height=16><path d='M0 0'/></svg></p>")
    assert (body.xhtml, body.figures) == ("<p>Share</p>\n", ())


def test_a_drawing_of_nothing_is_left_out(from_html):
    body = from_html("<section><svg viewBox='0 0 1 1'></svg><p>One.</p></section>")
    assert body.figures == () and "One." in body.xhtml


@pytest.mark.parametrize("html", ["<p>a <b>c</b></p>\n<ul>\n<li>x</li>\n</ul>\n", "plain text"])
def test_what_needs_nothing_is_left_as_it_is(html):
    assert rewrite(html).html is html


def test_no_one_names_an_island_of_his_own(from_html):
    body = from_html('<span data-island="0">x</span><math><mi>y</mi></math>')
    assert body.xhtml.count("<math") == 1


def test_a_drawing_brings_nothing_that_runs(from_html):
    svg = "<svg width=90 height=60 onload='f()'><script>f()</script><text>x</text></svg>"
    (figure,) = from_html(svg).figures
    data = Resource("a.svg", figure.picture).file.data
    assert b"<text" in data and b"script" not in data and b"onload" not in data


def test_a_place_is_found_by_an_old_anchor_and_by_the_words_of_a_named_heading(from_html):
    body = from_html(
        '<h2 id="tide">The tide</h2><p><a name="old">Old</a> <a href="#old">a</a>'
        ' <a href="#the-tide">b</a></p>'
    )
    assert body.ids["the-tide"] == body.ids["tide"]
    assert f'id="{body.ids["old"]}"' in body.xhtml
    assert f'href="#{body.ids["tide"]}"' in body.xhtml


@pytest.mark.parametrize(
    ("html", "name"),
    [
        ('<mp-common-profile data-nickname="码头"></mp-common-profile>', "码头"),
        ('<p>甲<mp-miniprogram data-miniprogram-title="渔票"></mp-miniprogram></p>', "渔票"),
        ('<mpcps class="cps" data-packid="7"></mpcps>', "mpcps"),
    ],
)
def test_a_card_that_shows_only_an_attribute_is_named(from_html, html, name):
    [remark] = from_html(html).remarks
    assert remark.rule == "issue-dropped-element"
    assert name in remark.message
