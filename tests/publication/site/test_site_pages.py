"""What the pages of a site show."""

import io
import re
import shutil
from datetime import UTC, datetime, timedelta

import pikepdf
import pytest
from lxml import etree, html
from PIL import Image

from ..conftest import PUBLICATION

YAML = """\
date: 2026-06-16
pages:
  - label: "01"
    section: Front
    facsimile:
      image: 01/page.png
      regions: [{article: 10-lead, points: [[0, 0], [40, 0], [40, 30], [0, 30]]}]
  - {label: "02", section: Town}
"""


def two_pages(root, picture):
    folder = root / "2026-06-16"
    (folder / "02").mkdir()
    (folder / "issue.yaml").write_text(YAML)
    (folder / "01" / "page.png").write_bytes(picture("PNG", (80, 120)))
    (folder / "01" / "quay.jpg").write_bytes(picture("JPEG", (60, 40)))
    (folder / "01" / "10-lead.md").write_text(
        "---\nkicker: Harbour\nheadline: High water\ndeck: No one was hurt\n"
        "figures: [{image: quay.jpg, alt: The quay, focus: 0.4 0.3}]\n---\nThe water stands high.\n"
    )
    (folder / "02" / "10-fair.md").write_text("---\nheadline: The fair\n---\nIt is open.\n")


def test_a_printed_page_has_links_on_its_facsimile(publication_folder, make_site, tree, picture):
    root = publication_folder("2026-06-16")
    two_pages(root, picture)
    make_site(root)
    files = tree()
    page = html.fromstring(files["2026/06-16/page-01.html"])
    (spot,) = page.xpath("//*[local-name()='svg']/*[local-name()='a']")
    assert spot.get("href") == "a-01-10-lead.html"
    assert spot.get("aria-label") == "High water"
    assert page.xpath("//a[@rel='next']/@href") == ["page-02.html"]
    assert page.xpath("//nav[@class='articles-of-page']/ol//a/text()") == ["High water"]
    assert page.xpath("//ul[@class='all-pages']//a/@href") == ["page-01.html", "page-02.html"]
    assert files["2026/06-16/facsimile/0.jpg"][:2] == b"\xff\xd8"
    assert b'pse:count="1"' in files["opds/latest.xml"]
    assert b"<polygon" not in files["2026/06-16/page-02.html"]


def test_the_front_shows_pages_with_pictures_and_decks(
    publication_folder, make_site, tree, picture
):
    root = publication_folder("2026-06-16")
    two_pages(root, picture)
    make_site(root)
    front = html.fromstring(tree()["index.html"])
    heads = [" ".join(each.text_content().split()) for each in front.iter("h2", "h3")]
    assert heads[:4] == ["Page 1 Front", "High water", "Page 2 Town", "The fair"]
    assert front.xpath("//p[@class='deck']/text()") == ["No one was hurt"]
    assert front.xpath("//article//img/@src") == ["2026/06-16/images/small/01-quay.jpg"]
    # It loses no more than the style allows: 3:2 by .82 and more, and keeps what the author says.
    said = ["--narrowest: 1.23; --widest: 1.829; object-position: 40.0% 30.0%"]
    assert front.xpath("//article//img/@style") == said


def test_downloads_tell_size_and_digest(publication_folder, make_site, tree):
    import hashlib

    make_site(publication_folder("2026-06-16"))
    files = tree()
    page = files["2026/06-16/index.html"].decode()
    data = files["2026/06-16/files/dyke-2026-06-16.epub"]
    assert hashlib.sha256(data).hexdigest() in page
    assert f"{len(data)} B" in page


def test_the_cover_of_an_issue_stands_for_it_with_and_without_an_epub(
    publication_folder, make_site, tree
):
    text = f"{PUBLICATION}site: {{editions: [lite]}}\n"
    root = publication_folder("2026-06-16", text=text)
    make_site(root)
    assert "2026/06-16/cover.jpg" not in tree()
    Image.new("RGBA", (300, 600), (0, 80, 160, 255)).save(root / "2026-06-16/own.png")
    with (root / "2026-06-16/issue.yaml").open("a") as file:
        file.write("cover: own.png\n")
    make_site(root)
    files = tree()
    with Image.open(io.BytesIO(files["2026/06-16/cover.jpg"])) as cover:
        red, green, blue = cover.convert("RGB").getpixel((10, 10))
        assert (cover.format, cover.size) == ("JPEG", (300, 600)) and red < 20 < green < blue
    assert b"2026/06-16/cover.jpg" in files["opds/latest.xml"]


