"""The words that the edition adds, by language, and the dates: one table.

A language that is not in the table gets English words and, from Babel, its own dates.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date as Date

from exporter.languages.tags import script
from exporter.numbering import YEAR, Numbering, number_value

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
    numbers: str  # a double issue by its first and its last number
    total_number: str  # an issue counted from the first one on
    page_navigation: str
    headline_navigation: str
    page_directory: str
    contents: str
    cover: str
    start: str  # where reading starts
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
    turn: str  # the links to the neighbours of an article
    continued_on: str  # 下转
    continued_from: str  # 上接
    page_list: str
    landmarks: str
    articles_of: str  # the articles of a page
    table: str
    video: str  # before the title and address of a film, a sound, a page of others in the text
    audio: str
    embedded: str
    summary_reading: str  # what follows is the accessibility summary, one sentence each
    summary_pages: str
    summary_alternatives: str
    summary_some_alternatives: str
    summary_facsimiles: str
    summary_conforms: str
    volume: str = "Vol. {}"
    year: str = "{}"  # the year that a number is of
    of_volume: str = ", "  # between volume and number
    in_brackets: str = " ({})"
    cn_number: str = "CN {}"
    issn: str = "ISSN {}"
    classifieds: str = "Classifieds"  # the head of gathered advertisements


HANS = Labels(
    classifieds="分类信息",
    page="第{}版",
    number="第{}期",
    numbers="第{}—{}期",
    total_number="总第{}期",
    volume="第{}卷",
    year="{}年",
    of_volume="",
    in_brackets="（{}）",
    page_navigation="版面导航",
    headline_navigation="标题导航",
    page_directory="版面目录",
    contents="目录",
    cover="封面",
    start="正文",
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
    turn="翻页导航",
    continued_on="（下转{}）",
    continued_from="（上接{}）",
    page_list="版次",
    landmarks="导读",
    articles_of="{}的文章",
    table="表格",
    video="视频：",
    audio="音频：",
    embedded="网页：",
    summary_reading="全文可按顺序阅读，可按版面、标题和版次跳转；字体、字号和颜色由阅读器决定。",
    summary_pages="版次与印刷版相同。",
    summary_alternatives="所有图片都有文字说明可供朗读。",
    summary_some_alternatives="部分图片没有可供朗读的文字说明。",
    summary_facsimiles="版面图为固定版式，图上的文章另有可重排的全文。",
    summary_conforms="经程序检查，未发现不符合 EPUB Accessibility 1.1 与 WCAG 2.2 AA 级之处。",
    cn_number="国内统一刊号：{}",
)

HANT = Labels(
    classifieds="分類廣告",
    page="第{}版",
    number="第{}期",
    numbers="第{}—{}期",
    total_number="總第{}期",
    volume="第{}卷",
    year="{}年",
    of_volume="",
    in_brackets="（{}）",
    page_navigation="版面導航",
    headline_navigation="標題導航",
    page_directory="版面目錄",
    contents="目錄",
    cover="封面",
    start="正文",
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
    turn="翻頁導航",
    continued_on="（下轉{}）",
    continued_from="（上接{}）",
    page_list="版次",
    landmarks="導讀",
    articles_of="{}的文章",
    table="表格",
    video="影片：",
    audio="音訊：",
    embedded="網頁：",
    summary_reading="全文可按順序閱讀，可按版面、標題和版次跳轉；字體、字號和顏色由閱讀器決定。",
    summary_pages="版次與印刷版相同。",
    summary_alternatives="所有圖片都有文字說明可供朗讀。",
    summary_some_alternatives="部分圖片沒有可供朗讀的文字說明。",
    summary_facsimiles="版面圖為固定版式，圖上的文章另有可重排的全文。",
    summary_conforms="經程式檢查，未發現不符合 EPUB Accessibility 1.1 與 WCAG 2.2 AA 級之處。",
    cn_number="國內統一刊號：{}",
)

JAPANESE = Labels(
    classifieds="案内広告",
    page="{}面",
    number="第{}号",
    numbers="第{}・{}合併号",
    total_number="通巻{}号",
    volume="第{}巻",
    year="{}年",
    of_volume="",
    in_brackets="（{}）",
    page_navigation="紙面案内",
    headline_navigation="見出し一覧",
    page_directory="紙面一覧",
    contents="目次",
    cover="表紙",
    start="本文",
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
    turn="前後の記事",
    continued_on="（{}へ続く）",
    continued_from="（{}から続く）",
    page_list="ページ一覧",
    landmarks="案内",
    articles_of="{}の記事",
    table="表",
    video="動画：",
    audio="音声：",
    embedded="ウェブページ：",
    summary_reading=(
        "本文は順に読め、紙面、見出し、ページから移動できます。文字の種類、大きさ、"
        "色は閲覧環境に従います。"
    ),
    summary_pages="ページ番号は印刷版と同じです。",
    summary_alternatives="すべての写真と図に読み上げ用の説明があります。",
    summary_some_alternatives="一部の写真と図には読み上げ用の説明がありません。",
    summary_facsimiles=(
        "紙面画像は固定レイアウトで、記事の全文は別にリフロー形式で収録しています。"
    ),
    summary_conforms=(
        "自動検査では、EPUB Accessibility 1.1 および WCAG 2.2 レベル AA "
        "に反する点は見つかりませんでした。"
    ),
)

ENGLISH = Labels(
    page="Page {}",
    number="No. {}",
    numbers="Nos. {}–{}",
    total_number="whole No. {}",
    page_navigation="Pages",
    headline_navigation="Headlines",
    page_directory="Page directory",
    contents="Contents",
    cover="Cover",
    start="Start reading",
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
    turn="Article navigation",
    continued_on="Continued on {}",
    continued_from="Continued from {}",
    page_list="Page list",
    landmarks="Landmarks",
    articles_of="Articles of {}",
    table="Table",
    video="Video:",
    audio="Audio:",
    embedded="Web page:",
    summary_reading=(
        "The text can be read in order and reached by page, by headline and by page number; "
        "font, size and colours follow the reader’s settings."
    ),
    summary_pages="The page numbers are those of the printed edition.",
    summary_alternatives="All pictures have alternative texts.",
    summary_some_alternatives="Some pictures have no alternative text.",
    summary_facsimiles=(
        "Page pictures have a fixed layout; their articles are there as reflowable text."
    ),
    summary_conforms=(
        "A check by program found nothing that breaks EPUB Accessibility 1.1 and WCAG 2.2 level AA."
    ),
)

FRENCH = Labels(
    classifieds="Petites annonces",
    page="Page {}",
    number="N° {}",
    numbers="N°s {}–{}",
    total_number="n° général {}",
    page_navigation="Pages",
    headline_navigation="Titres",
    page_directory="Liste des pages",
    contents="Sommaire",
    cover="Couverture",
    start="Commencer la lecture",
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
    turn="Navigation entre articles",
    continued_on="Suite : {}",
    continued_from="Suite de : {}",
    page_list="Liste des pages",
    landmarks="Repères",
    articles_of="Articles : {}",
    table="Tableau",
    video="Vidéo :",
    audio="Son :",
    embedded="Page web :",
    summary_reading=(
        "Le texte se lit dans l’ordre et s’atteint par page, par titre et par numéro de "
        "page ; police, taille et couleurs suivent les réglages du lecteur."
    ),
    summary_pages="Les numéros de page sont ceux de l’édition imprimée.",
    summary_alternatives="Toutes les images ont un texte de remplacement.",
    summary_some_alternatives="Certaines images n’ont pas de texte de remplacement.",
    summary_facsimiles=(
        "Les images de pages ont une mise en page fixe ; leurs articles existent en texte "
        "redimensionnable."
    ),
    summary_conforms=(
        "Un contrôle par programme n’a rien trouvé de contraire à EPUB Accessibility 1.1 "
        "et aux WCAG 2.2 niveau AA."
    ),
)

GERMAN = Labels(
    classifieds="Kleinanzeigen",
    page="Seite {}",
    number="Nr. {}",
    numbers="Nr. {}–{}",
    total_number="Gesamt-Nr. {}",
    volume="Jg. {}",
    page_navigation="Seiten",
    headline_navigation="Schlagzeilen",
    page_directory="Seitenübersicht",
    contents="Inhalt",
    cover="Titelbild",
    start="Zum Lesen",
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
    turn="Artikelnavigation",
    continued_on="Fortsetzung auf {}",
    continued_from="Fortsetzung von {}",
    page_list="Seitenliste",
    landmarks="Orientierungspunkte",
    articles_of="Artikel auf {}",
    table="Tabelle",
    video="Video:",
    audio="Ton:",
    embedded="Webseite:",
    summary_reading=(
        "Der Text lässt sich der Reihe nach lesen und über Seiten, Überschriften und "
        "Seitenzahlen erreichen; Schrift, Größe und Farben folgen den Einstellungen des "
        "Lesegeräts."
    ),
    summary_pages="Die Seitenzahlen sind die der gedruckten Ausgabe.",
    summary_alternatives="Alle Bilder haben Alternativtexte.",
    summary_some_alternatives="Einige Bilder haben keinen Alternativtext.",
    summary_facsimiles=(
        "Seitenbilder haben ein festes Layout; ihre Artikel liegen als umfließender Text vor."
    ),
    summary_conforms=(
        "Eine Prüfung durch ein Programm fand nichts, was EPUB Accessibility 1.1 und WCAG "
        "2.2 Stufe AA widerspricht."
    ),
)

SPANISH = Labels(
    classifieds="Anuncios clasificados",
    page="Página {}",
    number="N.º {}",
    numbers="N.º {}–{}",
    total_number="n.º general {}",
    page_navigation="Páginas",
    headline_navigation="Titulares",
    page_directory="Índice de páginas",
    contents="Sumario",
    cover="Portada",
    start="Empezar a leer",
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
    turn="Navegación entre artículos",
    continued_on="Continúa en: {}",
    continued_from="Viene de: {}",
    page_list="Lista de páginas",
    landmarks="Puntos de referencia",
    articles_of="Artículos: {}",
    table="Tabla",
    video="Vídeo:",
    audio="Audio:",
    embedded="Página web:",
    summary_reading=(
        "El texto puede leerse en orden y alcanzarse por página, por titular y por número "
        "de página; la fuente, el tamaño y los colores siguen los ajustes del lector."
    ),
    summary_pages="Los números de página son los de la edición impresa.",
    summary_alternatives="Todas las imágenes tienen texto alternativo.",
    summary_some_alternatives="Algunas imágenes no tienen texto alternativo.",
    summary_facsimiles=(
        "Las imágenes de páginas tienen un diseño fijo; sus artículos están como texto adaptable."
    ),
    summary_conforms=(
        "Una comprobación por programa no halló nada contrario a EPUB Accessibility 1.1 y "
        "WCAG 2.2 nivel AA."
    ),
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


def labels(language: str) -> Labels:
    """Return the words of a language, English where it is not in the table."""
    return TABLE.get(script(language), ENGLISH)


def byline(names: tuple[str, ...], words: Labels) -> str:
    """Write who wrote an article; “By” is put before names that do not say so themselves."""
    line = words.separator.join(names)
    prefix = words.by.format("").strip().lower()
    return line if prefix and prefix in line.lower().split() else words.by.format(line)


def count_of_issue(count: Numbering, words: Labels) -> str:
    """Write how an issue is counted: 第24—25期（总第1024期）, Vol. XLII, No. 7.

    A number that is none, such as `Summer special`, is shown as it is.
    """
    number = count.number
    if number and number_value(number) is not None:
        pair = (number, count.end)
        number = words.numbers.format(*pair) if count.end else words.number.format(number)
    volume = (words.year if YEAR.fullmatch(count.volume) else words.volume).format(count.volume)
    text = words.of_volume.join(filter(None, (count.volume and volume, number)))
    total = words.total_number.format(count.total) if count.total not in ("", count.number) else ""
    if text and total:
        return text + words.in_brackets.format(total)
    return text or total[:1].upper() + total[1:]


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
