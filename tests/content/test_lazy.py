import pytest
from hypothesis import given
from hypothesis import strategies as st

from exporter.content.lazy import key, settled

REAL = "https://lamp.example/quay.jpg"
DOT = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP"


@pytest.mark.parametrize(
    "html",
    [
        f'<img src="{DOT}" data-src="{REAL}" alt="Quay">',
        f'<img data-original="{REAL}" alt="Quay">',
        f"<img src='/img/blank.gif' data-lazy-src='{REAL}' alt='Quay'>",
        f'<img srcset="https://lamp.example/s.jpg 400w, {REAL} 800w" alt="Quay">',
        f'<img src="{DOT}" data-srcset="{REAL} 2x, https://lamp.example/s.jpg" alt="Quay" />',
        f'<picture><source srcset="{REAL} 1x"><img alt="Quay"></picture>',
        f'<img src="{DOT}" alt="Quay"><noscript><img src="{REAL}" alt="Quay"></noscript>',
        f'<img src="{DOT}" data-src="{REAL}" alt="Quay"><noscript><img src="{REAL}"></noscript>',
        f'<noscript><img src="{REAL}"></noscript><img src="{DOT}" data-src="{REAL}" alt="Quay">',
        f'<img src="{DOT}" zoomfile="{REAL}" alt="Quay">',
        f'<img src="{DOT}" data-orig-file="{REAL}" alt="Quay">',
        f'<img src="https://lamp.example/low.gif" data-srcset="{REAL} 2x" alt="Quay">',
        f'<img src="//lamp.example/small.jpg" data-src="{REAL}" alt="Quay">',
        f'<amp-img src="{REAL}" alt="Quay" width="9" height="9"></amp-img>',
        f'<amp-anim src="{REAL}" alt="Quay"><noscript><img src="{REAL}"></noscript></amp-anim>',
        '<img src="x-placeholder.svg" data-src="https://lamp.example/quay.jpg" alt="Quay">'
        '<noscript><img src="https://lamp.example/quay-1024x768.jpg?w=9"></noscript>',
    ],
)
def test_the_address_that_is_meant_stands_in_src_once(html: str) -> None:
    made = settled(html)
    assert made.count("<img") == 1 and f'src="{REAL}"' in made and 'alt="Quay"' in made
    assert "data:" not in made and "srcset" not in made.split("<img")[1]


def test_a_picture_element_without_a_picture_shows_its_source() -> None:
    assert settled(f'<picture><source srcset="{REAL} 2x"></picture>') == f'<img src="{REAL}">'


@pytest.mark.parametrize(
    "html",
    [
        '<img src="https://lamp.example/quay.jpg" data-url="https://lamp.example/story">',
        '<img src="https://lamp.example/quay.jpg" data-src="{{ later }}">',
        '<img src="quay.jpg" alt="a > b">',
        '<img src="quay.jpg" data-src="https://lamp.example/quay.jpg">',
        '<img src="pixel-art-of-the-quay/boat.png">',
        f'<img src="data:image/png;base64,{"iVBORw0KGgo" * 60}">',
        "<noscript>Words for those without scripts.</noscript>",
    ],
)
def test_what_is_right_stays_as_it_is(html: str) -> None:
    assert settled(html) == html


def test_pictures_that_count_readers_go_and_emoji_become_characters() -> None:
    html = (
        '<p>Lit <img class="wp-smiley" src="x.png" alt="🙂"><img src="c.gif" width=1 height=1></p>'
    )
    assert settled(html) == "<p>Lit 🙂</p>"


def test_copies_of_a_picture_in_other_sizes_have_one_key() -> None:
    names = ("https://lamp.example/quay.jpg", "//lamp.example/quay-300x200.jpg?x=1",
             "https://i0.wp.com/lamp.example/quay-scaled.jpg#f")  # fmt: skip
    assert {key(name) for name in names} == {"lamp.example/quay.jpg"}
    assert len({key(name) for name in ("/1/a.jpg", "/2/a.jpg", "/a.php?id=1", "/a.php?id=2")}) == 4


@given(st.text("<>\"'=/ imgnoscriptsrcdata-:,x1.", max_size=200))
def test_any_text_is_taken(text: str) -> None:
    assert isinstance(settled(f"<img {text}"), str)
