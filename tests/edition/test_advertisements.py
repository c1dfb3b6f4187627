"""Advertisements and the ear in every edition, and an edition without advertisements."""

import io

import pikepdf
import pytest

from exporter.api import build
from exporter.edition import make_edition
from exporter.edition.without_advertisements import without_advertisements
from exporter.errors import InvalidSource, UsageError
from exporter.layouts.flow.advertisements import set_advertisements
from exporter.layouts.flow.print_document import make_html
from exporter.layouts.papers import MM, make_grid
from exporter.options import Options
from exporter.pictures.fit import Limit
from exporter.readers import read
from exporter.writers.epub.navigation import page_entries

ISSUE = """\
publication: {name: The Example, language: en}
date: 2026-06-16
ear: {title: Tides, text: [High at six, Low at noon]}
pages:
  - label: "1"
    advertisements:
      - {pdf: nets.pdf, width_mm: 120, height_mm: 60, alt: "Nets mended"}
      - {image: ferry.png, width_mm: 900, height_mm: 450}
      - {width_mm: 60, height_mm: 60, alt: Empty}
  - label: "2"
    advertisements: [{image: ferry.png, width_mm: 100, height_mm: 50, alt: Ferry}]
  - label: "3"
"""
STORY = "---\nheadline: Story\n---\nThe [chandler](20-b.md#rope) opens at [six](#hours).\n"
SHOP = "---\nheadline: Shop\nkind: advertisement\n---\n## Rope {#rope}\n\nBy the metre.\n"


