"""HTML elements become structure elements, however they are broken into pieces."""

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exporter.engine.patched.structure_nodes import Annotation, Content
from exporter.engine.patched.structure_tree import Structure


def build(html, language="en"):
    """Build the tree of an HTML fragment: each text is one content, `|` in it begins a new one."""
    structure = Structure(language)
    counter = iter(range(10_000))

    def walk(element, around):
        node = structure.node(element, around) if element.tag != "body" else around
        if element.tag == "img":
            structure.add(Content(0, next(counter)), node)
        texts(element.text, node)
        for child in element:
            walk(child, node)
            texts(child.tail, node)

    def texts(text, node):
        for part in (text or "").split("|"):
            if part:
                structure.add(Content(0, next(counter), part), node)

    walk(ElementTree.fromstring(f"<body>{html}</body>"), structure.root)
    return structure.finish()


def shape(node):
    inside = " ".join(shape(kid) for kid in node.nodes)
    return f"{node.role}({inside})" if inside else node.role


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        ("<p>a <em>b</em> c</p>", "P"),
        ("<p>a <span lang='fr'>b</span></p>", "P(Span)"),
        ("<p>a <span lang='en'>b</span></p>", "P"),
        ("<div><p>a</p></div>", "P"),
        ("<div lang='fr'><p>a</p></div>", "Div(P)"),
        ("<div>loose <em>text</em> <a href='#x'>link</a></div>", "P(Link)"),
        ("<p></p><p>a</p>", "P"),
        ("<figure><img alt='x'/><figcaption>c</figcaption></figure>", "Div(Figure Caption)"),
        ("<p>a <img alt='x'/> b</p>", "P(Figure)"),
        (
            "<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>",
            "L(LI(LBody) LI(LBody(L(LI(LBody)))))",
        ),
        ("<dl><dt>a</dt><dd>b</dd><dt>c</dt><dt>d</dt><dd>e</dd><dd>f</dd></dl>",
         "L(LI(Lbl LBody) LI(Lbl LBody))"),
        ("<blockquote><p>a</p></blockquote>", "BlockQuote(P)"),
        ("<p><ruby>漢<rt>kan</rt></ruby></p>", "P(Ruby(RB RT))"),
        ("<p><ruby>漢<rt>kan</rt>字<rt>ji</rt></ruby></p>", "P(Ruby(RB RT) Ruby(RB RT))"),
        ("<p><ruby><rt>kan</rt>漢</ruby></p>", "P(Ruby(RB RT))"),
        ("<p>a<a href='#n' role='doc-noteref'>1</a></p>", "P(Reference(Link))"),
        ("<section role='doc-endnotes'><ol><li><p>n</p></li></ol></section>", "Sect(Note(P))"),
        (
            "<nav class='page-navigation'><h1>t</h1><ol><li><a href='#p'>p</a>"
            "<ol><li><a href='#a'>a</a></li></ol></li></ol></nav>",
            "Sect(H1 TOC(TOCI(Reference(Link) TOC(TOCI(Reference(Link))))))",
        ),
    ],
)  # fmt: skip
def test_elements_become(html, wanted):
    assert shape(build(html)) == f"Document({wanted})"


def test_pieces_of_one_element_are_one_node():
    structure = Structure("en")
    paragraph = ElementTree.fromstring("<p/>")
    other = ElementTree.fromstring("<p/>")
    for sheet, element in enumerate((paragraph, paragraph, other, paragraph)):
        structure.add(Content(sheet, 0, "x"), structure.node(element, structure.root))
    first, second = structure.finish().nodes
    assert [content.sheet for content in first.kids] == [0, 1, 3]
    assert [content.sheet for content in second.kids] == [2]


def test_headings_begin_at_one_and_skip_no_level():
    root = build("<h1>a</h1><article><h1>b</h1><h4>c</h4><h2>d</h2></article><h1>e</h1>")
    roles = [node.role for node in root.walk() if node.level]
    assert roles == ["H1", "H2", "H3", "H3", "H1"]


