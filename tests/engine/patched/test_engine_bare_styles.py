"""What is behind boxes is what WeasyPrint puts there, though those with nothing are passed over."""

import random
import re

import pytest
import weasyprint

from exporter.engine.patched import caches, engine
from exporter.engine.patched.line_text import INDENT, SPACES, _kinds, find_gaps

CSS = """
  html { background: #eee } body { margin: 1em }
  .a { background: #abc; border-radius: 3px 0 50% 4px / 2px } .b { box-shadow: 1px 1px 2px red }
  .c { position: absolute; top: 3px; border-radius: 1em } .d { border-top-left-radius: 0 3px }
  .e { visibility: hidden; background: red } .f { border-image: linear-gradient(red, blue) 1 }
  .g { background: linear-gradient(red, blue), none }
  .h { mask-border: linear-gradient(red, blue) 1 }
  p::first-line { background: yellow } p::before { content: "–"; background: green }
"""
BODY = "".join(f'<p class="{kind}">One <b class="{kind}">two</b></p>' for kind in " abcdefgh")
CORNERS = [
    f"border_{edge}_{side}_radius" for edge in ("top", "bottom") for side in ("left", "right")
]
PARTS = "江上的渡船，。（\u3000 \u00a0A\u2060"
# One match for each character that is followed by a gap.
GAP = re.compile("S|H(?=A*[HL])|L(?=A*H)")
PICTURES = "background", "border_image", "mask_border_image"


def drawn(html):
    document = weasyprint.HTML(string=html).render()
    found = [box for page in document.pages for box in page._page_box.descendants(True)]
    found = [vars(getattr(box, "_box", box)) for box in found]
    kinds = [[type(each.get(name)) for name in PICTURES] for each in found]
    corners = [[each.get(name) for name in CORNERS] for each in found]
    return kinds, corners, document.write_pdf(pdf_identifier=b"x")


def test_backgrounds_are_those_of_weasyprint(monkeypatch):
    html = f"<style>{CSS}</style><body>{BODY}"
    asked, bare = [], caches._is_bare
    monkeypatch.setattr(caches, "_is_bare", lambda style: bare(style) and not asked.append(1))
    with engine():
        quick = drawn(html)
    assert len(asked) > 20
    monkeypatch.setattr(caches, "_is_bare", lambda _: False)
    with engine():
        assert drawn(html) == quick


@pytest.mark.parametrize("seed", range(20))
def test_gaps_of_ideographs_alone_are_found_without_looking(seed):
    chance = random.Random(seed)
    for _ in range(50):
        text = "".join(chance.choices(PARTS[: chance.choice((5, 9, 14))], k=9))
        start, end = INDENT.match(text).end(), len(text.rstrip(SPACES))
        found = GAP.finditer(text.translate(_kinds), start, end)
        assert find_gaps(text) == [match.start() for match in found]
