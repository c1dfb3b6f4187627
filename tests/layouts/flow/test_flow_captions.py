"""A caption is as wide as the picture above it."""

from lxml import html

from exporter.layouts.flow.rows import narrow_caption


def test_a_caption_below_a_narrow_picture_is_as_narrow():
    figure = html.fragment_fromstring("<figure><img/><figcaption>Words</figcaption></figure>")
    narrow_caption(figure.find("img"), 120)
    assert "width:120.000pt" in figure.find("figcaption").get("style")


def test_a_picture_without_a_caption_stays_as_it_is():
    figure = html.fragment_fromstring("<figure><img/></figure>")
    narrow_caption(figure.find("img"), 120)
    assert figure.find("img").get("style") is None
