"""The words of an issue, read back from its PDF."""

import re
from bisect import bisect

import pytest
from lxml import etree

from exporter.edition import make_edition
from exporter.layouts.papers import make_grid

SAMPLES = ["lanjiang-weekly", "saltmere-chronicle"]
BLOCKS = "descendant::*[self::h1 or self::h2 or self::h3 or self::p or self::li[not(p)] or \
self::td or self::th or self::figcaption]"


@pytest.fixture(scope="module", params=SAMPLES)
def sample(request, samples, excerpt, read_pdf):
    """A sample as an edition, and its PDF."""
    return make_edition(excerpt(request.param)), read_pdf(samples(request.param, "pdf"))


def blocks(body):
    """Yield the text of each block as it is set: without readings and ways back from notes."""
    tree = etree.fromstring(f'<body xmlns:epub="x">{body}</body>')
    for unseen in tree.xpath("//rp | //rt | //a[@class='footnote-backref'] | //nav"):
        parent, tail = unseen.getparent(), unseen.tail or ""
        before = unseen.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + tail
        else:
            parent.text = (parent.text or "") + tail
        parent.remove(unseen)
    for block in tree.xpath(BLOCKS):
        yield "".join(block.itertext())


def is_there(text, words):
    """Whether a text is there, whole or cut once where a column or a sheet ends."""
    if text in words:
        return True
    cut = bisect(range(len(text)), 0, key=lambda end: text[: end + 1] not in words)
    return cut >= 4 and text[cut:] in words


def test_every_article_is_there_word_by_word(sample, squeezed):
    edition, pdf = sample
    articles = edition.article_documents
    readings = re.compile(r"<rt>(.*?)</rt>", re.S)
    words = pdf.words
    for reading in {each for document in articles for each in readings.findall(document.body)}:
        words = words.replace(squeezed(reading), "")
    texts = [
        (document.name, squeezed(text)) for document in articles for text in blocks(document.body)
    ]
    assert len(texts) > 100
    assert [(name, text) for name, text in texts if not is_there(text, words)] == []


def test_every_page_of_the_issue_starts_on_a_sheet_of_its_own(sample):
    edition, pdf = sample
    starts = [pdf.destinations[f"page-{page.label}"] for page in edition.issue.pages]
    assert starts == sorted(set(starts))
    assert starts[0] > 0


def running_heads(pdf, language):
    """Return the text above the type area of each sheet."""
    height = int(make_grid("tabloid", language).top_margin)
    text = pdf.text("-x", "0", "-y", "0", "-W", "2000", "-H", str(height))
    return text.split("\f")[:-1]


def test_the_running_head_names_page_and_section_on_every_sheet(sample, squeezed):
    edition, pdf = sample
    heads = [squeezed(head) for head in running_heads(pdf, edition.language)]
    pages = edition.issue.pages
    begun: dict[int, list[str]] = {}
    for page in pages:
        name = squeezed(edition.page_name(page))
        begun.setdefault(pdf.destinations[f"page-{page.label}"], []).append(name)
    last, first = "", min(begun)
    for sheet, head in enumerate(heads[first:], first):
        # A page may begin below the end of the one before, which the head names then.
        names = begun.get(sheet, [])
        assert head.startswith(tuple(filter(None, (last, *names[:1]))))
        assert squeezed(edition.issue.publication.name) in head
        assert squeezed(edition.date) in head
        last = names[-1] if names else last


def test_the_front_page_has_no_running_head(sample):
    edition, pdf = sample
    assert running_heads(pdf, edition.language)[0].strip() == ""


def test_the_front_page_shows_masthead_date_and_lead(sample, squeezed):
    edition, pdf = sample
    front = squeezed(pdf.pages[0])
    assert squeezed(edition.issue.publication.name) in front
    assert squeezed(edition.date) in front
    for line in edition.issue.lead.headline:
        assert squeezed(line) in front


ISSUE = """\
publication: {name: The Example, language: en, printed: true}
date: 2026-06-16
pages:
  - {label: "1", section: Front}
  - {label: "2", section: ""}
  - {label: "3", section: Arts & Letters, editor: Piers Tallow}
"""


