"""Every property of every box is what WeasyPrint's own cascade gives."""

import pickle
import re

import weasyprint
from weasyprint.css import ComputedStyle
from weasyprint.css.properties import INITIAL_VALUES
from weasyprint.css.validation.expanders import PendingExpander
from weasyprint.text.fonts import FontConfiguration

from exporter.engine.patched import engine, quick_styles

# WeasyPrint leaves the logical ones as they are written: it asks for the physical ones.
NAMES = [
    name
    for name in INITIAL_VALUES
    if not re.fullmatch("(border|margin|padding|inset)_(block|inline)_.*", name)
]
HTML = """
<html lang="en"><style>
  @page { size: 300px; margin: 10px } @page wide { size: 400px }
  :root { --edge: 3px; font: 14px/1.4 serif; color: #123 }
  section { direction: rtl; padding-inline-start: 5px; border-inline-end: 2px solid; columns: 2 }
  section p { margin-inline: calc(2px + 1em) 4px; border-block-start: var(--edge) dashed red }
  .a { border: 1px solid; border-left-style: none; inline-size: 50px; text-decoration: underline }
  .b { border: inherit; margin: initial; padding: var(--missing, 1em); float: left; width: 40% }
  .c { position: absolute; inset-block-start: 3px; display: inline; outline: 1px dotted }
  .d { page: wide; border-start-start-radius: 3px; border-top-color: currentcolor }
  .d::before { content: "–"; border-bottom: medium double; font-size: smaller; margin-left: 1em }
  b { border-width: 4px; color: inherit; letter-spacing: .1em; font-weight: bolder }
</style><body><section><p class="a">One <b>two</b></p><p>Three <i class="b">four</i></p></section>
<div class="a">Five<div class="b">six <b>seven</b></div><p class="c">Eight</p></div>
<table class="a"><tr><td>Nine<td class="b">ten</table><ul><li>Eleven</ul><p class="d">Twelve</p>
<p dir="rtl" class="a"><b class="a">Thirteen</b></p><hr><pre>fourteen</pre>
"""
FRAMES = """
<html lang="en"><style>
  section { position: absolute; font: 9px/1.5 serif } p { margin: 0 1em } h2 { line-height: 2lh }
  .half { width: 50%; height: inherit } .own { --width: inherit; width: var(--width) }
  .logical { block-size: inherit } i { font-size: 80%; text-decoration: underline }
  .dark { color: #222 }
</style><body>
"""
FRAME = """
<section id="s{0}" class="{1}" lang="en" style="left: {0}px; top: 9px; width: {2}px">
<h2 lang="fr">One</h2><p>Two <b>three</b> <i>four</i></p><p class="half">Five</p>
<p class="own">Six</p><p class="logical">Seven</p><ul><li>Eight</ul></section>
"""


def boxes_of(html):
    pages = weasyprint.HTML(string=html).render().pages
    found = (box for page in pages for box in page._page_box.descendants(placeholders=True))
    return [getattr(box, "_box", box) for box in found]


def styles(html=HTML):
    """Return all properties of each box of the document, in order."""
    return [{name: box.style[name] for name in NAMES} for box in boxes_of(html)]


def test_elements_in_frames_of_other_places_share_their_styles():
    kinds = enumerate(("a", "a", "dark"))
    frames = [FRAME.format(number, kind, 40 + number) for number, kind in kinds]
    html = FRAMES + "".join(frames)
    plain = styles(html)
    with engine(justify=False, heights=False, emergency=False):
        assert styles(html) == plain
        found = boxes_of(html)
    made = {}
    for box in (each for each in found if each.element is not None):
        made.setdefault(f"{box.element.tag} {box.element.get('class')}", set()).add(id(box.style))
    assert len(made["section a"]) == 2
    # One in the frames that are alike, another in that of another colour; and of anonymous boxes.
    assert len(made["b None"]) == len(made["i None"]) == 4
    # What asks for a size of its frame has a style of its own in each.
    assert len(made["p own"]) == len(made["p half"]) == len(made["p logical"]) == 6