def page(width=120, height=60, turned=0):
    """Make the PDF of an advertisement."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(width * MM, height * MM))
        pdf.pages[0].obj.Rotate = turned
        buffer = io.BytesIO()
        pdf.save(buffer)
    return buffer.getvalue()


@pytest.fixture
def issue(issue_folder, picture):
    files = {
        "issue.yaml": ISSUE,
        "nets.pdf": page(),
        "ferry.png": picture(size=(400, 200)),
        "1/10-a.md": STORY,
        "1/20-b.md": SHOP,
        "3/10-c.md": "---\nheadline: Other\n---\nText.\n",
    }
    return read(issue_folder(files)).issue


def names(edition):
    return [each.name for each in edition.documents[3:]]


def test_advertisements_of_a_page_come_after_its_articles(issue):
    assert names(make_edition(issue)) == [
        "page-1.xhtml",
        "a-1-01.xhtml",
        "a-1-02.xhtml",
        "page-1-advertisements.xhtml",
        "page-2.xhtml",
        "page-2-advertisements.xhtml",
        "page-3.xhtml",
        "a-3-01.xhtml",
    ]


def test_each_is_labelled_and_described_and_an_empty_box_is_not_shown(issue, tree):
    first, second = map(tree, make_edition(issue).advertisements_documents)
    assert first.xpath("//figure/figcaption/text()") == ["Advertisement", "Advertisement"]
    assert first.xpath("//img/@alt") == ["Nets mended", "Advertisement"]
    assert second.xpath("//img/@alt") == ["Ferry"]


@pytest.mark.parametrize(
    ("head", "above"),
    [
        ("", ["Advertisement"]),
        ("kicker: Half *price*", ["Advertisement · Half price"]),
        ("column: Advertisements", []),
        ("language: zh-CN", ["广告"]),
    ],
)
def test_an_article_that_is_one_says_so_above_its_headline(issue_folder, tree, head, above):
    shop = SHOP.replace("kind:", f"{head}\nkind:" if head else "kind:")
    found = read(issue_folder({"1/10-a.md": STORY, "1/20-b.md": shop})).issue
    story, shown = (tree(each) for each in make_edition(found).article_documents)
    kickers = shown.xpath("//p[@class='kicker']")
    assert ["".join(each.itertext()) for each in kickers] == above
    assert not story.xpath("//p[@class='kicker']")


def test_the_label_is_that_of_the_issue(issue_folder):
    yaml = "publication: {name: N, language: en, labels: {advertisement: Paid notice}}\n"
    files = {"issue.yaml": f"{yaml}date: 2026-06-16\n", "1/10-a.md": STORY, "1/20-b.md": SHOP}
    found = read(issue_folder(files)).issue
    html = make_html(make_edition(found), Options())
    assert html.index("Paid notice") < html.rindex("Shop</")


def test_contents_and_navigation_lead_to_them(issue, tree):
    edition = make_edition(issue)
    contents = next(each for each in edition.documents if each.name == "pages.xhtml")
    wanted = ["page-1-advertisements.xhtml", "page-2-advertisements.xhtml"]
    links = tree(contents).xpath("//a/@href")
    assert [each for each in links if "advert" in each] == wanted
    entries = page_entries(edition)
    assert [entry.articles[-1][0] for entry in entries] == [*wanted, "a-3-01.xhtml"]
    assert [entry.order for entry in entries] == [1, 6, 9]


def test_the_ear_is_on_the_front_page(issue, tree):
    edition = make_edition(issue)
    (ear,) = tree(edition.documents[0]).xpath("//*[@class='ear']")
    assert "".join(ear.itertext()).split() == "Tides High at six Low at noon".split()


def test_a_page_of_a_pdf_is_drawn_within_the_limit(issue):
    edition = make_edition(issue)
    (resource,) = (each for name, each in edition.resources.items() if name.endswith(".jpg"))
    assert resource.picture.width / resource.picture.height == pytest.approx(2, abs=0.01)
    from PIL import Image

    for side in (300, 5_000):
        with Image.open(io.BytesIO(resource.fitted(Limit(side)).data)) as image:
            assert image.format == "JPEG"
            assert max(image.size) == pytest.approx(min(side, 945), abs=2)


@pytest.mark.parametrize(("turned", "shape"), [(0, 2), (90, 0.5), (270, 0.5)])
def test_a_turned_page_has_the_shape_that_is_seen(issue, turned, shape):
    path = issue.root / "nets.pdf"
    path.write_bytes(page(turned=turned))
    resource = make_edition(issue).resources["images/1-advertisement-1.jpg"]
    assert resource.picture.width / resource.picture.height == pytest.approx(shape, abs=0.01)


def test_a_page_of_enormous_size_is_drawn_small(issue):
    (issue.root / "nets.pdf").write_bytes(page(5_000, 2_500))
    resource = make_edition(issue).resources["images/1-advertisement-1.jpg"]
    from PIL import Image

    with Image.open(io.BytesIO(resource.file.data)) as image:
        assert max(image.size) <= 6_001


def test_a_pdf_that_can_not_be_read_is_named(issue):
    (issue.root / "nets.pdf").write_bytes(b"%PDF-1.7 nothing")
    with pytest.raises(InvalidSource, match=r"nets\.pdf"):
        make_edition(issue)


def test_flow_sets_them_at_the_size_sold_but_no_larger_than_the_page(issue):
    edition = make_edition(issue)
    grid = make_grid("", "en", edition.style)
    shown = edition.advertisements_documents[0].shown
    nets, ferry = set_advertisements(shown, grid)
    assert float(nets.width) == pytest.approx(120 * MM, abs=0.01)
    assert float(ferry.width) == pytest.approx(grid.width, abs=0.01)
    assert float(ferry.height) == pytest.approx(grid.width / 2, abs=0.01)


def test_flow_has_them_after_the_text(issue):
    html = make_html(make_edition(issue), Options())
    assert html.index("By the metre") < html.index("1-advertisement-1") < html.rindex("Other</")
    assert html.count("advertisement-label") - html.count(".advertisement-label") == 3
    assert "No articles" not in html


def test_one_without_words_is_told_with_its_line(issue_folder, picture):
    files = {"issue.yaml": ISSUE, "nets.pdf": page(), "ferry.png": picture(), "1/10-a.md": STORY}
    files["1/20-b.md"] = SHOP
    found = [
        each
        for each in read(issue_folder(files)).findings
        if each.rule == "issue-advertisement-alt"
    ]
    assert [each.line for each in found] == [8]


def test_left_out_nothing_is_lost_but_they(issue):
    less, (finding,) = without_advertisements(issue)
    edition = make_edition(less)
    assert names(edition) == [
        "page-1.xhtml",
        "a-1-01.xhtml",
        "page-2.xhtml",
        "page-3.xhtml",
        "a-3-01.xhtml",
    ]
    body = next(each.body for each in edition.documents if each.name == "a-1-01.xhtml")
    assert "The chandler opens" in body
    assert "(boxes: 4, articles: 1)" in finding.message
    assert str(finding.severity) == "info"


def test_an_issue_without_advertisements_is_left_as_it_is(issue):
    less, _ = without_advertisements(issue)
    assert without_advertisements(less) == (less, [])


def test_its_pdf_counts_as_used_and_is_not_written_over(issue_folder, picture):
    yaml = ISSUE.replace("nets.pdf", "1/nets.pdf")
    files = {"issue.yaml": yaml, "1/nets.pdf": page(), "ferry.png": picture(), "1/10-a.md": STORY}
    source = issue_folder(files | {"1/20-b.md": SHOP, "1/other.pdf": page()})
    unused = [each.path.name for each in read(source).findings if each.rule == "issue-unused"]
    assert unused == ["other.pdf"]
    with pytest.raises(UsageError, match="a file of the issue itself"):
        build(source, [source / "1/nets.pdf"])
