"""Letters of symbol fonts become the characters that they show."""

import pytest

from exporter.content.symbols import with_characters


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ("<span style='font-family:Wingdings;mso-list:Ignore'>l<span>&nbsp;</span></span>x", "●"),
        ('<font face="Wingdings">&uuml;</font>', "✓"),
        ("<span style='font-family:Symbol'>\xb7</span>", "•"),
        ('<span style="font-family: &quot;Wingdings&quot;, serif">\xa7</span>', "▪"),
        ("<p>\uf06c 一</p>", "● 一"),
        ("<p>\uf0b7 一</p>", "• 一"),
    ],
)
def test_a_bullet_is_a_bullet(html: str, shown: str) -> None:
    assert f">{shown}<" in with_characters(html)


@pytest.mark.parametrize(
    "html",
    [
        "<span style=\"font-family:'Segoe UI Symbol'\">l</span>",
        "<span style='font-family:Arial'>Wingdings l</span>",
        "<font face=Wingdings> </font>",
        "<p>Symbol: l</p>",
        '<i class="fa fa-envelope">\uf0fc</i>',
        "<p>Call \uf095 12 34.</p>",
    ],
)
def test_text_of_other_fonts_stays(html: str) -> None:
    assert with_characters(html) == html


def test_a_body_shows_the_bullet(from_html) -> None:
    html = "<p><span style='font-family:Wingdings'>l</span> One.</p>"
    assert from_html(html).xhtml == "<p><span>●</span> One.</p>\n"
