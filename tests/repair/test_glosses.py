import pytest
from mirror import gloss

from exporter.repair.glosses import remove_glosses

CLEAN = "渡口開了門，會員長問領隊：書頁上的號碼是誰標的？時間過了，農場的業務還在進行。" * 2


def test_every_gloss_of_a_damaged_text_goes_and_nothing_else() -> None:
    done = remove_glosses(gloss(CLEAN))
    assert done.text == CLEAN
    assert len(done.changes) == gloss(CLEAN).count("(")


def test_the_reason_says_how_dense_the_glosses_are() -> None:
    [reason] = remove_glosses(gloss(CLEAN)).reasons
    assert "readings in brackets among" in reason and "removed as added by a mirror" in reason


@pytest.mark.parametrize(
    "note", ["重(chóng)庆多山，重庆的路也多。", "村口有座埠(bù)头。", "他姓乐（yuè），叫乐山。"]
)
def test_a_writers_own_note_survives_in_a_clean_text(note: str) -> None:
    text = note + "石阶上坐着等船的人，谁也不说话。" * 30
    done = remove_glosses(text)
    assert done.text == text
    assert done.changes == ()
    assert "kept as the author's own" in done.reasons[0]


def test_a_note_survives_in_a_damaged_text_if_its_character_mostly_stands_alone() -> None:
    text = gloss(CLEAN) + "重(chóng)修的重点、重量和重心。"
    assert remove_glosses(text).text == CLEAN + "重(chóng)修的重点、重量和重心。"


def test_brackets_that_are_no_reading_stay() -> None:
    text = gloss(CLEAN) + "標(biāo)準(abc)，開(close)，頁(page)"
    assert remove_glosses(text).text == CLEAN + "標準(abc)，開(close)，頁(page)"


@pytest.mark.parametrize("reading", ["yè", "ye", "ye\u0300"])
def test_tone_marks_and_plain_letters_are_readings(reading: str) -> None:
    text = f"頁({reading})一，頁({reading})二，頁({reading})三"
    assert remove_glosses(text).text == "頁一，頁二，頁三"


def test_changes_name_their_lines() -> None:
    done = remove_glosses("頁(yè)\n頁(yè)\n\n頁(yè)")
    assert [(change.line, change.before, change.after) for change in done.changes] == [
        (1, "頁(yè)", "頁"),
        (2, "頁(yè)", "頁"),
        (4, "頁(yè)", "頁"),
    ]
