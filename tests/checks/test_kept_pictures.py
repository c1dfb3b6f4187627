"""Pictures whose words another script leaves as they are are named, once."""

from exporter.checks.kept_pictures import FEW, kept_pictures
from exporter.readers import read

FIGURE = "  - {{image: {}, alt: A chart}}"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'


def found(issue_folder, files):
    figures = "\n".join(map(FIGURE.format, files))
    head = f"---\nheadline: Charts\nfigures:\n{figures}\n---\nText.\n"
    named = {f"01/{name}": data for name, data in files.items()}
    return kept_pictures(read(issue_folder({"01/1.md": head, **named})).issue)


def test_charts_are_named_but_neither_photographs_nor_drawings(issue_folder, picture):
    chart, photograph = picture("PNG"), picture("JPEG")
    files = {"chart.png": chart, "view.jpg": photograph, "drawing.svg": SVG}
    (finding,) = found(issue_folder, files)
    assert "(1): 01/chart.png" in finding.message


def test_of_many_the_first_are_named(issue_folder, picture):
    files = {f"{number}.png": picture("PNG", size=(9 + number, 9)) for number in range(FEW + 2)}
    (finding,) = found(issue_folder, files)
    assert f"({FEW + 2})" in finding.message
    assert finding.message.count(".png") == FEW


def test_photographs_alone_are_no_finding(issue_folder, picture):
    assert found(issue_folder, {"view.jpg": picture("JPEG")}) == []
