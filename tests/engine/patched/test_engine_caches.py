"""The caches: byte for byte the PDF of WeasyPrint alone."""

import subprocess
import sys

import pytest
import weasyprint

from exporter.engine.patched import caches as caches_module
from exporter.engine.patched import deep_stack, engine

COLUMNS = "@page { size: 420px 500px; margin: 20px } .c { columns: 3; column-gap: 14px }"


def assert_same(documents, html, **options):
    plain = documents.pdf(html, **options)
    with engine(caches=True, justify=False, heights=False, emergency=False):
        assert deep_stack(lambda: documents.pdf(html, **options)) == plain


def columns(documents):
    return f'<div class="c">{documents.paragraphs(1, 12)}</div>' * 2, COLUMNS


def column_fill(documents):
    return (
        f'<div class="c">{documents.paragraphs(2, 9)}</div>',
        COLUMNS + ".c { column-fill: auto }",
    )


def pagination(documents):
    css = COLUMNS + "h2 { string-set: t content(); break-after: avoid } p { orphans: 3; widows: 3 }"
    css += "@page { @top-left { content: string(t) } @bottom-right { content: counter(pages) } }"
    css += "a::after { content: target-counter(attr(href), page) }"
    links = "".join(f'<li><a href="#s{i}">{documents.han(i, 8)}</a>' for i in range(6))
    body = "".join(
        f'<h2 id="s{i}">{documents.han(i, 5)}</h2><div class="c">{documents.paragraphs(i, 6)}</div>'
        for i in range(6)
    )
    return f"<ul>{links}</ul>{body}", css


def tables(documents):
    rows = "".join(
        f"<tr><th>{documents.han(i, 2)}</th><td>{documents.prose(i, 40)}</td><td>{i}</td></tr>"
        for i in range(20)
    )
    table = f"<table><thead><tr><th>甲<th>乙<th>丙</thead>{rows}</table>"
    css = "@page { size: 400px } table { border-collapse: collapse } td { border: 1px solid }"
    return table + table.replace("<table", '<table style="border-collapse: separate"'), css


def floats(documents):
    css = COLUMNS + ".f { float: left; width: 4em } .g { float: right; margin: 2% }"
    css += ".d { float: left; font-size: 3em; line-height: 1 }"
    body = "".join(
        f'<p><span class="d">{documents.han(i, 1)}</span>{documents.prose(i, 90)}</p>'
        f'<div class="{"fg"[i % 2]}">{documents.prose(i, 10)}</div>'
        for i in range(8)
    )
    return f'{body}<div class="c">{body}</div>', css


def footnotes(documents):
    note = '<span style="float: footnote">{}</span>'
    text = "".join(
        f"<p>{documents.prose(i, 60)}{note.format(documents.prose(i, 20))}"
        f"{documents.prose(i + 50, 60)}</p>"
        for i in range(12)
    )
    return text + f'<div class="c">{text}</div>', COLUMNS


def ruby(documents):
    css = COLUMNS + "ruby { display: inline-block; position: relative; text-align: center }"
    css += "rt { position: absolute; top: -.8em; left: -1em; right: -1em; font-size: .5em }"
    word = "<ruby>漢<rt>かん</rt></ruby><ruby>字<rt>じ</rt></ruby>"
    text = "".join(
        f"<p>{documents.prose(i, 30)}{word}{documents.prose(i, 50)}</p>" for i in range(9)
    )
    return f'<div class="c">{text}</div>', css


def languages(documents):
    english = "The internationalisation of newspapers is a considerable undertaking. " * 3
    text = (
        f'<p lang="en">{english}</p>'
        f'<p lang="ja">日本語の文章、カタカナとひらがな。{documents.han(1, 50)}</p>'
        f'<p lang="de">Donaudampfschiff\u00adfahrts\u00adgesellschaft {english}</p>'
        f"<p>{documents.prose(1, 60)}<b>{documents.han(2, 9)}</b> {english}"
        f'<i lang="en">{english}</i></p>'
        f'<p lang="he" dir="rtl">עברית {english} עברית</p>'
        f'<p lang="ko">한국어 문장입니다. {english}</p>'
    )
    return f'<div class="c">{text * 2}</div>', COLUMNS + "p { hyphens: auto }"


