"""What stands on a sheet beside its articles: the ear, advertisements, what goes into the bleed."""

import io

import pikepdf
import pytest
from pikepdf import Name

import exporter
from exporter.layouts.makeup.plan.grid import MM
from exporter.profiles import find_profile

SENTENCE = "The tide came in at a quarter past {}, and nobody on the quay looked up from the nets. "
PAGES = """\
publication: {name: The Example, language: en}
date: 2026-06-16
"""


def story(number, paragraphs=7):
    body = "\n\n".join(SENTENCE.format(number + n) * 4 for n in range(paragraphs))
    return f"---\nheadline: Headline number {number} is here\n---\n{body}\n"


STORIES = {f"1/{number}.md": story(number) for number in range(4)}  # a tabloid sheet is full
SHORT = {f"1/{number}.md": story(number, 3) for number in range(3)}  # A4 with an advertisement


@pytest.fixture(scope="module")
def page():
    """Make the PDF of an advertisement of so many mm, with 3 mm of bleed."""
    import weasyprint

    def draw(width, height, text="VECTOR"):
        html = (
            f"<style>@page {{ size: {width}mm {height}mm; margin: 0; bleed: 3mm;"
            "background: #0a5 } body { margin: 9mm; font: 20pt Linux Libertine O }</style>"
            f"<p>{text}</p>"
        )
        buffer = io.BytesIO()
        weasyprint.HTML(string=html).write_pdf(buffer)
        return buffer.getvalue()

    return draw


@pytest.fixture
def build(issue_folder, tmp_path):
    """Make an issue up: `build(yaml, files, profile="screen")`; `told` are its findings."""

    def make(pages, files, profile="screen", told=(), paper="tabloid"):
        source = issue_folder({"issue.yaml": PAGES + pages, **files})
        path = tmp_path / f"{profile}.pdf"
        chosen = find_profile(profile)
        options = exporter.Options(profile=chosen, layout="makeup", paper=paper, jobs=1)
        report = exporter.build(source, [path], options)
        rules = {each.rule for each in report.findings} - {"pdf-makeup-short", "pdf-blank-sheets"}
        assert rules == set(told)
        return path

    return make


def drawn(pdf, sheet=0):
    """Return subtype and corners, in points from the trimmed corner, of what a sheet draws."""
    page = pdf.pages[sheet]
    left, bottom, *_ = map(float, page.get("/TrimBox", page.MediaBox))
    matrix, stack, found = pikepdf.Matrix(), [], []
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "q":
                stack.append(matrix)
            case "Q":
                matrix = stack.pop()
            case "cm":
                matrix = pikepdf.Matrix(*map(float, operands)) @ matrix
            case "Do":
                each = page.Resources.XObject[str(operands[0])]
                box = matrix.transform(pikepdf.Rectangle(0, 0, 1, 1))
                corners = box.llx - left, box.lly - bottom, box.urx - left, box.ury - bottom
                found.append((str(each.Subtype), tuple(map(float, corners))))
    return found


def test_the_ear_shows_what_the_issue_puts_there(build, read_pdf):
    pages = "ear: {title: Tides, text: [High water 10.14, Low water 16.31]}\n"
    text = read_pdf(build(pages, STORIES | {"2/1.md": story(9)})).pages[0]
    assert "Tides" in text and "Low water 16.31" in text and "Contents" not in text


def test_the_ear_may_be_a_picture_with_words_for_those_who_do_not_see_it(build, picture):
    path = build("ear: {image: ear.png, alt: A lighthouse}\n", STORIES | {"ear.png": picture()})
    with pikepdf.open(path) as pdf:
        assert len(drawn(pdf)) == 1
        alternatives = [
            str(each.Alt)
            for each in pdf.objects
            if isinstance(each, pikepdf.Dictionary) and each.get("/S") == Name.Figure
        ]
    assert alternatives == ["A lighthouse"]


def test_contents_are_whole_headlines_also_of_a_page_without_a_section(build, read_pdf):
    pages = 'pages: [{label: "1"}, {label: "2", section: News}, {label: "3"}]\n'
    files = STORIES | {"2/1.md": story(22), "3/1.md": story(33)}
    words = read_pdf(build(pages, files)).pages[0].split()
    text = " ".join(words)
    assert "2 Headline number 22 is here" in text and "3 Headline number 33 is here" in text


AD = (
    'pages: [{{label: "1", advertisements: [{{pdf: ad.pdf, width_mm: {0}, height_mm: {1}, '
    "alt: Nets, bleed: {2}}}]}}]\n"
)


def test_the_pdf_of_an_advertisement_stays_type_and_lines(build, page, read_pdf):
    files = SHORT | {"ad.pdf": page(120, 60)}
    path = build(AD.format(120, 60, "false"), files, paper="a4")
    with pikepdf.open(path) as pdf:
        ((kind, corners),) = drawn(pdf)
    assert kind == "/Form"
    assert corners[2] - corners[0] == pytest.approx(120 * MM, abs=1)
    assert corners[3] - corners[1] == pytest.approx(60 * MM, abs=1)
    assert "VECTOR" in read_pdf(path).words


