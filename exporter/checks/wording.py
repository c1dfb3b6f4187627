"""Alternative texts and links that say nothing; text in another script than its language's."""

from __future__ import annotations

import re

from exporter.languages.characters import HAN
from exporter.languages.guessed import has_latin_sentences
from exporter.patterns import pattern

FILE_NAME = pattern(r"\S+\.(?:jpe?g|png|gif|svg|webp|avif|tiff?|bmp)", re.IGNORECASE)
# Names that cameras and scanners give to files.
CAMERA = pattern(r"(?:img|dsc[nf]?|dcim|pxl|mvi|scan|screenshot)[-_ ]?\d+\w*", re.IGNORECASE)
PICTURE = frozenset(
    "image picture photo photograph graphic figure icon bild foto grafik imagen image photo "
    "图片 图 照片 配图 圖片 圖 相片 画像 写真 사진 صورة תמונה".split()
)
LINK = frozenset(
    "here;click here;click;link;this link;this;more;read more;learn more;"
    "点击这里;点这里;这里;此处;点击;更多;阅读更多;查看更多;點擊這裡;這裡;此處;點擊;閱讀更多;"
    "こちら;ここ;hier;ici;cliquez ici;aquí;여기;هنا;כאן".split(";")
)
ARABIC = tuple("ar fa ur ps ku ckb sd ug pa ks az kk ky ms ha bal ota".split())
LEAST_LETTERS = 12  # of a text whose script is compared with its language
SHARE = 0.8  # of its letters that must be in another script: quotations and names are shorter
# Scripts, and the languages that are written in them.
SCRIPTS = (
    (pattern(f"[{HAN}]"), ("zh", "ja", "ko", "yue", "wuu", "lzh", "cmn")),
    (pattern("[\u3040-\u30ff]"), ("ja", "ain")),
    (pattern("[\uac00-\ud7a3]"), ("ko",)),
    (pattern("[\u0590-\u05ff]"), ("he", "yi", "lad", "arc")),
    (pattern("[\u0600-\u06ff]"), ARABIC),
    (pattern("[\u0370-\u03ff]"), ("el", "grc", "pnt", "cop")),
    (pattern("[\u0e00-\u0e7f]"), ("th",)),
)
LATIN = pattern("[A-Za-z\u00c0-\u024f]")
WITHOUT_LATIN = frozenset(
    "zh yue wuu lzh cmn ja ko he yi ar fa ur ps el grc th ru uk be hi".split()
)


def is_poor_alternative(text: str) -> bool:
    """Whether an alternative text is a file's name, one letter, or a word: “image”, “image 1”."""
    plain = text.strip(" .。:：").lower()
    is_name = FILE_NAME.fullmatch(plain) or CAMERA.fullmatch(plain)
    return bool(is_name) or plain.rstrip(" 0123456789") in PICTURE or len(plain) == 1


def is_vague_link(text: str) -> bool:
    """Whether a link's text does not say where it leads (WCAG 2.2, 2.4.4, F84)."""
    return text.strip(" .…。!！»>›→[]()（）").lower() in LINK


def is_in_another_script(text: str, language: str) -> bool:
    """Whether a text is in a script in which its language is not written (WCAG 2.2, 3.1.2)."""
    letters = "".join(filter(str.isalpha, text))
    own, *parts = language.lower().split("-")
    if len(letters) < LEAST_LETTERS or not own:
        return False
    most = SHARE * len(letters)
    if own in WITHOUT_LATIN and "latn" not in parts and len(LATIN.findall(letters)) > most:
        return has_latin_sentences(text)
    return any(
        own not in languages and len(script.findall(letters)) > most
        for script, languages in SCRIPTS
    )
