"""The beginning of an article, as lists and feeds show it."""

from exporter.edition.summaries import beginning


def test_a_beginning_is_of_whole_sentences():
    text = "The water stands high. No one was hurt. The quay is shut until Monday."
    assert beginning(text, 50) == "The water stands high. No one was hurt."


def test_a_wide_character_counts_for_two_and_paragraphs_follow_each_other():
    text = "江水涨了。\n无人受伤。\n码头关闭。"
    assert beginning(text, 20) == "江水涨了。无人受伤。"


def test_a_first_sentence_that_is_too_long_is_cut_at_a_word():
    assert beginning("The water stands high above the quay", 18) == "The water stands…"
    assert beginning("江水涨过了码头的石阶", 8) == "江水涨过…"
