"""Style names, English and Chinese, and the roles of their paragraphs."""

from __future__ import annotations

import re

SPACE = re.compile(r"[\s_-]+|20(?=_)")
HEADING = re.compile(r"(?:heading|标题|標題|見出し)([1-9])")

NAMES = {
    "kicker": "kicker eyebrow overline 引题 引題 眉题 眉題 肩题 肩題 引标题",
    "headline": "title headline maintitle 标题 標題 大标题 大標題 主标题 主標題 主题 主題 正题 正題"
    " 新闻标题 新聞標題 文章标题 文章標題",
    "deck": "subtitle deck standfirst subheadline 副题 副題 副标题 副標題 子标题 次题 次題"
    " 提要 摘要 导读 導讀 intro introduction strapline sell dek summary",
    "byline": "byline author writer reporter authorname 文章作者 作者姓名 撰文 作者 署名 记者 記者"
    " 作者署名",
    "dateline": "dateline 电头 電頭",
    "credit": "source credit textcredit 来源 來源 稿源 出处 出處",
    "column": "column standingcolumn rubric 栏目 欄目 专栏 專欄",
    "caption": "caption figurecaption photocaption 题注 題注 图说 圖說 图片说明 圖片說明 图注 圖註"
    " 图片注释 照片说明 cutline picturecaption imagecaption illustration figure drawing",
    "picture-credit": "photocredit picturecredit 摄影 攝影 图片来源 圖片來源",
    "quote": "quote intensequote quotations blocktext blockquote 引用 明显引用 引文 鮮明引文"
    " 块文本",
    "pullquote": "pullquote 引语 抽言",
    "subheading": "subhead subheading crosshead crossheading 小标题 小標題 小题 小題 插题 插題",
}
ROLES = {name: role for role, names in NAMES.items() for name in names.split()}


def role_of(style: str) -> str:
    """Return the role of a style: one of `NAMES`, `heading` with a level, or empty."""
    name = SPACE.sub("", style.replace("_20_", " ")).casefold()
    heading = HEADING.fullmatch(name)
    return f"heading{heading[1]}" if heading else ROLES.get(name, "")