def inline_styles(documents):
    css = COLUMNS + "b { padding: 0 3px; border: 1px solid } i { position: relative; top: -1px }"
    css += (
        "code { letter-spacing: 1px; word-spacing: 2px } p:nth-child(3n)::first-line { color: red }"
    )
    css += "q { margin: 0 2% } u::after { content: counter(u); counter-increment: u }"
    css += "em { white-space: nowrap } s { vertical-align: super; font-size: .6em }"
    tags = ("b", "i", "code", "q", "u", "em", "s")
    text = "".join(
        f"<p>{documents.prose(i, 40)}<{tag}>{documents.prose(i, 20)}</{tag}>"
        f"{documents.prose(i, 30)}</p>"
        for i in range(2)
        for tag in tags
    )
    return f'<div class="c">{text}</div>', css


def first_letters(documents):
    return documents.paragraphs(4, 6), "@page { size: 300px } p::first-letter { font-size: 3em }"


def pictures(documents):
    figure = (
        f'<figure><img src="{documents.picture()}"><figcaption>{documents.han(1, 20)}</figcaption>'
    )
    inline = f'<p>{documents.han(2, 9)}<img src="{documents.picture()}">{documents.han(3, 90)}</p>'
    svg = '<svg width="80" height="20"><text y="12">图 A</text></svg>'
    body = "".join(f"{documents.paragraphs(i, 2)}{figure}</figure>{inline}{svg}" for i in range(4))
    css = COLUMNS + "figure { margin: 0; break-inside: avoid } figure img { width: 100% }"
    return f'<div class="c">{body}</div>', css


def frames(documents):
    css = "@page { size: 600px } .n { position: absolute; overflow: hidden; border: 1px solid }"
    css += ".n { box-sizing: border-box; padding: 5px } .x { position: fixed; bottom: 0; right: 0 }"
    body = "".join(
        f'<div class="n" style="left: {i * 190}px; top: 0; width: 180px; height: 400px">'
        f"{documents.paragraphs(i, 4)}</div>"
        for i in range(3)
    )
    flex = f'<div style="display: flex">{f"<div>{documents.paragraphs(9, 2)}</div>" * 2}</div>'
    grid = f'<div style="display: grid; grid-template-columns: 1fr 1fr">{"<p>格子</p>" * 4}</div>'
    fixed = f'<div class="x">{documents.han(1, 9)}</div>'
    return f"{fixed}{body}{flex}{grid}<p style='break-before: page'>{documents.han(5, 99)}", css


def ellipses(documents):
    css = "@page { size: 300px } .l { max-lines: 2; block-ellipsis: auto; continue: discard }"
    css += ".o { overflow: hidden; text-overflow: ellipsis; white-space: nowrap }"
    css += "li a::after { content: leader('.') '9' }"
    return (
        f'<div class="l">{documents.paragraphs(5, 1)}</div>'
        f'<p class="o">{documents.prose(6, 90)}</p>'
        f"<ul><li><a>{documents.han(7, 8)}</a></ul>"
    ), css


def variables(documents):
    css = ":root { --size: 9pt; --line: calc(1.5 * var(--size)); --face: serif; --wrong: 3 red }"
    css += "p { font: italic var(--size)/var(--line) var(--face); margin: calc(2 * var(--line)) 0 }"
    css += ".b { --size: 11pt } .c { font: var(--wrong); text-decoration: underline overline }"
    css += "b { font-feature-settings: 'halt'; border: var(--edge, 1px solid) } i { --size: 7pt }"
    text = f"{documents.prose(3, 20)}<b>{documents.prose(4, 9)}</b><i><u>{documents.han(5, 9)}</u>"
    return "".join(f'<p class="{name}">{text}</i></p>' for name in "abcab"), css


