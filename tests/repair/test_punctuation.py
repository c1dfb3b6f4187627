import pytest
from hypothesis import given
from hypothesis import strategies as st

from exporter.repair.full_width import repair_punctuation

BAD = "灯亮了,人来了;船走了:桥还在!谁知道?" * 2  # enough of it for a document to be damaged


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("水涨了,灯亮了", "水涨了，灯亮了"),
        ("他说:走吧!好吗?", "他说：走吧！好吗？"),
        ("增加20%,其余不变", "增加20%，其余不变"),
        ("约188个,6个新设", "约188个，6个新设"),
        ("渡口(北岸)开放", "渡口（北岸）开放"),
        ("(据渡口社)", "（据渡口社）"),
        ("标准(GB/T 1)规定", "标准（GB/T 1）规定"),
        ("等船...船来了", "等船……船来了"),
        ("整齐有序……位于", "整齐有序……位于"),
        ("等船--船来了", "等船——船来了"),
        ('他说"走吧",便走了', "他说“走吧”，便走了"),
        ("他说”走吧“，便走了", "他说“走吧”，便走了"),
    ],
)
def test_marks_between_chinese_characters_become_full_width(before: str, after: str) -> None:
    assert repair_punctuation(f"{BAD}\n{before}").text.split("\n")[1] == after


@pytest.mark.parametrize(
    "text",
    [
        "上午10:30开船",
        "比分是3:2，平局",
        "见 https://lamp.example/a,b?c=1;d:e! 一页",
        "写信给 lamp@lamp.example,谢谢".replace(",", " "),
        "f(x)=1, y=2",
        "A, B; C: D",
        "1,000人",
        '全长5\'6" 10"',
        "“甲说“乙”了”",
    ],
)
def test_digits_latin_words_times_ratios_and_addresses_are_left_alone(text: str) -> None:
    assert repair_punctuation(f"{BAD}\n{text}").text.split("\n")[1] == text


def test_a_clean_text_keeps_its_few_half_width_marks() -> None:
    text = "灯亮了，人来了；船走了：桥还在！谁知道？" * 5 + "灯亮了,人来了。"
    done = repair_punctuation(text)
    assert done.text == text
    assert "left as they are" in done.reasons[0]


def test_spaces_all_over_a_text_go_and_a_few_stay() -> None:
    assert repair_punctuation("灯 亮 了 人 来 了 船 走 了").text == "灯亮了人来了船走了"
    kept = "灯亮了人来了船走了，两岸的人都知道今夜不必过江。石某 摄"
    assert repair_punctuation(kept).text == kept


def test_an_english_text_is_left_alone() -> None:
    text = 'He said: "wait, wait!" (twice) -- and left...'
    assert repair_punctuation(text).text == text


@given(st.text(st.sampled_from("灯亮，。,:;?!()“”\"'.-—…a1 \n"), max_size=80))
def test_repairing_twice_changes_nothing_more_and_keeps_the_words(text: str) -> None:
    once = repair_punctuation(BAD + "\n" + text).text
    words = [character for character in text if character in "灯亮a1\n"]
    assert [character for character in once if character in "灯亮a1\n"][-len(words) or None :] == (
        words or [character for character in once if character in "灯亮a1\n"]
    )
