from exporter.languages.characters import WIDE


def test_a_han_character_is_wide_and_a_latin_one_is_not() -> None:
    assert all(WIDE.match(character) for character in "中，。（〇々㐀豈𠀀")
    assert not any(WIDE.match(character) for character in "aé1 “—")