def test_an_article_page_is_small(publication_folder, make_site, tree):
    make_site(publication_folder("2026-06-16"))
    files = tree()
    assert len(files["2026/06-16/a-01-10-lead.html"]) + len(files["assets/newspaper.css"]) < 60_000


def test_the_calendar_links_the_days_that_have_issues(publication_folder, make_site, tree):
    make_site(publication_folder("2025-12-31", "2026-06-16"))
    page = html.fromstring(tree()["2026/index.html"])
    assert page.xpath("//td[@class='has-issue']/a/text()") == ["16"]
    assert page.xpath("//caption/text()") == ["June 2026"]
    assert page.xpath("//nav[@class='years']//a/@href") == ["index.html", "../2025/index.html"]


def test_pages_are_in_the_language_and_direction_of_the_publication(
    publication_folder, make_site, tree
):
    make_site(publication_folder("2026-06-16", text="name: صحيفة\nlanguage: ar\ncode: a\n"))
    page = html.fromstring(tree()["subscribe.html"])
    assert (page.get("lang"), page.get("dir")) == ("ar", "rtl")
    assert page.xpath("//h1/text()") == ["الاشتراك"]


def test_an_article_leads_to_its_neighbours_by_their_headlines(
    publication_folder, make_site, tree, picture
):
    root = publication_folder("2026-06-16")
    two_pages(root, picture)
    tide = root / "2026-06-16" / "01" / "20-tide.md"
    tide.write_text("---\nheadline: The tide\n---\nAt six.\n")
    make_site(root)
    page = html.fromstring(tree()["2026/06-16/a-01-20-tide.html"])
    around = page.xpath("//nav[@class='turn']/a/span[@class='which']/text()")
    assert around == ["High water", "The fair"]
    assert page.xpath("//nav[@class='articles-of-page']//li/a/text()") == ["High water"]


def test_page_labels_are_in_the_digits_of_the_language(publication_folder, make_site, tree):
    arabic = "name: أخبار الميناء\nlanguage: ar\ncode: mina\nprinted: true\n"
    make_site(publication_folder("2026-06-16", text=arabic))
    pages = {name: data.decode() for name, data in tree().items() if name.endswith(".html")}
    for name in ("index.html", "2026/06-16/headlines.html", "2026/06-16/pages.html"):
        assert "الصفحة ١" in pages[name]
        assert "الصفحة 01" not in pages[name]


def test_the_list_of_pages_is_in_the_digits_of_the_language(publication_folder, make_site, tree):
    arabic = "name: أخبار الميناء\nlanguage: ar\ncode: mina\nprinted: true\n"
    root = publication_folder("2026-06-16", text=arabic)
    shutil.copytree(root / "2026-06-16" / "01", root / "2026-06-16" / "02")
    make_site(root)
    page = html.fromstring(tree()["2026/06-16/page-01.html"])
    assert page.xpath("//ul[@class='all-pages']//span/text()") == ["١", "٢"]


def test_the_calendar_is_in_the_digits_of_the_language(publication_folder, make_site, tree):
    make_site(publication_folder("2026-06-16", text="name: أخبار\nlanguage: ar\ncode: mina\n"))
    for name in ("2026/index.html", "archive.html"):
        main = html.fromstring(tree()[name]).find(".//main")
        text = "".join(main.xpath(".//h1//text() | .//table//text() | .//ul//text()"))
        assert not set("0123456789") & set(text)
        assert "٢٠٢٦" in text


def test_short_numbers_stand_upright_in_vertical_articles(publication_folder, make_site, tree):
    text = "name: 水岸晚報\nlanguage: zh-Hant\ncode: shore\nbuild: {writing: vertical}\n"
    root = publication_folder("2026-06-16", text=text)
    lead = root / "2026-06-16" / "01" / "10-lead.md"
    lead.write_text("---\nheadline: 每天12班\n---\n共3000人。\n", encoding="utf-8")
    make_site(root)
    page = html.fromstring(tree()["2026/06-16/a-01-10-lead.html"])
    assert set(page.xpath("//*[@class='upright']/text()")) == {"12"}


SPREAD = """\
date: 2026-06-16
pages:
  - {label: "01", section: Front}
  - {label: "02", section: Town, spread: "03"}
  - {label: "03", section: Market}
"""


