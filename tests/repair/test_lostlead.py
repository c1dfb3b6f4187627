"""Text that is a byte out of step, with no gloss that says where it began."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exporter.repair import repair_markup, repair_prose, repair_text
from exporter.repair.lostlead import undo_lost_leads

SAMPLES = Path(__file__).parents[2] / "samples"


def shifted(before: str, lost: str, after: str) -> str:
    """Lose the first byte of a character, and decode the rest as a server does."""
    data = b"?" + f"{lost}{after}".encode("gbk")[1:]
    return before + data.decode("gbk", errors="replace")


def test_a_full_stop_before_a_quotation_mark_comes_back() -> None:
    damaged = shifted("河水漲了", "。", "“渡口突發")
    assert damaged.startswith("河水漲了?！岸煽谕")
    assert undo_lost_leads(damaged).text == "河水漲了。“渡口突發"


def test_a_character_that_the_text_has_elsewhere_comes_back() -> None:
    damaged = "全城慶祝通航。" + shifted("兩岸慶", "祝", "《渡口時")
    done = undo_lost_leads(damaged)
    assert done.text == "全城慶祝通航。兩岸慶祝《渡口時" and not done.unrepaired


def test_a_character_that_is_lost_is_shown_and_named() -> None:
    done = repair_text("第一行。\n" + shifted("兩岸慶", "祝", "《渡口時"))
    assert done.text == "第一行。\n兩岸慶□《渡口時" and done.unrepaired == (2,)
    assert any("line 2" in reason for reason in done.reasons)
    assert repair_prose(done.text).text == done.text


def test_a_gloss_at_the_end_proves_the_shift() -> None:
    damaged = shifted("話說完", "。", "“突發") + "(fā)的事很多。”"
    assert repair_text(damaged).text == "話說完。“突發的事很多。”"


def test_a_second_lost_byte_ends_the_shift() -> None:
    done = undo_lost_leads(shifted("水漲了", "。", "“他說船不開。"))
    assert done.text == "水漲了。“□說船不開。" and done.unrepaired == (1,)


def test_the_shift_of_a_page_is_undone_too() -> None:
    damaged = shifted("河水漲了", "。", "“渡口突發")
    done = repair_markup(f"<p>{damaged}</p><p>河水漲了，兩岸慶祝。</p>")
    assert done.text == "<p>河水漲了。“渡口突發</p><p>河水漲了，兩岸慶祝。</p>"


@pytest.mark.parametrize(
    "text",
    [
        "什么?！他不知道。",
        "真的？！巴黎不远。",
        "？我们都去A股看看。",
        "你去吗?我去b站。",
        "他问:“怎么办？”她说…",
        "《怎么办？》（第3版）",
        "？",
        "好吗？\ufffd",
    ],
)
def test_questions_stay(text: str) -> None:
    assert undo_lost_leads(text).text == text


def test_the_sample_articles_stay() -> None:
    paths = [*SAMPLES.rglob("*.md")]
    assert paths
    for path in paths:
        text = path.read_text(encoding="utf-8")
        assert undo_lost_leads(text).text == text


@given(st.text(st.sampled_from("渡口的船今天到岸了，。？！“”《》a1 \n?\ufffd鑫颐"), max_size=60))
def test_nothing_is_raised_and_the_change_is_reported(text: str) -> None:
    done = undo_lost_leads(text)
    assert (done.text != text) == bool(done.changes)


def test_what_can_not_be_undone_is_left_alone_by_the_punctuation() -> None:
    damaged = "他們說,水漲了,船停了,橋通了,人?lìng)水,說"
    assert "人?lìng)" in repair_prose(damaged).text
