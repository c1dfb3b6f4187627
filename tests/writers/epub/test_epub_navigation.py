"""How a reader finds its way: nav, NCX, landmarks, guide, spine."""

import pytest

FILES = {
    "issue.yaml": "publication: {name: N, language: en}\ndate: 2026-06-16\n"
    'pages: [{label: "1", section: Front}, {label: "2"}, {label: "3", section: Arts}]\n',
    "1/1.md": "---\nheadline: [First, story]\n---\n",
    "1/2.md": "---\nheadline: Second\n---\n",
    "3/1.md": "---\nheadline: Third\n---\n",
}
PAGES = [
    ("Page 1 Front", "page-1.xhtml", [("First story", "a-1-01.xhtml"), ("Second", "a-1-02.xhtml")]),
    ("Page 2", "page-2.xhtml", []),
    ("Page 3 Arts", "page-3.xhtml", [("Third", "a-3-01.xhtml")]),
    ("N", "front.xhtml", []),
    ("Headlines", "headlines.xhtml", []),
]


def toc(book):
    """Return name, document and articles of each page by the nav document."""
    (name,) = [
        item["href"] for item in book.manifest.values() if "nav" in item.get("properties", "")
    ]
    (nav,) = book.find(book.documents[name], "//x:nav[@epub:type='toc']")
    return [
        (*link(book, page), [link(book, each) for each in book.find(page, "x:ol/x:li")])
        for page in book.find(nav, "x:ol/x:li")
    ]


def link(book, item):
    (found,) = book.find(item, "x:a")
    return "".join(found.itertext()), found.get("href")


def ncx(book):
    """Return the same by the NCX."""
    tree = book.tree("toc.ncx")
    return [
        (*point(book, page), [point(book, each) for each in book.find(page, "ncx:navPoint")])
        for page in book.find(tree, "//ncx:navMap/ncx:navPoint")
    ]


def point(book, item):
    return (
        book.find(item, "string(ncx:navLabel/ncx:text)"),
        book.find(item, "string(ncx:content/@src)"),
    )


def test_the_contents_go_from_page_to_article(epub_of):
    assert toc(epub_of(FILES)) == PAGES


def addresses(document, book, *, seen_in_large_type):
    """Return the documents that a document links to; large type has no room for some headlines."""
    hidden = "[not(@class='headline-link')]" if seen_in_large_type else ""
    return {each.partition("#")[0] for each in book.find(document, f"//x:a{hidden}/@href")}


@pytest.mark.parametrize("large_type", [False, True])
def test_every_story_is_two_taps_from_the_front(epub_of, large_type):
    files = {f"{page}/{n}.md": FILES["1/2.md"] for page in range(1, 8) for n in range(1, 7)}
    book = epub_of(
        {"issue.yaml": "publication: {name: N, language: en}\ndate: 2026-06-16\n", **files}
    )
    stories = {name for name in book.documents if name.startswith("a-")}
    near = addresses(book.documents["page-1.xhtml"], book, seen_in_large_type=large_type)
    reached = near.union(
        *(
            addresses(book.documents[name], book, seen_in_large_type=large_type)
            for name in near & set(book.documents)
        )
    )
    assert len(stories) == 42
    assert stories <= reached


def test_the_ncx_says_the_same(epub_of):
    assert ncx(epub_of(FILES)) == PAGES


def test_contents_and_ncx_agree_on_strange_titles(tricky_epub):
    assert ncx(tricky_epub) == toc(tricky_epub)
    assert len(toc(tricky_epub)) == 9


def test_the_ncx_has_the_identifier_of_the_book(epub_of):
    book = epub_of(FILES)
    uid = book.find(book.tree("toc.ncx"), "//ncx:meta[@name='dtb:uid']/@content")
    assert uid == book.metadata("identifier")


def test_the_spine_names_the_ncx(epub_of):
    book = epub_of(FILES)
    identifier = book.find(book.package, "//opf:spine/@toc")[0]
    assert book.manifest[identifier]["href"] == "toc.ncx"


