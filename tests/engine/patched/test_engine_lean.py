"""Memory let go: the same bytes as without, however pages were kept, and fonts cut small."""

import base64
import gc
import io
import logging
import weakref

import pikepdf
import pytest
import weasyprint
from PIL import Image
from weasyprint.css import StyleFor
from weasyprint.formatting_structure.boxes import LineBox, TextBox

from exporter.engine.font_configuration import font_configuration
from exporter.engine.messages import collect_log
from exporter.engine.patched import engine
from exporter.engine.patched import painted as painted_pages
from exporter.engine.patched.packed_pages import Shelf
from exporter.engine.patched.painted import Elements, PaintedPage, Unpaintable
from exporter.engine.transfer import SentPage, dumps, loads

CSS = """
    @page { size: 300px 200px; @bottom-center { content: counter(page) } }
    h1 { bookmark-level: 1 } p::before { content: "※" } .frame { position: absolute; top: 20px }
    div { columns: 2 }
"""
# What is painted by way of groups, patterns and graphic states, which are numbered.
LOOKS = """
    b { background: radial-gradient(red, transparent) }
    i { background: url("data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='9' \
    height='9'><rect width='9' height='9' fill-opacity='.3'/></svg>"); opacity: .5 }
"""


def drop_gdef(data: bytes) -> bytes:
    """What only GDEF, a table of fonts, makes different is the fonts: leave their data out.

    Objects may be in a stream or on their own, and streams compressed more or less.
    """
    numbered = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.save(numbered, static_id=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    with pikepdf.open(numbered) as pdf:
        for each in pdf.objects:
            if isinstance(each, pikepdf.Stream) and each.get("/Filter") == "/FlateDecode":
                each.write(each.read_bytes())
            if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/FontDescriptor":
                for key in {"/FontFile2", "/FontFile3"} & set(each.keys()):
                    each[key] = pikepdf.Name.Left
        stream = io.BytesIO()
        pdf.save(stream, static_id=True, qdf=True)
        return stream.getvalue()


@pytest.fixture
def html(documents):
    link = '<p><a href="#end">到 <b>end</b></a> <i>half</i> <img src="{}" alt="a picture"></p>'
    link = link.format(documents.picture())
    body = link + documents.paragraphs(3, 12) + link + '<h1 id="end">完</h1>'
    frame = f'<p class="frame">{documents.prose(5, 20)}</p>'
    return documents.html(f"<h1>始</h1><div>{body}</div>{frame}", CSS)


@pytest.mark.parametrize("options", [{}, {"pdf_variant": "pdf/ua-1"}])
def test_a_lean_document_is_the_same(documents, html, options):
    tags = bool(options)
    with engine(tags=tags):
        plain = documents.pdf(html, **options)
    with engine(tags=tags, lean=True):
        lean = documents.pdf(html, **options)
    assert plain != b""
    assert drop_gdef(lean) == drop_gdef(plain)


def as_they_are(pages, fonts, tagged):
    return pages


def kept(pages, fonts, tagged):
    shelf = Shelf()
    return list(map(shelf.keep, pages))


def painted(pages, fonts, tagged):
    """Pages painted here, to be written by a process that has only their bytes."""
    elements = Elements()
    made = [PaintedPage(each, fonts, tagged, elements) for each in pages]
    return loads(dumps(made), fonts)


# Elements in several boxes, in one with others, and on several pages.
PARTS = f"""
    <table><thead><tr><th colspan=2>head<tbody>{"<tr><td>a <i>b</i><td>" * 12}</table>
    <ul><li>one<li><p>two<br>lines<p role=presentation>three</ul>
    <ol style="list-style: inside decimal"><li>four<ul><li>five</ul></ol>
    <p><a href="#end">six <span><b>seven</b></span></a> <q>eight</q><p><img src=gone alt=nine>
    <section><article>ten <h2>eleven</h2></article>twelve</section>
"""


@pytest.mark.parametrize("options", [{}, {"pdf_variant": "pdf/ua-1"}, {"dpi": 30}])
def test_pages_that_were_kept_or_painted_are_the_same(html, options):
    # Of a picture in two sizes, on two pages, the PDF has the larger.
    html = html.replace("</style>", f"{LOOKS} img {{ width: 20px }}</style>")
    html = "<img class=large ".join(html.rsplit("<img ", 1))
    html = html.replace("</style>", ".large { width: 40px }</style>")
    html = html.replace("</body>", f"{PARTS}</body>") if "</body>" in html else html + PARTS
    found, tagged = [], "pdf_variant" in options
    for keep in (as_they_are, kept, painted):
        fonts = font_configuration()
        with engine(lean=True, tags=tagged):
            document = weasyprint.HTML(string=html).render(font_config=fonts, **options)
            assert len(document.pages) > 2
            pages = keep(document.pages, fonts, tagged)
            found.append(document.copy(pages).write_pdf(**options))
    assert found[0] == found[1]
    assert found[0] == found[2]


def test_of_a_painted_page_only_boxes_are_kept_that_its_structure_is_made_of():
    body = "<div><p>one <i>two</i> three</p>four<p>five</p></div><p style='columns: 2'>six</p>"
    fonts = font_configuration()
    with engine(lean=True, tags=True):
        document = weasyprint.HTML(string=body).render(font_config=fonts, pdf_variant="pdf/ua-1")
        page = PaintedPage(document.pages[0], fonts, True, Elements())
    tree = painted_pages._load(page.data, None, page.elements.found).tree
    elements = [each.element for each in descendants(tree) if not isinstance(each, TextBox)]
    assert [each.tag for each in elements] == "html body div p i p p".split()
    words = [each.text for each in descendants(tree) if isinstance(each, TextBox)]
    assert words == ["one ", "two", " three", "four", "five", "six"]


def descendants(box):
    for child in getattr(box, "children", ()):
        yield child
        yield from descendants(child)


def test_pages_with_flexible_boxes_can_be_kept_and_sent(documents):
    """A page for the archive is not painted before it is sent."""
    body = '<p class="row"><b>one</b> two <i>three</i></p>'
    html = documents.html(body, ".row { display: flex; justify-content: space-between }")
    fonts = font_configuration()
    with engine(lean=True):
        document = weasyprint.HTML(string=html).render(font_config=fonts)
        pages = loads(dumps(document.pages), fonts)
        sent = document.copy(kept(pages, fonts, tagged=False)).write_pdf()
        assert sent == document.write_pdf()


def test_a_page_with_a_glyph_that_no_font_has_waits_for_the_pdf():
    """What such glyphs are numbered by counts on through the PDF."""
    with engine(lean=True), collect_log() as records:
        fonts = font_configuration()
        document = weasyprint.HTML(string="<p>a\U0010fffd").render(font_config=fonts)
        with pytest.raises(Unpaintable):
            PaintedPage(document.pages[0], fonts, False, Elements())
        assert not records
        assert document.write_pdf()
        assert len(records) == 1


def test_what_painting_complains_of_is_told_by_the_process_that_writes(monkeypatch):
    def complain(*_):
        logging.getLogger("weasyprint").error("no picture")

    with engine(lean=True), collect_log() as records:
        fonts = font_configuration()
        document = weasyprint.HTML(string="<p>words").render(font_config=fonts)
        monkeypatch.setattr(painted_pages, "draw_page", complain)
        pages = painted(document.pages, fonts, False)
        assert not records
        document.copy(pages).write_pdf()
    assert [each.getMessage() for each in records] == ["no picture"]


def test_a_kept_page_holds_no_box(html):
    import gc

    with engine(lean=True):
        document = weasyprint.HTML(string=html).render()
        shelf = Shelf()
        kept = [shelf.keep(page) for page in document.pages]
        del document
        gc.collect()
        assert [each for each in gc.get_objects() if isinstance(each, LineBox)] == []
        assert kept[0].bookmarks
        assert any(page.links for page in kept)
        assert not any(isinstance(each, LineBox) for each in shelf.named)


def test_a_painted_page_holds_no_box(html):
    with engine(lean=True):
        document = weasyprint.HTML(string=html).render()
        document.write_pdf()
        assert not any(hasattr(page, "_page_box") for page in document.pages)


def test_pseudo_elements_that_match_the_same_share_a_style(monkeypatch):
    found = []
    init = StyleFor.__init__

    def watch(self, *arguments, **options):
        init(self, *arguments, **options)
        found.append(self)

    monkeypatch.setattr(StyleFor, "__init__", watch)
    html = "<style>p::before { content: attr(title) }</style>" + "<p title=a>x<p title=b>y" * 20
    for lean in (False, True):
        with engine(lean=lean):
            document = weasyprint.HTML(string=html).render()
    counts = [
        len({id(style) for (_, pseudo), style in each.get_computed_styles().items() if pseudo})
        for each in found
    ]
    assert counts[1] < counts[0] / 5
    boxes = document.pages[0]._page_box.descendants()
    text = str([box.text for box in boxes if hasattr(box, "text")])
    assert "'a'" in text and "'b'" in text


def test_fonts_are_cut_though_they_have_many_glyphs_and_a_table_of_classes():
    """HarfBuzz 6 can't cut GDEF of LXGW WenKai for a thousand glyphs: the font came whole."""
    from exporter import fonts

    if not fonts.has("LXGW WenKai"):
        pytest.skip("LXGW WenKai is not installed")
    text = "".join(map(chr, range(0x4E00, 0x4E00 + 3000)))
    with engine(lean=True):
        html = f'<p style="font-family: LXGW WenKai">{text}'
        data = weasyprint.HTML(string=html).write_pdf()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        descriptors = [
            each
            for each in pdf.objects
            if isinstance(each, pikepdf.Dictionary) and "/FontFile2" in each
        ]
        wenkai = [each for each in descriptors if "WenKai" in str(each.FontName)]
        assert wenkai
        assert len(wenkai[0].FontFile2.read_bytes()) < 4_000_000


def test_a_page_that_is_sent_as_it_is_keeps_its_drawings():
    """A page that is not painted at once, as one for the press: a drawing has elements too."""
    drawing = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><g>{}</g></svg>"
    shapes = "<rect width='9' height='9'/><path d='M1 1L8 8' stroke='red'/>"
    address = f'<img src="data:image/svg+xml,{drawing.format(shapes)}" alt="a drawing">'
    fonts = font_configuration()
    with engine(lean=True):
        document = weasyprint.HTML(string=f"<p>{address}</p>").render(font_config=fonts)
        sent = [SentPage(page, fonts, Elements()) for page in document.pages]
        whole, kept = document.write_pdf(), document.copy(sent).write_pdf()
    assert kept == whole


def test_a_page_that_is_sent_as_it_is_keeps_the_pictures_in_its_drawings():
    """As filters are, which are painted beforehand; what follows the drawing was lost with it."""
    pixels = io.BytesIO()
    Image.new("RGB", (4, 4), "red").save(pixels, "PNG")
    data = base64.b64encode(pixels.getvalue()).decode()
    picture = f"<image href='data:image/png;base64,{data}' width='9' height='9'/>"
    drawing = f"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'>{picture}</svg>"
    address = f'<img src="data:image/svg+xml,{drawing}" alt="a drawing">'
    fonts = font_configuration()
    with engine(lean=True), collect_log() as log:
        document = weasyprint.HTML(string=f"<p>{address}<p>after").render(font_config=fonts)
        sent = [SentPage(page, fonts, Elements()) for page in document.pages]
        whole, kept = document.write_pdf(), document.copy(sent).write_pdf()
    assert [record.getMessage() for record in log] == []
    assert kept == whole


def test_boxes_go_with_their_document():
    with engine(lean=True):
        document = weasyprint.HTML(string="<body>one <p>two</p> three").render()
        found = list(document.pages[0]._page_box.descendants())
        left = [*map(weakref.ref, found)]
        assert sum(isinstance(box, LineBox) for box in found) > 1
        gc.disable()
        try:
            del document, found
            assert not any(each() is not None for each in left)
        finally:
            gc.enable()
