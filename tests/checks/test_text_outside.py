"""Where text may stand: inside the trimmed page and its frame, or wholly in the slug."""

import pytest
from drafts import HEIGHT, WIDTH, PressDraft, ScreenDraft

from exporter.checks import preflight
from exporter.profiles import find_profile


def found(tmp_path, content, draft=PressDraft, use="press"):
    made = draft()
    made.paint(content)
    path = made.save(tmp_path / "text.pdf")
    return [each for each in preflight(path, find_profile(use)) if each.rule == "pdf-text-outside"]


def word(x, y, size=9, frame="", turn="1 0 0 1"):
    return f"{frame} /Over gs 0 0 0 1 k BT /F1 {size} Tf {turn} {x} {y} Tm (A WORD) Tj ET"


@pytest.mark.parametrize(
    ("content", "hits"),
    [
        (word(20, 40), 0),
        (word(-10, 40), 1),  # over the left edge
        (word(20, HEIGHT - 3), 1),  # over the head
        (word(20, -4), 1),  # over the foot, deeper than its own descent
        (word(WIDTH - 5, 60, turn="0 1 -1 0"), 0),  # a credit along the edge
        (word(WIDTH + 4, 60, turn="0 1 -1 0"), 1),
        (word(20, 40, frame="20 30 12 30 re W n"), 1),  # the frame is too narrow
        (word(20, 40, frame="20 30 26 30 re W n"), 0),  # no more than a space
        (word(20, 40, frame="20 40 60 3 re W n"), 1),  # the frame is too low
        (word(20, 40, frame="20 80 60 30 re W n"), 1),  # nothing of it is seen
        (word(20, -25), 0),  # the slug line
        (word(-10, 40).replace("BT", "BT 3 Tr"), 0),  # words to be found, not to be seen
    ],
)
def test_text_that_an_edge_cuts_is_found(tmp_path, content, hits):
    assert len(found(tmp_path, content)) == hits


def test_text_beyond_the_page_is_found_in_a_file_without_boxes(tmp_path):
    content = f"/Artifact BMC {word(WIDTH + 50, 40)} EMC"
    (finding,) = found(tmp_path, content, ScreenDraft, "screen")
    assert "can't be seen" in finding.message
    assert finding.place.page == 1