def test_properties_are_those_of_the_cascade(monkeypatch):
    plain = styles()
    asked = []
    usual = quick_styles._usual
    monkeypatch.setattr(quick_styles, "_usual", lambda name: asked.append(name) or usual(name))
    with engine(justify=False, heights=False, emergency=False):
        quick = styles()
    assert len(asked) == len(INITIAL_VALUES)  # it was in effect
    assert len(plain) == len(quick) > 60
    for one, other in zip(plain, quick, strict=True):
        assert one == other


def documents(css, bodies):
    """Yield documents with one style sheet and the same fonts."""
    sheet, fonts = weasyprint.CSS(string=css), FontConfiguration()
    for body in bodies:
        yield weasyprint.HTML(string=body).render(stylesheets=[sheet], font_config=fonts)


def laid_out(css, *bodies):
    """Return all properties of each box of documents with one style sheet, and the styles."""
    pages = [page for document in documents(css, bodies) for page in document.pages]
    boxes = [each for page in pages for each in page._page_box.descendants(placeholders=True)]
    styles = [getattr(box, "_box", box).style for box in boxes]
    return [{name: style[name] for name in NAMES} for style in styles], styles


def test_the_next_document_has_the_values_of_the_last_one(monkeypatch):
    css, body = re.search("(?s)<style>(.*)</style>(.*)", HTML).groups()
    css += re.search("(?s)<style>(.*)</style>", FRAMES)[1]
    rows = "<body><table><tr><td>a</table><ul><li>One<p>Two</ul><p style='float: left'>Three"
    bodies = [body, body.replace('class="b"', 'class="b" style="margin: 2px"'), rows, body]
    bodies += [FRAME.format(place, "a", 40) + "<hr>" for place in (1, 2)]
    plain, _ = laid_out(css, *bodies)
    with engine(justify=False, heights=False, emergency=False):
        quick, styles = laid_out(css, *bodies)
        assert quick == plain
        computed = []
        missing = ComputedStyle.__missing__
        count = lambda style, key: computed.append(key) or missing(style, key)  # noqa: E731
        counts = []
        with monkeypatch.context() as patch:
            patch.setattr(ComputedStyle, "__missing__", count)
            for _ in documents(css, [body, body]):
                counts.append(len(computed))
        first, second = counts
        assert second - first < first / 3
        known = [style.known for style in styles if getattr(style, "known", None)]
    assert known
    assert not any(pickle.loads(pickle.dumps(each)) for each in known)


def test_parts_of_a_page_are_computed_for_each_document():
    css = "p { width: 50vw; margin-left: 1em; font-size: 5vw } b { padding-left: 1em }"
    bodies = [f"<style>@page {{ size: {size}px }}</style><p>One <b>two</b>" for size in (300, 400)]
    plain, _ = laid_out(css, *bodies)
    with engine(justify=False, heights=False, emergency=False):
        assert laid_out(css, *bodies)[0] == plain


def test_a_declaration_with_variables_is_read_once_for_each_of_their_values(monkeypatch):
    read = []
    validate = PendingExpander.validate

    def counted(self, tokens, wanted, base_url):
        read.append((wanted, *(token.serialize() for token in tokens)))
        return validate(self, tokens, wanted, base_url)

    monkeypatch.setattr(PendingExpander, "validate", counted)
    html = """<style>p { border: var(--wide) solid } .wide { --wide: 5px } .thin { --wide: 2px }
      .none { --wide: broad }</style>
      <p class="wide">a<p class="thin">b<p class="wide"><b>c</b><p class="none">d"""
    with engine():
        page = weasyprint.HTML(string=html).render().pages[0]._page_box
    lines = [box for box in page.descendants() if type(box).__name__ == "LineBox"]
    paragraphs = [box for box in page.descendants() if box.children and box.children[0] in lines]
    assert [box.style["border_left_width"] for box in paragraphs] == [5, 2, 5, 0]
    good = [each for each in read if "broad" not in each]
    assert len(good) == len(set(good)) > 0