def test_a_page_without_articles_says_so_on_its_sheet(pdf_once):
    pdf = pdf_once({"issue.yaml": ISSUE, "1/1.md": "---\nheadline: H\n---\nText.\n"})
    assert "No articles on this page" in pdf.pages[pdf.destinations["page-2"]]
    assert "No articles on this page" not in pdf.pages[pdf.destinations["page-1"]]


def test_a_page_head_shows_label_section_and_editor(pdf_once):
    pdf = pdf_once({"issue.yaml": ISSUE, "1/1.md": "---\nheadline: H\n---\nText.\n"})
    shown = " ".join(pdf.pages[pdf.destinations["page-3"]].split())
    assert "Page 3" in shown
    assert "Arts & Letters" in shown
    assert "Editor: Piers Tallow" in shown


def test_a_facsimile_fills_the_sheet_of_a_page_without_articles(pdf_of, picture):
    issue = ISSUE.replace('section: ""', "facsimile: {image: ad.jpg}")
    files = {"issue.yaml": issue, "1/1.md": "---\nheadline: H\n---\nText.\n"}
    pdf = pdf_of({**files, "ad.jpg": picture("JPEG", (70, 100))})
    sheet = pdf.pdf.pages[pdf.destinations["page-2"]]
    assert [(image.Width, image.Height) for image in sheet.get_images().values()] == [(70, 100)]


def test_markup_in_words_is_shown_as_it_is(pdf_of):
    text = "---\nheadline: '<b>&\"x'\nkicker: '<i>'\ndeck: '</h1>'\n---\nText &lt;p&gt; `</p>`.\n"
    pdf = pdf_of({"01/1.md": text})
    shown = pdf.pages[pdf.destinations["a-01-01"]]
    for words in ("<b>&“x", "<i>", "</h1>", "Text <p> </p>."):
        assert words in shown


def test_words_about_links_are_left_alone(pdf_of, squeezed):
    text = 'Write `<a href="there.xhtml">` or href="a-01-02.xhtml#b".'
    pdf = pdf_of({"01/1.md": f"---\nheadline: H\n---\n{text}\n"})
    shown = text.replace("`", "").replace('"a-01-02.xhtml#b"', "“a-01-02.xhtml#b”")
    assert squeezed(shown) in squeezed(pdf.pages[pdf.destinations["a-01-01"]])


# What a style can't do well it must at least do without failing.
@pytest.mark.parametrize(
    "article",
    [
        "---\nheadline: H\n---\n",
        "---\nheadline: ' x'\n---\n***\n",
        f"---\nheadline: {'W' * 300}\n---\n{'x' * 3000}\n",
        f"---\nheadline: {'很长的标题' * 60}\n---\n{'没有标点的字' * 500}\n",
        "---\nheadline: H\nkind: advertisement\n---\n" + "| a " * 30 + "|\n" + "|--" * 30 + "|\n",
        "---\nheadline: H\n---\n" + "> " * 15 + "deep\n",
        "---\nheadline: H\n---\n" + "".join(f"{'  ' * n}- deep {n}\n" for n in range(12)),
        "---\nheadline: H\n---\n" + "<aside>\n\n" + "Long box.\n\n" * 400 + "</aside>\n",
        "---\nheadline: H\n---\n| a |\n|---|\n" + "| row |\n" * 400,
        "---\nheadline: H\n---\n```\n" + "preformatted " * 200 + "\n```\n",
        "---\nheadline: 😀 𠮷 שלום\n---\n😀 𠮷 שלום\n",
    ],
)
def test_a_hard_article_is_set(pdf_of, article):
    pdf = pdf_of({"01/1.md": article, "01/2.md": "---\nheadline: After it\n---\nThe next one.\n"})
    assert "The next one." in " ".join(pdf.words.split()) or "Thenextone." in pdf.words
    assert pdf.destinations["a-01-02"] >= pdf.destinations["a-01-01"] > 0


def test_the_tricky_issue_is_set(tricky, read_pdf, tmp_path, squeezed):
    from exporter import Options, build

    build(tricky, [tmp_path / "tricky.pdf"], Options(layout="flow"))
    pdf = read_pdf(tmp_path / "tricky.pdf")
    for text in ("Loose text with", "A data box", "the first note, with", "繁體標題", "日本語"):
        assert squeezed(text).lower() in pdf.words.lower()
