"""The words that the edition adds, by language, and the dates: one table.

A language that is not in the table gets English words and, from Babel, its own dates.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date as Date

WEEKDAYS = "一二三四五六日"
EN_WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
EN_MONTHS = (
    "January February March April May June July August September October November December"
).split()


@dataclass(frozen=True)
class Labels:
    """The words of one language; `{}` stands for what goes in."""

    page: str  # a page by its label
    number: str  # an issue by its number
    page_navigation: str
    headline_navigation: str
    page_directory: str
    contents: str
    cover: str
    front: str
    previous_issue: str
    next_issue: str
    previous_article: str
    next_article: str
    up_to_page: str
    editor: str
    publisher: str
    credit: str  # the source of a text
    by: str
    column: str
    no_articles: str
    facsimile: str
    figure: str
    data_box: str
    notes: str
    separator: str  # between names
    dateline: str  # before the first words of a text
    cn_number: str = "CN {}"
    issn: str = "ISSN {}"


HANS = Labels(
    page="第{}版",
    number="第{}期",
    page_navigation="版面导航",
    headline_navigation="标题导航",
    page_directory="版面目录",
    contents="目录",
    cover="封面",
    front="报头",
    previous_issue="上一期",
    next_issue="下一期",
    previous_article="上一篇",
    next_article="下一篇",
    up_to_page="返回{}",
    editor="责任编辑：{}",
    publisher="主办：{}",
    credit="（{}）",
    by="{}",
    column="{}",
    no_articles="本版无文章",
    facsimile="{}版面图",
    figure="图片",
    data_box="资料",
    notes="注释",
    separator="　",
    dateline="{}　",
    cn_number="国内统一刊号：{}",
)

HANT = Labels(
    page="第{}版",
    number="第{}期",
    page_navigation="版面導航",
    headline_navigation="標題導航",
    page_directory="版面目錄",
    contents="目錄",
    cover="封面",
    front="報頭",
    previous_issue="上一期",
    next_issue="下一期",
    previous_article="上一篇",
    next_article="下一篇",
    up_to_page="返回{}",
    editor="責任編輯：{}",
    publisher="主辦：{}",
    credit="（{}）",
    by="{}",
    column="{}",
    no_articles="本版無文章",
    facsimile="{}版面圖",
    figure="圖片",
    data_box="資料",
    notes="註釋",
    separator="　",
    dateline="{}　",
    cn_number="國內統一刊號：{}",
)

JAPANESE = Labels(
    page="{}面",
    number="第{}号",
    page_navigation="紙面案内",
    headline_navigation="見出し一覧",
    page_directory="紙面一覧",
    contents="目次",
    cover="表紙",
    front="題字",
    previous_issue="前号",
    next_issue="次号",
    previous_article="前の記事",
    next_article="次の記事",
    up_to_page="{}へ戻る",
    editor="編集：{}",
    publisher="発行：{}",
    credit="（{}）",
    by="{}",
    column="{}",
    no_articles="この面に記事はありません",
    facsimile="{}の紙面",
    figure="写真",
    data_box="資料",
    notes="注",
    separator="　",
    dateline="{}　",
)

ENGLISH = Labels(
    page="Page {}",
    number="No. {}",
    page_navigation="Pages",
    headline_navigation="Headlines",
    page_directory="Page directory",
    contents="Contents",
    cover="Cover",
    front="Front matter",
    previous_issue="Previous issue",
    next_issue="Next issue",
    previous_article="Previous",
    next_article="Next",
    up_to_page="{}",
    editor="Editor: {}",
    publisher="Published by {}",
    credit="({})",
    by="By {}",
    column="{}",
    no_articles="No articles on this page",
    facsimile="{} as printed",
    figure="Picture",
    data_box="In brief",
    notes="Notes",
    separator=", ",
    dateline="{} — ",
)

FRENCH = Labels(
    page="Page {}",
    number="N° {}",
    page_navigation="Pages",
    headline_navigation="Titres",
    page_directory="Liste des pages",
    contents="Sommaire",
    cover="Couverture",
    front="Ours",
    previous_issue="Numéro précédent",
    next_issue="Numéro suivant",
    previous_article="Précédent",
    next_article="Suivant",
    up_to_page="{}",
    editor="Édition : {}",
    publisher="Publié par {}",
    credit="({})",
    by="Par {}",
    column="{}",
    no_articles="Aucun article sur cette page",
    facsimile="{} telle qu’imprimée",
    figure="Image",
    data_box="En bref",
    notes="Notes",
    separator=", ",
    dateline="{} — ",
)

GERMAN = Labels(
    page="Seite {}",
    number="Nr. {}",
    page_navigation="Seiten",
    headline_navigation="Schlagzeilen",
    page_directory="Seitenübersicht",
    contents="Inhalt",
    cover="Titelbild",
    front="Impressum",
    previous_issue="Vorige Ausgabe",
    next_issue="Nächste Ausgabe",
    previous_article="Zurück",
    next_article="Weiter",
    up_to_page="{}",
    editor="Redaktion: {}",
    publisher="Herausgegeben von {}",
    credit="({})",
    by="Von {}",
    column="{}",
    no_articles="Keine Artikel auf dieser Seite",
    facsimile="{} im Druckbild",
    figure="Bild",
    data_box="Auf einen Blick",
    notes="Anmerkungen",
    separator=", ",
    dateline="{} — ",
)

SPANISH = Labels(
    page="Página {}",
    number="N.º {}",
    page_navigation="Páginas",
    headline_navigation="Titulares",
    page_directory="Índice de páginas",
    contents="Sumario",
    cover="Portada",
    front="Mancheta",
    previous_issue="Número anterior",
    next_issue="Número siguiente",
    previous_article="Anterior",
    next_article="Siguiente",
    up_to_page="{}",
    editor="Edición: {}",
    publisher="Publicado por {}",
    credit="({})",
    by="Por {}",
    column="{}",
    no_articles="No hay artículos en esta página",
    facsimile="{} impresa",
    figure="Imagen",
    data_box="En breve",
    notes="Notas",
    separator=", ",
    dateline="{} — ",
)

TABLE = {
    "zh-hans": HANS,
    "zh-hant": HANT,
    "ja": JAPANESE,
    "en": ENGLISH,
    "fr": FRENCH,
    "de": GERMAN,
    "es": SPANISH,
}
TRADITIONAL_REGIONS = {"tw", "hk", "mo"}


def script(language: str) -> str:
    """Return the language tag by which fonts and words are chosen: zh-hans, zh-hant, ja, en, …"""
    parts = language.lower().split("-")
    if parts[0] != "zh":
        return parts[0]
    traditional = "hant" in parts or (
        "hans" not in parts and bool(TRADITIONAL_REGIONS & set(parts))
    )
    return "zh-hant" if traditional else "zh-hans"


def labels(language: str) -> Labels:
    """Return the words of a language, English where it is not in the table."""
    return TABLE.get(script(language), ENGLISH)


def byline(names: tuple[str, ...], words: Labels) -> str:
    """Write who wrote an article; “By” is put before names that do not say so themselves."""
    line = words.separator.join(names)
    prefix = words.by.format("").strip().lower()
    return line if prefix and prefix in line.lower().split() else words.by.format(line)


def long_date(day: Date, language: str) -> str:
    """Write a date with its weekday: 2018年7月3日 星期二, Tuesday, 3 July 2018."""
    kind = script(language)
    if kind.startswith("zh"):
        return f"{day.year}年{day.month}月{day.day}日 星期{WEEKDAYS[day.weekday()]}"
    if kind == "ja":
        return f"{day.year}年{day.month}月{day.day}日 {'月火水木金土日'[day.weekday()]}曜日"
    if kind == "en":
        weekday, month = EN_WEEKDAYS[day.weekday()], EN_MONTHS[day.month - 1]
        if language.lower() == "en-us":
            return f"{weekday}, {month} {day.day}, {day.year}"
        return f"{weekday}, {day.day} {month} {day.year}"
    return _babel_date(day, language)


def _babel_date(day: Date, language: str) -> str:
    """Write the date as Unicode's locale data has it; ISO 8601 for a language unknown to it."""
    from babel.core import Locale, UnknownLocaleError
    from babel.dates import format_date

    try:
        return str(format_date(day, "full", Locale.parse(language, sep="-")))
    except (UnknownLocaleError, ValueError):
        return day.isoformat()


def words() -> list[str]:
    """Return the names of all labels."""
    return [field.name for field in fields(Labels)]