def test_the_spine_is_the_reading_order(epub_of):
    assert epub_of(FILES).spine == [
        "cover.xhtml",
        "page-1.xhtml",
        "a-1-01.xhtml",
        "a-1-02.xhtml",
        "page-2.xhtml",
        "page-3.xhtml",
        "a-3-01.xhtml",
        "front.xhtml",
        "pages.xhtml",
        "headlines.xhtml",
    ]


def test_whoever_turns_the_pages_is_not_led_through_lists_of_everything(epub_of):
    book = epub_of(FILES)
    aside = book.find(book.package, "//opf:itemref[@linear='no']/@idref")
    assert aside == ["d-pages", "d-headlines"]


def test_the_front_has_the_lead_with_its_words_and_a_story_of_every_page(epub_of):
    front = epub_of(FILES | {"1/1.md": "---\nheadline: Lead\n---\nFirst words. More.\n"})
    front = front.documents["page-1.xhtml"]
    text = " ".join("".join(front.itertext()).split())
    assert "Lead First words. 1 min" in text
    assert "3 Arts Third" in text
    assert front.xpath("//*[local-name()='a']/@href") == [
        "a-1-01.xhtml",
        "a-1-02.xhtml",
        "page-2.xhtml",
        "page-3.xhtml",
        "a-3-01.xhtml",
        "pages.xhtml",
        "headlines.xhtml",
    ]


def test_the_front_stays_short_however_large_the_issue(epub_of):
    files = {"issue.yaml": "publication: {name: N, language: en}\ndate: 2026-06-16\n"}
    for page in range(1, 41):
        files |= {f"{page:02}/{n:02}.md": f"---\nheadline: S{n}\n---\n" for n in range(25)}
    book = epub_of(files)
    lists = [len(book.find(book.documents[f"page-0{n}.xhtml"], "//x:li")) for n in (1, 2)]
    assert lists == [2 + 39, 18]


def test_the_contents_are_in_the_order_of_the_spine(tricky_epub):
    listed = [
        name for _, page, articles in toc(tricky_epub) for name in (page, *dict(articles).values())
    ]
    assert listed == [name for name in tricky_epub.spine if name in listed]


def landmarks(book):
    links = book.find(book.documents["pages.xhtml"], "//x:nav[@epub:type='landmarks']//x:a")
    return {each.get("{http://www.idpf.org/2007/ops}type"): each.get("href") for each in links}


def guide(book):
    references = book.find(book.package, "//opf:guide/opf:reference")
    return {each.get("type"): each.get("href") for each in references}


def test_landmarks_lead_to_contents_and_first_article(epub_of):
    assert landmarks(epub_of(FILES)) == {
        "toc": "pages.xhtml",
        "index": "headlines.xhtml",
        "colophon": "front.xhtml",
        "page-list": "pages.xhtml#page-list",
        "bodymatter": "a-1-01.xhtml",
    }


def test_the_way_to_the_first_article_is_not_called_contents(epub_of):
    book = epub_of(FILES)
    start = book.find(book.documents["pages.xhtml"], "//x:a[@epub:type='bodymatter']/text()")
    assert start == book.find(book.package, "//opf:reference[@type='text']/@title")
    assert start == ["Start reading"]


def page_list(book):
    links = book.find(book.documents["pages.xhtml"], "//x:nav[@epub:type='page-list']//x:a")
    return [(each.text, each.get("href")) for each in links]


def test_the_page_list_has_every_page_by_its_printed_label(epub_of):
    assert page_list(epub_of(FILES)) == [
        ("1", "page-1.xhtml#page-break-1"),
        ("2", "page-2.xhtml#page-break-2"),
        ("3", "page-3.xhtml#page-break-3"),
    ]


def test_a_page_list_entry_leads_to_a_page_break_that_can_be_announced(epub_of):
    book = epub_of(FILES)
    for label, address in page_list(book):
        name, _, marker = address.partition("#")
        (element,) = book.find(book.documents[name], f"//*[@id='{marker}']")
        assert element.get("role") == "doc-pagebreak"
        assert element.get("{http://www.idpf.org/2007/ops}type") == "pagebreak"
        assert element.get("aria-label") == f"Page {label}"


