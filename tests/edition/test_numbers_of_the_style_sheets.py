"""What Python has to know of the style sheets before any layout is what they say."""

import re

import pytest

from exporter.edition.style import find_style
from exporter.layouts.flow import print_document as flow
from exporter.layouts.makeup.draw import ear, furniture, head_room
from exporter.layouts.makeup.measure import measured_heads, vertical_heads

LINES = r"[^}]*/calc\(([\d.]+) \* var\(--(?:usual-)?line\)\)"
EMS = r"[^}]*?([\d.]+)em/"


@pytest.mark.parametrize(
    ("sheet", "rule", "known"),
    [
        ("makeup.css", r"\.head \.kicker \{" + LINES, head_room.KICKER),
        ("makeup.css", r"\.head \.kicker \{" + EMS, vertical_heads.KICKER),
        ("makeup.css", r"\.from p \{" + LINES, measured_heads.REST_HEAD),
        ("makeup.css", r"\.folio \.page-name \{" + EMS, furniture.FOLIO_LABEL),
        ("makeup.css", r"\.folio \.name \{" + EMS, furniture.FOLIO_NAME),
        ("makeup.css", r"\.folio \.when \{" + EMS, furniture.FOLIO_SMALL),
        ("makeup.css", r"\.folio \.section \{ font-size: ([\d.]+)em", furniture.FOLIO_SECTION),
        ("makeup.css", r"\.ear \{[^}]*calc\(([\d.]+) \* var\(--usual-size\)\)/", ear.SIZE),
        ("makeup.css", r"\.ear h2 \{" + LINES, ear.HEAD_LINES),
        ("print.css", r"\.lead \.headline \{" + EMS, flow.FRONT_HEADLINE),
        ("print.css", r"\.contents \.pages \{ columns: (\d+)", flow.CONTENTS_COLUMNS),
        ("print.css", r"\.contents\.apart \.pages \{ columns: (\d+)", flow.APART_COLUMNS),
    ],
)
def test_a_number_is_that_of_the_style_sheet(sheet, rule, known):
    css = find_style("newspaper").rules(sheet)
    found = re.search(r"(?:^|\n)" + rule, css)
    assert found and float(found[1]) == known


def test_a_picture_of_the_ear_has_its_height_and_the_spaces_around_it():
    css = find_style("newspaper").rules("print.css")
    height = re.search(r"\.front \.ear img \{[^}]*max-height: calc\((\d+) \* var\(--line\)\)", css)
    below = re.search(r"\.front figure\.ear \{[^}]*margin: 0 0 var\(--line\)", css)
    assert height and below and float(height[1]) + 1 <= flow.EAR_PICTURE_LINES


def test_ears_of_words_take_the_share_of_the_front_page_that_is_reckoned_with():
    css = find_style("newspaper").rules("print.css")
    share = re.search(r"\.front \.ear \{[^}]*max-width: (\d+)%", css)
    assert share and float(share[1]) / 100 == flow.EAR_SHARE
