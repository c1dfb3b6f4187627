"""Words of Chinese: by the dictionary, and by the model for names that it lacks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exporter.languages.segmentation import FILE, chinese_words
from exporter.languages.words import word_spans

TEXTS = st.text(
    st.sampled_from("社工服务走向精细化杭研龘丌一的AZ5.-%+ ，\n\u3000\U00020000"), max_size=30
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("社工服务走向精细化", "社工 服务 走向 精细化"),
        ("全市防汛演练今日举行", "全市 防汛 演练 今日 举行"),
        ("干部在干什么", "干部 在 干什么"),
        # A name that the dictionary lacks, and characters of which nothing is known.
        ("他来到了网易杭研大厦", "他 来到 了 网易 杭研 大厦"),
        ("高店隦", "高 店 隦"),
        ("龘龘", "龘 龘"),
        ("AI芯片涨3.5%，5G用户达12.6亿", "AI 芯片 涨 3.5% ， 5G 用户 达 12.6 亿"),
        ("1.2.3亿-4%的A股", "1.2.3 亿 - 4% 的 A股"),
        ("", ""),
    ],
)
def test_a_text_is_parted_into_words(text, words):
    assert chinese_words(text) == words.split()


@pytest.mark.parametrize(
    ("text", "words"),
    [("他来到了网易杭研大厦", "他 来到 了 网易 杭 研 大厦"), ("涨3.5%，AI", "涨 3 . 5 % ， AI")],
)
def test_without_a_guess_only_the_dictionary_is_asked(text, words):
    assert chinese_words(text, guess=False) == words.split()


@given(TEXTS, st.booleans())
def test_no_character_is_lost(text, guess):
    assert "".join(chinese_words(text, guess=guess)) == text


def test_every_word_of_the_file_is_found():
    head, _, told = FILE.read_text(encoding="utf-8").partition("\n\n")
    characters, starts = head.split("\n")[2:]
    data = told.encode()
    places = [int(starts[at : at + 7]) for at in range(0, len(starts), 7)]
    assert len(places) == len(characters) + 1
    assert places[-1] == len(data)
    for number in range(0, len(characters), 500):
        _, *entries, _ = data[places[number] : places[number + 1]].decode().split("\n")
        words = [characters[number] + each.partition(" ")[0] for each in entries]
        assert words == sorted(words)
        assert [each for each in words if each not in _found(each)] == []


def _found(word: str) -> list[str]:
    from exporter.languages.segmentation import _dictionary

    return [word[:end] for end, _ in _dictionary().at(word, 0)]


def test_traditional_text_is_parted_as_its_simplified_form():
    assert word_spans("關係", "zh-Hant") == word_spans("关系", "zh-Hans") == ((0, 2),)