DOCUMENTS = [
    columns, column_fill, pagination, tables, floats, footnotes, ruby, languages, inline_styles,
    first_letters, pictures, frames, ellipses, variables,
]  # fmt: skip


@pytest.mark.parametrize("make", DOCUMENTS)
def test_bytes_are_those_of_weasyprint_alone(documents, make):
    body, css = make(documents)
    assert_same(documents, documents.html(body, css))


def test_tagged_and_archival_pdf(documents):
    body, css = columns(documents)
    assert_same(documents, documents.html(body, css), pdf_variant="pdf/ua-1")


def test_a_long_issue_within_tight_bounds(documents, monkeypatch):
    """Caches that start afresh all the time give the same bytes too."""
    monkeypatch.setattr(caches_module, "MAXIMUM_LINES", 7)
    monkeypatch.setattr(caches_module, "MAXIMUM_ENTRIES", 5)
    monkeypatch.setattr(caches_module, "MAXIMUM_CHARACTERS", 900)
    body = "".join(
        f'<h2>{documents.han(i, 9)}</h2><div class="c">{documents.paragraphs(i, 6)}</div>'
        for i in range(5)
    )
    assert_same(documents, documents.html(body, COLUMNS))


def test_lines_are_laid_out_once_for_each_place(documents, monkeypatch):
    from weasyprint.text import line_break

    calls = []
    layout = line_break.Layout.__init__

    def counting(self, *arguments, **options):
        calls.append(1)
        layout(self, *arguments, **options)

    monkeypatch.setattr(line_break.Layout, "__init__", counting)
    html = documents.html(f'<div class="c">{documents.paragraphs(7, 20)}</div>', COLUMNS)
    documents.pdf(html)
    plain = len(calls)
    calls.clear()
    with engine(caches=True, justify=False, heights=False, emergency=False):
        documents.pdf(html)
    assert len(calls) < plain / 2


def test_pango_is_told_of_a_style_once(documents, monkeypatch):
    from weasyprint.text import line_break

    styles = []
    setup = line_break.Layout.setup

    def noting(self, style):
        styles.append(style)
        setup(self, style)

    monkeypatch.setattr(line_break.Layout, "setup", noting)
    with engine(caches=True, justify=False, heights=False, emergency=False):
        weasyprint.HTML(string=documents.html(documents.paragraphs(8, 9))).render()
    assert len({id(style) for style in styles}) == len(styles) > 0


def test_two_documents_in_one_context(documents):
    first = documents.html(*ellipses(documents))
    second = documents.html(*first_letters(documents))
    plain = [documents.pdf(first), documents.pdf(second), documents.pdf(first)]
    with engine(caches=True, justify=False, heights=False, emergency=False):
        assert [documents.pdf(first), documents.pdf(second), documents.pdf(first)] == plain


def test_written_after_the_context(documents):
    html = documents.html(*columns(documents))
    plain = documents.pdf(html)
    with engine(caches=True, justify=False, heights=False, emergency=False):
        document = weasyprint.HTML(string=html).render()
    assert document.write_pdf() == plain


STYLES_LEFT = """
import gc
from weasyprint import HTML
from exporter.engine.patched import engine
for text in "abc":
    with engine(lean=True, tags=False):
        HTML(string=f"<style>p {{ font: 10px/12px serif }}</style><p>{text} <em>x</em>").render()
gc.collect()
print(sum(type(each).__name__ == "ComputedStyle" for each in gc.get_objects()))
"""


def test_no_cache_of_an_engine_that_has_ended_holds_styles():
    """A process that lays out again and again, such as a preview, would grow with each."""
    done = subprocess.run(
        [sys.executable, "-c", STYLES_LEFT], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "0"
