"""Bookmarks and links of the PDF."""

import pytest

SAMPLES = ["lanjiang-weekly", "saltmere-chronicle"]
FILES = {
    "issue.yaml": "publication: {name: The Example, language: en, printed: true, url: 'https://n.example/'}\n"
    "date: 2026-06-16\n"
    "pages: [{label: '1', section: Front}, {label: '2'}, {label: '3', section: <Arts>}]\n",
    "1/1.md": "---\nheadline: [First, story]\n---\n[Down](#down), a note[^1], "
    "[web](https://web.example/?a=1&b=2).\n\n[Here]{#down}\n\n[^1]: The note.\n",
    "1/2.md": '---\nheadline: Second & "last"\n---\nText.\n',
    "3/1.md": "---\nheadline: 第三篇\nlanguage: zh-Hans\n---\nText.\n",
}


def articles_by_page(pdf, pages):
    """Return the bookmarks from the first page's on, as page → its articles."""
    found = {}
    for level, title, _ in pdf.outline:
        if level == 1:
            found[title] = []
        else:
            found[next(reversed(found))].append(title)
    return {title: articles for title, articles in found.items() if title in pages}


def test_bookmarks_go_from_page_to_article(pdf_once):
    pages = {
        "Page 1 Front": ["First story", "Second & “last”"],
        "Page 2": [],
        "Page 3 <Arts>": ["第三篇"],
    }
    assert articles_by_page(pdf_once(FILES), pages) == pages


def test_every_bookmark_leads_to_the_sheet_of_its_target(pdf_once):
    pdf = pdf_once(FILES)
    sheets = {title: sheet for _, title, sheet in pdf.outline}
    names = {
        "Page 1 Front": "page-1",
        "First story": "a-1-01",
        "Page 2": "page-2",
        "第三篇": "a-3-01",
    }
    assert {title: sheets[title] for title in names} == {
        title: pdf.destinations[name] for title, name in names.items()
    }


@pytest.mark.parametrize("name", SAMPLES)
def test_bookmarks_of_a_sample_list_all_its_articles(name, samples, excerpt, read_pdf):
    from exporter.edition import make_edition

    issue = excerpt(name)
    edition = make_edition(issue)
    pages = {
        edition.page_name(page): [" ".join(article.title.split()) for article in page.articles]
        for page in issue.pages
    }
    found = articles_by_page(read_pdf(samples(name, "pdf")), pages)
    assert {
        page: [" ".join(title.split()) for title in titles] for page, titles in found.items()
    } == pages


@pytest.mark.parametrize("name", [*SAMPLES, "small"])
def test_every_link_inside_has_a_destination(name, request, samples, read_pdf, pdf_once):
    pdf = pdf_once(FILES) if name == "small" else read_pdf(samples(name, "pdf"))
    inside = [target for _, kind, target in pdf.links if kind == "#"]
    assert len(set(inside)) >= 6
    assert [target for target in inside if target not in pdf.destinations] == []


def test_the_contents_lead_to_every_page_and_article(pdf_once):
    pdf = pdf_once(FILES)
    front = [target for sheet, kind, target in pdf.links if kind == "#" and sheet == 0]
    assert set(front) == {"page-1", "page-2", "page-3", "a-1-01", "a-1-02", "a-3-01"}


def test_a_link_in_an_article_leads_to_its_place(pdf_once):
    pdf = pdf_once(FILES)
    sheet = pdf.destinations["a-1-01"]
    inside = {target for where, kind, target in pdf.links if kind == "#" and where == sheet}
    assert {"a-1-01-down", "a-1-01-fn1"} <= inside
    assert pdf.destinations["a-1-01-down"] == sheet


def test_links_to_the_web_keep_their_address(pdf_once):
    outside = {target for _, kind, target in pdf_once(FILES).links if kind == "uri"}
    assert outside == {"https://n.example/", "https://web.example/?a=1&b=2"}


LONG = "More than a sheet of words. " * 200  # so that each page begins on one of its own


@pytest.mark.parametrize(
    "labels", [("头版", "副刊"), ("x.xhtml", "y"), ("A 1", "A1-1"), ("&", "<")]
)
def test_odd_labels_lead_to_their_pages(pdf_once, labels):
    pages = "".join(f"  - label: {label!r}\n" for label in labels)
    issue = f"publication: {{name: N, language: en}}\ndate: 2026-06-16\npages:\n{pages}"
    stories = {f"{label}/1.md": f"---\nheadline: On {label}\n---\n{LONG}" for label in labels}
    pdf = pdf_once({"issue.yaml": issue, **stories}, paper="148x210")
    pages = {f"Page {label}": [f"On {label}"] for label in labels}
    assert articles_by_page(pdf, pages) == pages
    inside = [target for _, kind, target in pdf.links if kind == "#"]
    assert len({pdf.destinations.get(target) for target in inside} - {None}) == 2
    assert set(inside) <= set(pdf.destinations)
