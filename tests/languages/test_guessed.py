"""The language of a text that does not say it."""

import pytest

from exporter.repair.script import guess_language

TEXTS = {
    "ru": "У переправы открыли новый мост.",
    "uk": "Біля переправи відкрили новий міст, сказав її сторож.",
    "ar": "افتتح جسر جديد قرب المرسى.",
    "fa": "پل تازه‌ای نزدیک اسکله باز شد و گذر آسان‌تر شد.",
    "he": "ליד הרציף נפתח גשר חדש.",
    "el": "Δίπλα στην αποβάθρα άνοιξε η νέα γέφυρα.",
    "th": "ข้างท่าเรือมีสะพานใหม่เปิดแล้ว",
    "de": "Die neue Brücke ist offen, und der Wärter sagt, dass die Fähre nicht mehr fährt. Das "
    "Schiff liegt von morgen an in dem Hafen, und ein Wirt kauft es mit den alten Bänken.",
    "fr": "Le pont est ouvert, et les bateaux passent dans une heure. Le gardien des lampes dit "
    "que la barque est pour les enfants du village et que le bac reste dans le port.",
    "en": "The bridge is open, and the keeper says that the ferry was late. It is for the people "
    "of the quay to say with whom they would go in the morning.",
    "zh-Hans": "渡口旁边的新桥通车了。",
    "ja": "渡し場に新しい橋ができた。",
}


@pytest.mark.parametrize("tag", TEXTS)
def test_a_language_is_told_by_its_script_or_its_words(tag: str) -> None:
    assert guess_language(TEXTS[tag]) == tag


def test_a_few_words_are_no_language() -> None:
    assert guess_language("der die das") == "en"
    assert guess_language("") == "en"
