"""Bodies: ids, structure, figures with their words."""

import pytest

from exporter.content.phrasing import MAX_WORDS


def test_ids_are_prefixed_by_the_article_and_links_follow(from_html):
    xhtml = from_html('<h2 id="x">A</h2><p><a href="#x">up</a></p>').xhtml
    assert '<h2 id="a-01-01-x">' in xhtml
    assert '<a href="#a-01-01-x">up</a>' in xhtml


def test_an_id_that_is_no_xml_name_gets_one(from_html, parse):
    tree = parse(from_html('<h2 id="一 二">A</h2><p><a href="#一 二">up</a></p>').xhtml)
    name = tree.find("h2").get("id")
    assert name.isascii() and " " not in name
    assert tree.find(".//a").get("href") == f"#{name}"


def test_an_id_that_stands_twice_is_kept_once(from_html):
    assert from_html('<p id="x">A</p><p id="x">B</p>').xhtml.count("id=") == 1


def test_a_link_to_nothing_is_words(from_html):
    assert from_html('<p><a href="#gone">words</a></p>').xhtml == "<p>words</p>\n"


@pytest.mark.parametrize(
    ("html", "xhtml"),
    [
        ("<a href='https://a.example/'>a<a href='https://b.example/'>b</a></a>", None),
        ("<dl><dd>no term</dd></dl>", "<p>no term</p>\n"),
        ("<dl><dt>T<dd>D</dl>", "<dl>\n<dt>T</dt>\n<dd>D</dd>\n</dl>\n"),
        ("<p>a<blockquote>b</blockquote>c</p>", None),
        ("<li>stray</li>", "<p>stray</p>\n"),
        ("<table></table>", ""),
        ("<ruby>漢<rt>kan</rt>字<rt>ji</rt></ruby>", None),
        ("<p><br></p><p> </p>", None),
    ],
)
def test_what_stands_in_the_wrong_place_is_put_right(from_html, parse, html, xhtml):
    made = from_html(html).xhtml
    parse(made)
    if xhtml is not None:
        assert made == xhtml


def test_ruby_pairs_each_base_with_its_reading(from_html):
    xhtml = from_html("<ruby>漢<rt>kan</rt>字<rt>ji</rt></ruby>").xhtml
    assert xhtml == (
        "<p><ruby>漢<rp>（</rp><rt>kan</rt><rp>）</rp>字<rp>（</rp><rt>ji</rt><rp>）</rp></ruby></p>\n"
    )


def test_a_figure_of_several_pictures_gives_the_last_its_caption(from_html):
    body = from_html("<figure><img src=a.jpg><img src=b.jpg><figcaption>Both</figcaption></figure>")
    assert [figure.caption for figure in body.figures] == ["", "Both"]


def test_a_caption_without_end_is_an_error(from_html):
    body = from_html(f"<figure><img src=a.jpg><figcaption>{'x' * (MAX_WORDS + 1)}</figcaption>")
    assert [remark.rule for remark in body.remarks] == ["issue-bad-value"]


def test_a_long_paragraph_without_a_space_is_quick(from_html, text_of):
    words = "没有空格" * 25_000
    assert text_of(from_html(f"<p>{words}</p>").xhtml).strip() == words


def test_the_caption_of_a_picture_that_is_not_there_stays(from_html):
    html = "<figure><img src='a.bad'><figcaption>The quay. Photo: A. Stone</figcaption></figure>"
    assert from_html(html).xhtml == "<p>The quay. Photo: A. Stone</p>\n"


@pytest.mark.parametrize(
    "html",
    [
        "<figure><figure><img src='a.jpg'><figcaption>One</figcaption></figure>"
        "<figure><img src='b.jpg'><figcaption>Two</figcaption></figure>"
        "<figcaption>Both</figcaption></figure>",
        "<ul><li><figure><img src='a.jpg'><figcaption>One</figcaption></figure></li>"
        "<li><figure><img src='b.jpg'><figcaption>Two</figcaption></figure></li></ul><p>Both</p>",
    ],
)
def test_each_picture_of_a_gallery_keeps_its_caption(from_html, html):
    body = from_html(html)
    assert [figure.caption for figure in body.figures] == ["One", "Two"]
    numbers = [f'<figure data-figure="{number}"/>' for number in (0, 1)]
    assert body.xhtml.split("\n")[:3] == [*numbers, "<p>Both</p>"]


def test_an_empty_block_of_fixed_lines_leaves_nothing(from_html):
    assert from_html("<pre></pre><p>Text</p><pre>\n\n</pre>").xhtml == "<p>Text</p>\n"
