"""Words that stand for what a source does not say, in the language of the issue."""

from __future__ import annotations

from exporter.languages.tags import script

HEADLINE_ALONE = {
    "zh-hans": "（保存的网页只有本文的标题，没有正文。）",
    "zh-hant": "（儲存的網頁只有本文的標題，沒有內文。）",
    "ja": "（保存されたページには見出しだけがあり、本文がありません。）",
    "en": "(The saved pages hold the headline of this article alone, not its text.)",
}
UNNAMED = {
    "zh-hans": "未命名报刊",
    "zh-hant": "未命名報刊",
    "ja": "名称未設定の刊行物",
    "ko": "이름 없는 간행물",
    "fr": "Publication sans titre",
    "de": "Publikation ohne Titel",
    "es": "Publicación sin título",
    "en": "Untitled publication",
}


def headline_note(language: str) -> str:
    """Return the note under a headline whose article was not saved."""
    return _of(HEADLINE_ALONE, language)


def unnamed(language: str) -> str:
    """Return the name of a publication that does not say what it is called."""
    return _of(UNNAMED, language)


def _of(words: dict[str, str], language: str) -> str:
    return words.get(script(language), words["en"])
