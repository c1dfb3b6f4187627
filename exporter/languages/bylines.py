"""The people that a byline names: 本报记者 某某 某某, By Somebody and Somebody Else.

Chinese and Japanese bylines are read word by word: what somebody does and for whom is left out,
and a name of two characters that is set with a space (王　明, to be as wide as one of three) is
one name. Western bylines are split at `and`, and at commas where names are on both sides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from exporter.languages.characters import HAN
from exporter.patterns import pattern

KANA = "\u3041-\u3096\u30a1-\u30fa\u30fc"
HANGUL = "\uac00-\ud7a3"
EASTERN = pattern(f"[{HAN}{KANA}{HANGUL}]")
LONGEST = 60

# What is in a byline and names nobody: bullets, boxes, ornaments. A box inside of a name
# stands for a character that was lost, and stays.
ORNAMENT = pattern(r"(?<!\S)[□■◇◆○●◎△▲▽▼☆★◯▢▣※＊*•◊]+|(?<!\S)[□■●]*(?!\S)")
# The equals sign stays inside of a foreign name in kana (ジャン＝リュック).
FRAMES = pattern(rf"[【】〖〗［］\[\]]|(?<![{KANA}])[＝=]|[＝=](?![{KANA}])")
BRACKETS = pattern(r"[（(〔].*?[)）〕]")
IN_BRACKETS = pattern(r"\s*[（(〔]([^()（）〔〕]*)[)）〕]\s*")
# A report that begins with its authors: 本报讯（记者 某某）.
REPORT = pattern(r"[^（(]{0,12}(?:[电電讯訊]|消息)\s*[（(]([^()（）]*)[)）]\s*")
ADDRESS = pattern(r"\S+@\S+\.\S+")

# Between names: marks of every kind, but the middle dot of a foreign name (约翰·史密斯).
# The Japanese dot (・) parts names in Han characters, and is inside of those in kana.
APART = pattern(
    rf"[、，,;；/／|｜&＆\n]+|\s[·・•]|[·・•]\s|(?<=[{HAN}])・|・(?=[{HAN}])"
    rf"|(?<=[{HANGUL}])[·・•](?=[{HANGUL}])"
)
SPACE = pattern(r"\s+")

ROLE = (
    "责任编辑|責任編輯|责编|責編|摄影记者|攝影記者|记者|記者|通讯员|通訊員|评论员|評論員|特派员|特派員|编辑|編輯|主编|主編|编委"
    "|編集委員|論説委員|解説委員|支局長|実習生|实习生|實習生|撰稿人|主持人|读者|讀者|专栏作家|專欄作家"
)
# What a paper calls itself, and what is before a role: no name of a person.
OFFICE = (
    "本报|本報|本紙|本纸|本刊|本誌|本志|本社|弊社|本台|本网|本網|本會|本会"
    rf"|(?:본지|본보|본사)(?![{HANGUL}])|特约|特約|见习|見習|实习|實習|首席|资深|資深|全媒体|全媒體|融媒体"
    "|新华社|新華社|中新社|中央社"
)
OF_AN_OFFICE = pattern(rf"(?:.*(?:{OFFICE})|.*[报報社台网網刊视視州市县縣省区區])")
LEADING = pattern(
    rf"^(?:(?:{OFFICE})+[:：]?|[文图圖摄攝译譯画畫][:：]"
    "|(?:作者|撰文|撰稿|采写|採寫|采访|採訪|供稿|供图|供圖|摄影|攝影|口述|整理|编译|編譯|翻译|翻譯|译者|譯者|绘图|繪圖|责编|責編)[:：]?)"
)
KOREAN_ROLE = "기자|특파원|논설위원|편집위원|객원기자|통신원"
ROLES = pattern(f"(?:{ROLE})[:：]?|(?:{KOREAN_ROLE})(?![{HANGUL}])")
WORK = (
    "文|图|圖|摄|攝|影|整理|撰文|撰稿|采写|採寫|摄影|攝影|报道|報道|報導|综合|綜合|编译|編譯|翻译|翻譯|译|譯"
    "|供图|供圖|供稿|图片|圖片|绘|繪|制图|製圖|执笔|執筆|口述|讲述|講述|采访|採訪|取材|編集|写真|并|並"
)
TRAILING = pattern(
    "(?<=..)(?:整理|撰文|摄影|攝影|报道|報道|報導|综合|綜合|編集|供图|供圖|供稿|[摄攝])+$"
)
# 记者王明、李雷报道: after a name, one more, not a place as in 台北報導.
REPORTS = pattern(rf"(?<=、)([{HAN}]{{2,4}})(?:报道|報道|報導)(?=\s|$)")
# Where somebody writes, in Japanese: 社会部, 大阪支局, ワシントン＝. The ending 部 alone is in
# surnames too (阿部).
DEPARTMENT = pattern(
    "(?:(?:政治|経済|社会|国際|外信|運動|文化|生活|科学|写真|編集|学芸|地域|地方|特報|整理|論説|報道|映像)部"
    rf"|[{HAN}{KANA}]*(?:支局|総局|本社|通信社?|新聞社?|報道局))"
)
PLACE_BEFORE = pattern(
    rf"(?:(?<=[\s（(【、])|^)(?:[{KANA}]+|東京|大阪|名古屋|福岡|札幌|北京|上海|台北|香港|共同|時事)[＝=](?=[{HAN}])"
)
NO_NAME = pattern(
    rf"(?:{WORK}|和|与|與|及|数据|資料|资料|特稿|专稿|專稿|外电|外電)+|[一-龥]{{0,6}}(?:报道|報道|報導)"
    r"|[据據].*|(?:.{2,}[报報社])?[电電讯訊]|.*(?:编辑部|編輯部|评论部|評論部|课题组|記者站|记者站|[团團]队?)"
    r"|作者[系為为是].*"
)
# What somebody is, and where, beside a name: 校长 方敏, 城关小学 方敏. Alone it signs for a body.
DESCRIBES = pattern(
    "副?(?:[校院会會局所站馆館队隊镇鎮县縣市区區村科部处處厂廠社店班组組团團]长|[校院会會局所站館隊鎮縣區處廠組團]長|主任|书记|書記|教授|老师|老師|教师|教師|医生|醫生|律师|律師"
    "|经理|經理|研究员|研究員|理事)|市民|居民|村民|网友|網友|家长|家長|学生|學生|职工|職工|志愿者|农民|農民"
    rf"|[{HAN}\d]{{2,}}(?:小学|小學|中学|中學|大学|大學|学院|學院|幼儿园|幼兒園|医院|醫院|法院|公司|集团|集團"
    "|协会|協會|会员|會員|委员会|委員會|宣传部|宣傳部|街道|社区|社區|年级|年級|老师|老師|教师|教師)"
)
CHARACTER = pattern(f"[{HAN}]")
PAIR = pattern(f"[{HAN}]{{2}}")
# 文 is a surname as well as a word for who wrote: alone beside one more character it is a name.
SIGNS = frozenset("文图圖摄攝影译譯画畫绘繪")
DOUBLE_SURNAMES = frozenset(
    "欧阳 歐陽 司马 司馬 上官 诸葛 諸葛 东方 東方 皇甫 尉迟 尉遲 公孙 公孫 慕容 司徒 令狐 夏侯"
    " 端木 长孙 長孫 宇文 南宫 南宮 轩辕 軒轅 独孤 獨孤 呼延 百里 东郭 東郭 西门 西門"
    " 申屠 完颜 完顏".split()
)

CAPITAL = r"[A-ZÀ-ÖØ-ÞĀ-ſА-Я]"
BY = pattern(
    r"^(?:(?:\w+\s+){0,3}by|par|von|por|texte de|texto de|di|door|af|av|as told to|автор[ыи]?"
    r"|بقلم|מאת)(?:\s*:)?\s+",
    re.I,
)
# What a name did, before a colon, and where or for whom, after it.
LABELS = (
    "text|words|story|report(?:ing)?|photo(?:graph)?s?|photography|pictures?|illustrations?|graphics?"
    "|research|translation|video|portraits?|drawings?|recipes?|fotos?|texte?|bild(?:er)?|interview"
    "|автор[ыи]?|текст|фото"
)
LABEL = pattern(
    rf"^(?:{LABELS})\s*:\s*",
    re.I,
)
# Labels between names, as magazines set them: Words Ann Reed Photographs Tom Hale.
BARE_LABEL = pattern(rf"(?:^|\s+)(?i:{LABELS})(?:\s*:\s*|\s+(?={CAPITAL}\S*\s+{CAPITAL}))")
CREDITED = pattern(r"^(?:\w+\s+){1,2}by\s+", re.I)
WRITTEN = pattern(r"^\s*(?:作者|撰文)\s*[:：]\s*")
COLON = pattern("[:：]")
PLACE = pattern(
    r"\s+(?:(?:in|at|(?i:special to)|for)\s+(?:the\s+)?[A-ZÀ-ÖØ-Þ].*|reports? from\s.*)$"
)
AND = pattern(
    r"\s+(?:(?i:and|et|und|og|och|with|mit|avec|con|и|та|і)|y|e|en|i|ve|và)\s+|\s*[;/|&]\s*"
)
DASH = pattern(r"\s+[-–—]\s+")
PARTICLES = "de|da|do|dos|du|d|del|della|der|den|di|el|al|bin|ibn|la|le|van|von|zu|zur|ter|ten|of"
WESTERN_NAME = pattern(
    rf"(?:(?:{CAPITAL}[\w’'.-]*|(?:{PARTICLES})\b[’']?)\s+){{1,4}}{CAPITAL}[\w’'.-]*"
)
# Family name first, as libraries write it; one word before the comma is no whole name.
GIVEN = rf"{CAPITAL}(?:[\w’'-]*[a-zà-ÿа-я]|\.)"
# Of two words before the comma, the first must be a surname, or they are a whole name: the
# patronymics in -ez, and the most frequent other ones of Spain and Portugal.
FIRST_OF_TWO = (
    rf"(?:{CAPITAL}\w{{2,}}ez|Garc[ií]a|Torres|Vargas|Ruiz|D[ií]az|Moreno|Romero"
    "|Navarro|Molina|Castro|Ortega|Silva|Santos|Ferreira|Pereira|Oliveira|Costa|Almeida)"
)
# Begin a surname though in capitals: no given names.
BEGINNINGS = r"Ó|Ní|Nic|Uí|De(?:\s+L(?:a|as|os))?|Von(?:\s+der)?"
INVERTED = pattern(
    rf"((?:(?:{PARTICLES})\s+){{0,2}}(?:(?:{BEGINNINGS}|{FIRST_OF_TWO})\s+)?"
    rf"(?:[dlDL][’'])?{CAPITAL}[\w’'-]+)\s*,"
    rf"\s*({GIVEN}(?:\s+{GIVEN}){{0,2}})"
)
EDGES = pattern(r"^[\s,“”„\"«»]+|[\s,“”„\"«»]+$")
# What somebody is, or where: never a name, though in capitals.
NOT_A_NAME = pattern(
    r"\b(?:staff|writers?|reporters?|correspondents?|editors?|columnists?|critics?|agenc(?:y|ies)"
    r"|photographers?|professors?|dr|md|phd|jr|sr|esq|university|college|school|institute|news"
    r"|newsroom|desk|bureau|department|press|service|times|post|chief|director|president|minister"
    r"|secretary|mp|chair(?:man|woman)?|author|lecturer|head|rédaction|redaktion|new|north|south"
    r"|east|west|reuters|bloomberg|madrid|barcelona|sevilla|bogotá|lisboa|buenos"
    r"|london|paris|berlin|moscow|tokyo|beijing|washington|brussels|san|santa|saint|st|los|las|port|hong|cape)\b",
    re.I,
)
NOBODY = pattern(
    r"(?:(?:from )?our |a |the )?(?:own )?(?:staff|newsroom|agenc(?:y|ies)"
    r"|editorial(?: team| board)?"
    r"|(?:staff |special |own )*(?:writers?|reporters?|correspondents?|editors?))",
    re.I,
)


def unlabelled(line: str) -> str:
    """Return a byline without the label 作者： in front, which says no more than its place does.

    A line with another label (作者：石桥 摄影：林渡) stays as it is.
    """
    found = WRITTEN.match(line)
    rest = line[found.end() :] if found else ""
    return rest if rest and not COLON.search(rest) else line


@lru_cache(maxsize=4096)
def authors(byline: tuple[str, ...], language: str = "") -> list[str]:
    """Return the names in the lines of a byline, each once, in order.

    `language` is the tag of the article's language: in Japanese, a space is within a name.
    """
    return list(dict.fromkeys(name for line in byline for name in _names(str(line), language)))


def is_whole(line: str) -> bool:
    """Whether a byline needs no word before it: 记者 某某, Par Somebody Else, Words Ann Reed.

    One word after `von` or `di` is a surname, not somebody's whole name.
    """
    begins = BY.match(line.strip())
    says_so = begins is not None and " " in line.strip()[begins.end() :]
    says_so |= bool(LABEL.match(line.strip()) or BARE_LABEL.match(line.strip()))
    return says_so or bool(EASTERN.search(line)) or line.strip().startswith(("@", "(", "["))


def _names(line: str, language: str) -> Iterator[str]:
    line = REPORTS.sub(r"\1", ADDRESS.sub(" ", ORNAMENT.sub(" ", line)))
    if not EASTERN.search(line):
        yield from _western(BRACKETS.sub(" ", FRAMES.sub(" ", line)))
        return
    in_japanese = language.lower().startswith("ja")
    signs = (ROLES, LEADING, PLACE_BEFORE) if in_japanese else (ROLES, LEADING)
    inside = IN_BRACKETS.fullmatch(line)
    if inside and any(sign.search(inside[1]) for sign in signs):
        line = inside[1]
    elif inside_report := REPORT.fullmatch(line.strip()):
        line = inside_report[1]
    if in_japanese:
        line = PLACE_BEFORE.sub("", line)
    for part in APART.split(BRACKETS.sub(" ", FRAMES.sub(" ", line))):
        words = _words(part or "")
        yield from _japanese(words) if in_japanese else _chinese(words)


def _words(part: str) -> list[str]:
    """Return the words of a part of a byline that may be names, or characters of one."""
    bare = (name for word in SPACE.split(part.strip()) for name in _without_role(word))
    names = [name for name in bare if len(name) <= LONGEST and not _says_what(name)]
    return [name for name in names if not DESCRIBES.fullmatch(name)] or names


def _without_role(word: str) -> list[str]:
    """Return the names in a word: one in 记者王明 and in 王明记者, two in 记者王明通讯员李雷."""
    if _says_what(word):
        return []
    before, *names = ROLES.split(word)
    if not names or (not any(names) and not OF_AN_OFFICE.fullmatch(before)):
        names = [before]
    bare = (TRAILING.sub("", LEADING.sub("", name)) for name in names)
    return [name for name in bare if name]


def _says_what(word: str) -> bool:
    """Whether a word says what somebody did; a sign such as 文 may be a surname."""
    return word not in SIGNS and NO_NAME.fullmatch(word) is not None


def _chinese(words: list[str]) -> Iterator[str]:
    """Join characters that stand alone into names: 王 明 李雷 张 三 are three people."""
    run: list[str] = []
    for word in [*_with_surnames(words), ""]:
        if (len(word) == 1 and CHARACTER.match(word)) or (not run and word in DOUBLE_SURNAMES):
            run.extend(word)
            continue
        yield from _from_characters(run)
        run = []
        if word:
            yield word


def _with_surnames(words: list[str]) -> Iterator[str]:
    """Join a surname of two characters and the given name of two after it: 上官 婉儿."""
    surname = ""
    for word in words:
        if surname and not PAIR.fullmatch(word):
            yield surname
            surname = ""
        if not surname and word in DOUBLE_SURNAMES:
            surname = word
            continue
        yield surname + word
        surname = ""
    if surname:
        yield surname


def _from_characters(run: list[str]) -> Iterator[str]:
    """Make names of characters set apart; 文, 图, 摄 at an edge say what somebody did."""
    if len(run) > 2 or set(run) <= SIGNS:
        run = _trimmed(run)
    if not run:
        return
    starts = "".join(run[:2]) in DOUBLE_SURNAMES
    if len(run) <= 3 or (starts and len(run) == 4):
        yield "".join(run)
        return
    if starts and len(run) % 2:  # one of three characters, then names of two
        yield "".join(run[:3])
        run = run[3:]
    for first in range(0, len(run), 2):
        yield "".join(run[first : first + 2])


def _trimmed(run: list[str]) -> list[str]:
    while run and run[0] in SIGNS:
        run = run[1:]
    while run and run[-1] in SIGNS:
        run = run[:-1]
    return run


def _japanese(words: list[str]) -> Iterator[str]:
    """Join family and given name: 山田 花子 is one person, 社会部 花子 is 花子."""
    words = [word for word in words if not DEPARTMENT.fullmatch(word)]
    if len(words) < 2 or len(words) % 2 or not all(len(word) <= 4 for word in words):
        yield from _chinese(words)
        return
    for first in range(0, len(words), 2):
        yield " ".join(words[first : first + 2])


def _western(line: str) -> Iterator[str]:
    """Part names at `and`, and at commas; what else follows a comma is what somebody is."""
    line = BY.sub("", EDGES.sub("", line))
    names = DASH.split(line)
    parts = names if len(names) > 1 and all(map(_is_western, names)) else AND.split(line)
    parts = [EDGES.sub("", bare) for part in parts for bare in _unlabelled(part)]
    parts = [part for part in parts if not part.startswith("@")] or parts
    are_whole = all(re.search(r"[\s,]", part) for part in parts)  # not `Peter, Paul and Mary`
    for part in parts:
        bare = BY.sub("", LABEL.sub("", part))
        bare = (are_whole and _inverted(bare)) or bare
        bares = (CREDITED.sub("", LABEL.sub("", name.strip(" ."))) for name in bare.split(","))
        first, *rest = (PLACE.sub("", name) for name in bares)
        are_surnames = len(parts) > 1 and not are_whole and " " not in first
        for name in (first, *(rest if are_surnames else filter(_is_western, rest))):
            if name and len(name) <= LONGEST and not NOBODY.fullmatch(name):
                yield name


def _unlabelled(part: str) -> list[str]:
    """Part names at the labels between them, if a label begins: Words Ann Reed Photos Tom Hale."""
    first, *rest = BARE_LABEL.split(part)
    return rest if rest and not first else [part]


def _inverted(part: str) -> str:
    """Return `Seán O’Brien` of `O’Brien, Seán`; nothing for other parts of a byline."""
    match = INVERTED.fullmatch(part)
    return f"{match[2]} {match[1]}" if match and not NOT_A_NAME.search(part) else ""


def _is_western(name: str) -> bool:
    """Whether words after a comma are one more name."""
    return bool(WESTERN_NAME.fullmatch(name)) and not NOT_A_NAME.search(name)