def test_an_advertisement_without_its_fonts_is_a_picture(build, page, read_pdf):
    with pikepdf.open(io.BytesIO(page(120, 60))) as pdf:
        for each in pdf.objects:
            if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == Name.FontDescriptor:
                for key in [key for key in each if str(key).startswith("/FontFile")]:
                    del each[key]
        buffer = io.BytesIO()
        pdf.save(buffer)
    files = SHORT | {"ad.pdf": buffer.getvalue()}
    path = build(AD.format(120, 60, "false"), files, told=["pdf-advertisement"], paper="a4")
    with pikepdf.open(path) as pdf:
        assert [kind for kind, _ in drawn(pdf)] == ["/Image"]
    assert all(read_pdf(path).fonts.values())


def test_a_strip_that_bleeds_stands_trim_on_trim(build, page):
    files = {"1/1.md": story(1, 11), "ad.pdf": page(210, 60)}
    with pikepdf.open(build(AD.format(210, 60, "true"), files, "magazine", paper="a4")) as pdf:
        corners = drawn(pdf)[0][1]
    # 100 % of the size sold, its own bleed of 3 mm beyond the edges.
    assert [corner / MM for corner in corners] == pytest.approx([-3, -3, 213, 63], abs=0.1)


@pytest.mark.parametrize(("profile", "beyond"), [("screen", 0), ("magazine", 3)])
def test_an_advertisement_as_large_as_the_sheet_is_all_of_it(build, page, profile, beyond):
    pages = AD.format(210, 297, "true").replace("}]\n", '}, {label: "2"}]\n')
    files = {"ad.pdf": page(210, 297), "2/1.md": story(1, 11)}
    with pikepdf.open(build(pages, files, profile, paper="a4")) as pdf:
        _, corners = drawn(pdf)[0]
    wanted = [-beyond, -beyond, 210 + beyond, 297 + beyond]
    assert [corner / MM for corner in corners] == pytest.approx(wanted, abs=0.7)


def test_a_facsimile_that_bleeds_reaches_into_it(build, picture):
    pages = (
        'pages: [{label: "1"}, {label: "2", facsimile: {image: p.png, bleed: true, alt: Nets}}]\n'
    )
    files = SHORT | {"p.png": picture(size=(2160, 3030))}
    with pikepdf.open(build(pages, files, "magazine", paper="a4")) as pdf:
        _, corners = drawn(pdf, 1)[0]
    assert [corner / MM for corner in corners] == pytest.approx([-3, -3, 213, 300], abs=0.1)


def test_a_facsimile_of_another_shape_is_whole_and_named(build, picture):
    pages = (
        'pages: [{label: "1"}, {label: "2", facsimile: {image: p.png, bleed: true, alt: Nets}}]\n'
    )
    files = SHORT | {"p.png": picture(size=(2000, 2000))}
    told = ["pdf-advertisement-size"] * 2 + ["pdf-bleed-content"]
    with pikepdf.open(build(pages, files, "magazine", told=told, paper="a4")) as pdf:
        _, corners = drawn(pdf, 1)[0]
    assert [corner / MM for corner in corners] == pytest.approx([0, 43.5, 210, 253.5], abs=0.1)


def test_a_converted_issue_keeps_its_furniture(issue_folder, page, picture, tmp_path):
    files = STORIES | {"ad.pdf": page(120, 60), "ear.png": picture()}
    pages = AD.format(120, 60, "true") + "ear: {image: ear.png, alt: A lighthouse}\n"
    source = issue_folder({"issue.yaml": PAGES + pages, **files})
    exporter.convert(source, tmp_path / "again")
    one, two = (exporter.read(each).issue for each in (source, tmp_path / "again"))
    assert two.ear.alt == one.ear.alt and two.ear.picture
    (kept,) = two.pages[0].advertisements
    assert kept.pdf.read_bytes() == files["ad.pdf"]
    assert (kept.width_mm, kept.height_mm, kept.bleed, kept.alt) == (120, 60, True, "Nets")


def test_no_picture_is_set_larger_than_its_pixels_allow(build, picture):
    """390 pixels are 50 mm at the 200 dpi that `magazine` asks for: a column, not two."""
    head = "---\nheadline: The one with a picture\nfigures: [{image: a.jpg, alt: Nets}]\n---\n"
    files = {
        "1/1.md": head + story(1, 9).split("---\n")[-1],
        "1/a.jpg": picture("JPEG", (390, 260)),
    }
    with pikepdf.open(build("", files | {"1/2.md": story(2)}, "magazine")) as pdf:
        left, bottom, right, top = drawn(pdf)[0][1]
    assert (right - left) / 72 * 200 <= 390.5
    assert (top - bottom) / 72 * 200 <= 260.5


def test_a_check_tells_what_a_build_would_of_the_sizes_of_artwork(issue_folder, picture):
    pages = (
        'pages: [{label: "1"}, {label: "2", facsimile: {image: p.png, bleed: true, alt: Nets}}]\n'
    )
    files = SHORT | {"p.png": picture(size=(2000, 2000))}
    source = issue_folder({"issue.yaml": PAGES + pages, **files})
    (source / "own.yaml").write_text("base: newsprint\npaper: berliner\n", encoding="utf-8")
    found = exporter.check(source, profile=find_profile(str(source / "own.yaml")))
    told = [each.message for each in found if each.rule == "pdf-advertisement-size"]
    assert "2000 × 2000 pixels" in told[0] and "sheet of 315 × 470 mm" in told[0]
    assert not [each for each in exporter.check(source) if each.rule == "pdf-advertisement-size"]