def test_the_ncx_has_the_same_page_list(epub_of):
    book = epub_of(FILES)
    targets = book.find(book.tree("toc.ncx"), "//ncx:pageList/ncx:pageTarget")
    assert [point(book, each) for each in targets] == page_list(book)


def test_play_order_is_the_order_of_the_book(epub_of):
    book = epub_of(FILES)
    points = book.find(book.tree("toc.ncx"), "//*[@playOrder]")
    orders = sorted((int(each.get("playOrder")), point(book, each)[1]) for each in points)
    assert [order for order, _ in orders] == list(range(1, len(orders) + 1))
    assert [address for _, address in orders][:4] == [
        "page-1.xhtml",
        "page-1.xhtml#page-break-1",
        "a-1-01.xhtml",
        "a-1-02.xhtml",
    ]


def test_an_article_says_where_it_stands_and_takes_no_document_for_it(epub_of):
    document = epub_of(FILES).documents["a-1-02.xhtml"]
    links = document.xpath("//*[local-name()='a']")
    assert [(each.get("class"), each.get("href")) for each in links] == [
        (None, "page-1.xhtml"),
        ("previous", "a-1-01.xhtml"),
        ("contents", "page-1.xhtml"),
        ("next", "a-3-01.xhtml"),
        ("previous", "a-1-01.xhtml"),
        ("up", "page-1.xhtml"),
        ("contents", "pages.xhtml"),
        ("next", "a-3-01.xhtml"),
    ]


def test_an_article_that_goes_on_elsewhere_leads_there_and_back(epub_of):
    files = {
        **FILES,
        "1/1.md": "---\nheadline: First\ncontinues: 3/1.md\n---\nText.\n",
    }
    book = epub_of(files)
    onward = book.find(book.documents["a-1-01.xhtml"], "//x:p[@class='jump']/x:a")
    back = book.find(book.documents["a-3-01.xhtml"], "//x:p[@class='jump']/x:a")
    assert [(each.text, each.get("href")) for each in onward + back] == [
        ("Continued on page 3", "a-3-01.xhtml"),
        ("Continued from page 1", "a-1-01.xhtml"),
    ]
    assert book.find(book.documents["a-1-02.xhtml"], "//x:p[@class='jump']") == []


def test_the_guide_leads_old_readers_to_cover_contents_and_first_article(epub_of):
    expected = {"cover": "cover.xhtml", "toc": "pages.xhtml", "text": "a-1-01.xhtml"}
    assert guide(epub_of(FILES)) == expected


def test_reading_starts_at_the_first_page_where_there_is_no_article(epub_of, picture):
    issue = (
        "publication: {name: N, language: en}\ndate: 2026-06-16\n"
        'pages: [{label: "1", facsimile: {image: f.png}}]\n'
    )
    book = epub_of({"issue.yaml": issue, "f.png": picture(), "01/10-story.md": None})
    assert landmarks(book)["bodymatter"] == guide(book)["text"] == "page-1.xhtml"


@pytest.mark.parametrize("suffix", [".xhtml", ".ncx"])
def test_navigation_is_in_the_language_of_the_publication(epub_of, suffix):
    issue = "publication: {name: 报, language: zh-Hans}\ndate: 2026-06-16\n"
    book = epub_of({"issue.yaml": issue})
    assert (toc if suffix == ".xhtml" else ncx)(book)[0][0] == "第01版"


def test_a_front_counts_with_the_digits_of_its_language(epub_of):
    files = {
        "issue.yaml": "publication: {name: صحيفة المدّ, language: ar}\ndate: 2026-06-16\n"
        "pages: [{label: '1'}, {label: '2'}]\n",
        "1/1.md": "---\nheadline: المياه\n---\nارتفع المدّ.\n",
        "2/1.md": "---\nheadline: الجسر\n---\nصور.\n",
    }
    front = epub_of(files).read("page-1.xhtml").decode()
    body = front[front.index("<body") :]
    assert 'class="page-label">٢<' in body and "١ د" in body
