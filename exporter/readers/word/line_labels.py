"""Labels of lines, such as 副题：, and lines of several fields: 2026-06-10  来源：…  记者：…."""

from __future__ import annotations

import re
from typing import NamedTuple

from exporter.readers.tools.signature import BLANK
from exporter.readers.word.signed import signs

# A label that names the role of a line; it is removed and reported.
LABELS = {
    "kicker": "引题|引題|眉题|眉題|肩题|肩題|kicker",
    "headline": "(?:文章|稿件|新[闻聞])?[标標][题題]|主[标標]?[题題]|headline|title",
    "deck": "副标题|副標題|副题|副題|deck|standfirst|subtitle",
    "column": "栏目|欄目|专栏|專欄|column",
    "byline": "byline",
    "credit": "稿件来源|来源|來源|稿源|source",
}
LABELLED = re.compile(
    "|".join(f"(?P<{role}>{names})" for role, names in LABELS.items()), re.IGNORECASE
)
DAY = r"\d{4}[年./-]\d{1,2}[月./-]\d{1,2}日?"
CLOCK = r"\d{1,2}[:：]\d{2}(?:[:：]\d{2})?"
LABEL = re.compile(
    rf"(?:{DAY}\s+(?:{CLOCK}\s+)?)?"
    + r"\s*[【\[]?([\w\s]{2,12}?)(?:[】\]]?\s*[:：]|[】\]])\s*(?=\S)"
)
NEXT = re.compile(
    r"[\s|｜]+(?=\d{4}[年./-]|(?:来源|來源|稿源|作者|[记記]者|通[讯訊][员員]|责编|責編|[编編][辑輯]|[时時][间間]|日期|[发發]布|[浏瀏][览覽]|[阅閱][读讀]|[点點][击擊]|字[号號]|[审審][核稿]|校[对對]|版次)[^\s:：]{0,3}\s*[:：])"
)
WHEN = re.compile(r"(?:(?:[发發][布表])?(?:[时時][间間]|日期)\s*[:：])?[\d\s年月日:：./-]+")
# Lines of a form that are neither a part of the head nor a headline.
OF_A_FORM = re.compile(
    r"(?:作者)?(?:[单單]位|指[导導](?:老[师師]|教[师師])?|[电電][话話]|[邮郵]箱|地址|日期|[时時][间間]|字[数數]|[编編][辑輯]|[责責][编編]|校[对對]|[审審][核稿]|QQ|微信|[浏瀏][览覽](?:次[数數]|量)?|[阅閱][读讀](?:次[数數]|量)?|[点點][击擊](?:次[数數]|量|率)?|字[号號]|版次)"
    r"(?:[电電][话話])?\s*[:：]"
)


class Labelled(NamedTuple):
    """A line: the role in its label, the label, and the rest; without a label, all is rest."""

    role: str
    label: str
    rest: str


def labelled(words: str) -> Labelled:
    """Part a line from the label that names its role."""
    label = LABEL.match(words)
    found = LABELLED.fullmatch(label[1].strip()) if label else None
    if not found or not label:
        return Labelled("", "", words)
    return Labelled(str(found.lastgroup), label[0].strip(), words[label.end() :])


def fields(words: str) -> list[Labelled]:
    """Return the fields of a line that has several; none if one of them is something else.

    A date, and what else belongs to a form, has no role, and is a label.
    """
    found = [_field(part.strip(BLANK)) for part in NEXT.split(words)]
    roles = [each for each in found if each.role]
    is_form = bool(roles) and any(OF_A_FORM.match(each.label) for each in found)
    are_several = len(roles) > 1 or is_form
    return found if are_several and all(each.role or each.label for each in found) else []


def _field(words: str) -> Labelled:
    if WHEN.fullmatch(words) or OF_A_FORM.match(words):
        return Labelled("", words, "")
    return Labelled("byline", "", words) if signs(words) else labelled(words)