def test_the_second_page_of_a_spread_lists_its_articles(publication_folder, make_site, tree):
    root = publication_folder("2026-06-16")
    folder = root / "2026-06-16"
    (folder / "issue.yaml").write_text(SPREAD)
    for label in ("02", "03"):
        (folder / label).mkdir()
    (folder / "02" / "10-fair.md").write_text("---\nheadline: The fair\n---\nIt is open.\n")
    make_site(root)
    files = tree()
    for name in ("02", "03"):
        page = html.fromstring(files[f"2026/06-16/page-{name}.html"])
        links = page.xpath("//nav[@class='articles-of-page']/ol//a")
        assert [(each.text, each.get("href")) for each in links] == [
            ("The fair", "a-02-10-fair.html")
        ]
    assert b"No articles" not in files["2026/06-16/pages.html"]
    assert files["2026/06-16/headlines.html"].count(b"The fair") == 1


def test_ranges_in_headlines_of_lists_are_not_broken(publication_folder, make_site, tree):
    root = publication_folder("2026-06-16")
    path = root / "2026-06-16" / "01" / "10-lead.md"
    path.write_text("---\nheadline: Board votes 7–4\n---\nThe water stands high.\n")
    make_site(root)
    files = tree()
    for name in ("index.html", "headlines.html", "pages.html", "page-01.html"):
        assert "Board votes 7–\u20604" in files[f"2026/06-16/{name}"].decode(), name


def test_the_name_of_a_link_is_the_text_that_is_seen(publication_folder, make_site, tree):
    """WCAG 2.5.3, label in name: a person who speaks to the browser says what is shown."""
    text = f"{PUBLICATION}site: {{editions: [pages]}}\n"
    make_site(publication_folder("2026-06-16", text=text), build=one_page_pdf)
    for name, data in tree().items():
        if name.endswith(".html"):
            for link in html.fromstring(data).xpath("//a[@aria-label][normalize-space()]"):
                assert link.text_content().strip() in link.get("aria-label"), (name, link.attrib)
    pages = html.fromstring(tree()["2026/06-16/pages.html"])
    assert pages.xpath("//p[@class='page-pdf']/a/text()") == ["PDF of page 1"]


def one_page_pdf(issue, path, options):
    """Write a PDF with the label of the issue's only page."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        labels = [0, {"/P": pikepdf.String(issue.pages[0].label)}]
        pdf.Root.PageLabels = pikepdf.Dictionary(
            Nums=pikepdf.Array([labels[0], pikepdf.Dictionary(labels[1])])
        )
        pdf.save(path)
    return ()


@pytest.mark.parametrize(
    ("more", "name"),
    [
        ("", "Contents"),  # “Page 1” would say nothing
        ("printed: true\n", "Page 1"),
        ("language: fr\n", "Sommaire"),
        ("language: zh-Hans\n", "目录"),
        ("language: zh-Hans\ncn_number: CN 11-0000\n", "第01版"),
    ],
)
def test_the_only_page_has_a_name_that_tells_something(
    publication_folder, make_site, tree, more, name
):
    text = PUBLICATION if "language" not in more else re.sub("language.*\n", "", PUBLICATION)
    make_site(publication_folder("2026-06-16", text=text + more))
    files = tree()
    folder = "2026/06-16/"
    heading = html.fromstring(files[f"{folder}index.html"]).xpath("//h2")[0]
    where = html.fromstring(files[f"{folder}a-01-10-lead.html"]).find_class("where")[0]
    shown = html.fromstring(files[f"{folder}page-01.html"]).xpath("//h1")[0]
    assert {each.text_content().strip() for each in (heading, where, shown)} == {name}


def test_an_article_without_neighbours_has_no_empty_navigation(publication_folder, make_site, tree):
    root = publication_folder("2026-06-16")
    make_site(root)
    files = tree()
    for name, data in files.items():
        if name.startswith("2026/06-16/") and name.endswith(".html"):
            assert not html.fromstring(data).xpath("//nav[not(.//a)]"), name


def test_a_correction_is_dated_after_its_issue_but_not_ahead_of_the_clock(
    publication_folder, make_site, tree
):
    root = publication_folder("2026-06-16")
    make_site(root)
    (story,) = (root / "2026-06-16" / "01").glob("*.md")
    story.write_text(f"{story.read_text()}\nA line more.\n")
    issue = root / "2026-06-16" / "issue.yaml"
    issue.write_text(f"revision: 2\n{issue.read_text()}")
    make_site(root)
    feed = etree.fromstring(tree()["feeds/issues.xml"])
    (updated,) = feed.xpath("//*[local-name()='entry']/*[local-name()='updated']/text()")
    assert updated > "2026-06-16T00:00:00Z"
    assert datetime.fromisoformat(updated) <= datetime.now(UTC) + timedelta(hours=14)