def test_a_ragged_table_gets_its_missing_cells():
    root = build(
        "<table><tr><th>a</th><th>b</th></tr><tr><td>1</td></tr>"
        "<tr><td rowspan='9'>2</td><td>3</td></tr><tr><td>4</td></tr></table>"
    )
    table = next(root.nodes)
    assert [len(list(row.nodes)) for row in table.nodes] == [2, 2, 2, 1]
    assert [cell.scope for cell in next(table.nodes).nodes] == ["Column", "Column"]


def test_a_header_at_the_side_is_one_of_its_row():
    root = build("<table><tr><td>a</td></tr><tr><th>b</th></tr></table>")
    assert [node.scope for node in root.walk() if node.role == "TH"] == ["Row"]


def grid(table):
    """Return the places that the cells of a table take, one after another."""
    places, rows = [], [node for node in table.walk() if node.role == "TR"]
    for number, row in enumerate(rows):
        column = 0
        for cell in row.nodes:
            while (number, column) in places:
                column += 1
            high = range(number, number + cell.rows)
            places += [(y, column + x) for y in high for x in range(cell.columns)]
    return places, len(rows)


def test_a_cell_that_would_reach_over_another_ends_before_it():
    root = build(
        "<table><tr><td>a</td><td rowspan='2'>b</td></tr><tr><td colspan='3'>c</td></tr></table>"
    )
    places, _ = grid(next(root.nodes))
    assert sorted(places) == [(0, 0), (0, 1), (1, 0), (1, 1)]


SPANS = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 4)), min_size=1, max_size=5)


@given(st.lists(SPANS, min_size=1, max_size=6))
def test_the_cells_of_any_table_make_a_grid(rows):
    cells = (
        "".join(f"<td colspan='{wide}' rowspan='{high}'>x</td>" for wide, high in row)
        for row in rows
    )
    root = build(f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>")
    places, height = grid(next(root.nodes))
    assert len(places) == len(set(places)) == height * len({column for _, column in places})


def test_a_table_in_a_cell_has_rows_of_its_own():
    inner = "<table><tr><td>1</td><td>2</td><td>3</td></tr></table>"
    root = build(f"<table><tr><td>a</td></tr><tr><td>{inner}</td></tr></table>")
    assert shape(root) == "Document(Table(TR(TD) TR(TD(Table(TR(TD TD TD))))))"


def test_a_table_that_is_all_head_has_a_body():
    assert shape(build("<table><thead><tr><th>a</th></tr></thead></table>")) == (
        "Document(Table(TBody(TR(TH))))"
    )


def test_an_annotation_outside_a_link_makes_one():
    structure = Structure("en")
    link = structure.annotate(Annotation(0, object()), structure.root)
    assert link.role == "Link"
    assert shape(structure.finish()) == "Document(P(Link))"


def test_notes_have_ids():
    html = "<section role='doc-endnotes'><ol><li>a</li><li>b</li></ol></section>"
    assert [node.identifier for node in build(html).walk() if node.role == "Note"] == [
        "note-1",
        "note-2",
    ]


TAGS = st.sampled_from(
    "p div span em a ul ol li dl dt dd table tr td th blockquote figure img h1 h5 ruby rt".split()
)
TREES = st.recursive(
    st.text("ab 漢", min_size=1, max_size=4),
    lambda kids: st.builds(
        lambda tag, inside: f"<{tag}>{''.join(inside)}</{tag}>", TAGS, st.lists(kids, max_size=4)
    ),
    max_leaves=12,
)


@given(st.lists(TREES, max_size=4))
def test_no_text_is_lost(fragments):
    html = "".join(fragments)
    root = build(html)
    words = "".join(ElementTree.fromstring(f"<body>{html}</body>").itertext())
    assert sorted(root.text.replace(" ", "")) == sorted(words.replace(" ", ""))
    for node in root.walk():
        for kid in node.nodes:
            assert kid.parent is node
