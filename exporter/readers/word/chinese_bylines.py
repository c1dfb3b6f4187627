"""Chinese bylines, read word by word: 本报记者 石桥 通讯员林晚, 文/石桥 图/林晚, 石桥 摄影报道.

A line is a byline if all its words are explained: what somebody is or did, for whom, and names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import IntEnum, auto

from exporter.languages.bylines import DOUBLE_SURNAMES
from exporter.languages.characters import HAN
from exporter.patterns import pattern
from exporter.readers.tools.signature import SURNAMES

ROLE = (
    "[记記]者|通[讯訊][员員]|[实實][习習]生|[评評][论論][员員]|特派[员員]|[编編][辑輯]|主[笔筆]|[专專][栏欄]作[家者]|撰稿人?|撰述|主持人"
    "|[译譯]者|作者|[编編][译譯]|[见見][习習][编編][辑輯]|[采採][访訪]人|策[划劃]|供稿[人者]|[执執][笔筆]|投稿[人者]|讯[员員]|版面?[设設][计計]|[导導]语"
)
WORK = (
    "撰文|文字|[采採][写寫访訪编編]|整理|[摄攝]影|[图圖]片|插[图圖画畫]|[绘繪][图圖画畫]|[编編][译譯辑輯]|翻[译譯]|[记記][录錄]|口述|[讲講]述人?|供[稿图圖]"
    "|撰稿|[报報][道導]|[综綜]合|航拍|[图圖]文|文[图圖]|文|[图圖]|[摄攝影]|[译譯]|[绘繪]|著|[题題][图圖]|制[图圖]|[责責]任?[编編]辑?|校[对對]|[审審][核稿]"
)
WORK_DONE = (
    "[摄攝]影|[报報][道導]|[图圖]文|整理|[采採][写寫访訪]|撰文|[编編][译譯]|供[稿图圖]|[综綜]合"
)
OFFICE = (
    "校[长長]|主任|[书書][记記]|院[长長]|教授|副教授|[讲講][师師]|[会會局所站馆館队隊镇鎮县縣市区區村科部处處厂廠社店班组組团團][长長]|老[师師]|教[师師]|[医醫]生|[医醫][师師]"
    "|律[师師]|作家|[诗詩]人|研究[员員]|主席|理事|[经經]理|[学學]生|[读讀]者|市民|居民|村民|[网網]友|家[长長]|[职職]工|[员員]工|干部|[会會][员員]|[业業]主|[农農]民|[战戰]士|志愿者|[专專]家|校友|博士|[记記]者|人"
)
BODY = (
    "[报報]社?|[网網]|台|社|刊|中心|局|[厅廳]|委|[办辦]|[处處]|科|室|部|政府|公司|[协協][会會]|[学學][会會]|[学學]院|大[学學]|[学學]校|中[学學]|小[学學]|[园園]|[医醫]院|[银銀]行|[馆館]|站"
    "|[厂廠]|所|[队隊]|院|[组組]|店|[场場]|[团團]|[办辦]公室|[乡鄉镇鎮村县縣市区區]|街道|社[区區]|[班级級]|[联聯]|法院|支行|年[级級]|集[团團]|合作社"
)
MORE_SURNAMES = (  # rarer ones, with which no frequent word begins
    "常傅洪闻聞奚昌湛禹狄茅柯裘宣郁杭嵇滑荀惠芮羿储儲汲郗伊厉厲戎蓟鄂赖賴蔺藺屠莘劳勞逄璩濮扈冀浦慕茹宦庾暨衡匡寇蔚"
    "晁訾阚闞鞠巢蒯荆竺桓覃谯笪亢闫钦欽冼邸粟廉"
)
SURNAME = f"(?:[{SURNAMES}{MORE_SURNAMES}]|{'|'.join(sorted(DOUBLE_SURNAMES))})"
# No given name ends or begins like this, or the whole is a word: 文化, 高考, 时评.
WORDS = (
    "文[化学學艺藝明教旅体體]|[时時][评評政事]|高[考端清校速]|金融|安全|方[言法]|[马馬]路|白[云雲]|[黄黃]河|江[南湖]|[华華][语語]|[连連][线線载載]|[时時]尚|水[利]|石油"
    "|温[度室暖]|[万萬]象|[张張]力|金秋|[农農][业業村]|[车車][展市]|[马馬]上|[钱錢][币幣]|[党黨][建政]|[宫宮]廷|[项項]目|[应應]急|[边邊]境|[时時]代|[华華]人|[艺藝][术術]|[单單]位|常[委州熟务務识識见見]|洪[水峰涛]|[传傅]媒|(?:周[末边刊]|石[头头榴]|[黄黃]金|王府)[\u4e00-\u9fff]?|伊[朗始]|慕名|[时時][间間]|[车車][队隊]|[水石]库"
)
NAME = rf"(?!(?:{WORDS})(?![{HAN}])){SURNAME}[{HAN}]?[^\W\d_a-zA-Z镇鎮县縣市乡鄉区區省街路局报報刊]"
FOREIGN = f"[{HAN}]{{1,6}}(?:[·•‧][{HAN}]{{1,8}})+"
ANY_NAME = rf"(?:{NAME}|{FOREIGN}|[{HAN}]{{2,3}})"
# Who does not sign, though words like these follow a role: 记者手记, 作者简介.
NO_NAME = pattern(
    "手[记記]|[观觀]察|[调調]查|札[记記]|[视視][点點角]|走[访訪]|探[访訪]|[连連][线線]|日[记記]|[问問]答|之家|名[单單]|[简簡]介|[须須]知|[见見][闻聞]|[来來][稿信]|培[训訓]|[论論][坛壇]|[节節]|[专專][访訪栏欄]|[新闻聞]{2}|是[谁誰]"
    "|[报報][道導]|[获獲][奖獎]|[启啟]事|公告|通知|[说說]明|[大比][赛賽]|作品|[获獲].*|[奖獎][项項]|[团團]?[队隊]|[协協][会會]"
)
CHINESE = pattern(f"[{HAN}]")
AT_EDGE = pattern(r"^[□■◎●○◆◇△▲★☆※—–\-]+\s*")
NOTED = pattern(r"(?<=.)\s*[（(][^()（）]{2,24}[)）]")
GAP = pattern(
    rf"[\s:：/／|｜丨_、，,；;‧．]+|(?<=[{HAN}])[.・](?=[{HAN}])|(?<=[文图圖摄攝影])[·•]|(?<=\S)[】\]]|[【\[［](?=\S)"
)
COUNTRY = pattern(rf"^[\[［〔(（][{HAN}]{{1,4}}[\]］〕)）]\s*")
ABOUT = pattern("^(?:[发發]自|[报報][道導][发發]自)")
PLACED = pattern(
    rf"[{HAN}]{{0,5}}(?:[报報][道導]|[外专專]?[电電稿])|[综綜]合(?:[外][电電])?(?:[报報][道導])?|外[电電](?:[报報][道導])?"
)


class Kind(IntEnum):
    """What a word of a line is."""

    UNKNOWN = auto()
    ROLE = auto()
    WORK = auto()
    NAME = auto()
    SIGNED = auto()  # a role or work, and a name, in one word
    OFFICE = auto()
    BODY = auto()
    PLACE = auto()


class Strength(IntEnum):
    """How surely a line is a byline, as far as its words tell."""

    NONE = 0
    HOUSE = 1  # an organisation: it signs at the end of a notice
    NAMES = 2  # names, perhaps with what these people are: they sign near the headline or the end
    SIGNED = 3  # says what somebody did


STAFF = pattern("本[报報刊台网網]|新[华華]社|特[约約]")
_STAFF = rf"(?:(?:本[报報刊台网網社版院校]|新[华華]社)?[{HAN}·]{{0,14}}?)"
_PATTERNS = [
    (Kind.WORK, pattern(rf"(?:本[版文])?(?:{WORK}|[和与與及并並]){{1,3}}")),
    (Kind.ROLE, pattern(rf"{_STAFF}(?:{ROLE})")),
    (Kind.NAME, pattern(rf"{NAME}|{FOREIGN}")),
    (
        Kind.SIGNED,
        pattern(rf"{_STAFF}(?:{ROLE})(?P<name>{NAME})(?:[{HAN}]{{0,3}}(?:{WORK}){{1,2}})?"),
    ),
    (
        Kind.SIGNED,
        pattern(rf"(?P<name>{NAME})(?:(?:{WORK_DONE}){{1,2}}|[{HAN}]{{2}}[报報][道導]|[摄攝])"),
    ),
    (Kind.SIGNED, pattern(rf"[{HAN}]{{2,16}}供稿")),
    (Kind.OFFICE, pattern(rf"[{HAN}\d“”]{{0,16}}(?:{OFFICE})")),
    (Kind.BODY, pattern(rf"[{HAN}\d“”（）()]{{2,30}}(?:{BODY})")),
]


def strength(line: str) -> Strength:
    """Return how surely a line is a Chinese byline."""
    whole = NOTED.sub("", COUNTRY.sub("", AT_EDGE.sub("", line.strip())))
    words = list(_words(whole))
    if not words or not re.search(f"[{HAN}]", whole):
        return Strength.NONE
    kinds = [_kind(word) for word in words]
    kinds = [_in_place(number, words, kinds) for number in range(len(words))]
    return _strength(words, kinds)


def names_in(line: str) -> bool:
    """Whether words are Chinese names and nothing else: 石桥 林小晚, 石 桥."""
    words = list(_words(line.strip()))
    return bool(words) and all(_kind(word) is Kind.NAME for word in words)


def _words(line: str) -> Iterator[str]:
    """Yield the words of a line; characters that stand alone are joined to names: 石 桥."""
    waiting = ""
    for word in filter(None, GAP.split(line)):
        if (
            len(word) > 1
            or not re.match(f"[{HAN}]", word)
            or re.fullmatch("[文图圖摄攝译譯绘繪著影]", word)
        ):
            yield from filter(None, [waiting])
            yield word
            waiting = ""
        elif waiting:
            yield waiting + word
            waiting = ""
        else:
            waiting = word
    yield from filter(None, [waiting])


def _kind(word: str) -> Kind:
    for kind, form in _PATTERNS:
        found = form.fullmatch(word)
        if found and not NO_NAME.fullmatch(found.groupdict().get("name") or word):
            return kind
    return Kind.UNKNOWN


def _in_place(number: int, words: list[str], kinds: list[Kind]) -> Kind:
    """Return the kind of a word by those before it: behind a role, most short words are names."""
    kind, word = kinds[number], words[number]
    before = kinds[number - 1] if number else Kind.UNKNOWN
    if kind is not Kind.UNKNOWN:
        return kind
    if before in (Kind.NAME, Kind.SIGNED) and PLACED.fullmatch(word):
        return Kind.WORK
    if ABOUT.match(word) or (number and ABOUT.match(words[number - 1])):
        return Kind.PLACE
    is_behind = before is Kind.WORK or Kind.ROLE in kinds[:number]
    is_name = re.fullmatch(ANY_NAME, word) and not NO_NAME.fullmatch(word)
    return Kind.NAME if is_behind and is_name else kind


def _strength(words: list[str], kinds: list[Kind]) -> Strength:
    """Judge the kinds of all words of a line together."""
    have = set(kinds)
    if Kind.UNKNOWN in have:
        return Strength.NONE
    is_done = bool(have & {Kind.ROLE, Kind.WORK, Kind.SIGNED})
    if is_done and have & {Kind.NAME, Kind.SIGNED}:
        return Strength.SIGNED
    is_staff = have == {Kind.ROLE} and len(words) == 1 and STAFF.match(words[0])
    is_given = len(words) > 1 and kinds[0] in (Kind.WORK, Kind.ROLE) and kinds[-1] is Kind.BODY
    if is_staff or is_given:  # 本报评论员; 供稿：县委宣传部
        return Strength.SIGNED
    if Kind.NAME in have and have <= {Kind.NAME, Kind.OFFICE, Kind.BODY}:
        return Strength.NAMES
    return Strength.HOUSE if have == {Kind.BODY} and len(words) <= 3 else Strength.NONE
