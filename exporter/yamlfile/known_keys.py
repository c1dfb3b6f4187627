"""The keys that a model has, and which of them a wrong one may mean."""

from __future__ import annotations

import re
import typing
from functools import cache

from pydantic import BaseModel

from exporter.nearest import nearest

NEAR = 0.75  # of difflib's ratio: `edition` is no `revision` (0.67), `nmuber` is `number` (0.83)
# What other programs call these keys.
SYNONYMS = {
    "headline": "title heading 题目 主标题",
    "deck": "subtitle subheadline summary abstract standfirst 副标题 摘要",
    "byline": "author authors writer by 作者 记者 記者",
    "kicker": "eyebrow overline 肩题",
    "credit": "source 来源 來源",
    "figures": "images pictures photos image photo cover 配图 图片",
    "subjects": "tags tag keywords categories 标签 標籤 关键词",
    "pages": "sections 版面",
    "number": "no nr issue_number 期数",
    "language": "lang locale 语言 語言",
    "dateline": "place_and_date",
    "caption": "title description text 说明 图注",
    "alt": "alternative description",
    "label": "page number name 版次",
    "section": "title name 版名",
    "base": "extends parent",
    "picture_dpi": "dpi resolution",
    "image": "file src picture path",
    "name": "title 名称",
}
# Keys that stand in one place only, though a key elsewhere begins like them.
ELSEWHERE = {"date": "remove it: all articles are of the day of the issue, `date:` in issue.yaml"}
Place = tuple[str | int, ...]


def nearest_key(word: str, here: type[BaseModel], whole: type[BaseModel]) -> str:
    """Return which key is meant: one of nearly that name, or one that belongs elsewhere.

    A key is called so if its description has the word, as in `Headline, 标题`.
    """
    if word in ELSEWHERE:
        return ELSEWHERE[word]
    known = list(here.model_fields)
    close = [key for key in known if len(word) > 2 and key.startswith(word.lower())]
    close += filter(None, [nearest(word.lower(), known, NEAR)])
    close += [key for key in known if word in SYNONYMS.get(key, "").split()]
    named = re.compile(rf"\b{re.escape(word)}\b")
    if not word.isascii():
        close += [key for key in known if named.search(here.model_fields[key].description or "")]
    if close:
        return f"did you mean `{close[0]}`?"
    if here is whole and (found := _elsewhere(word, whole)):
        owner, key = found
        return (
            f"it belongs under `{owner}:`"
            if key == word
            else f"did you mean `{key}` under `{owner}:`?"
        )
    return "known keys here: " + ", ".join(f"`{key}`" for key in known)


def _elsewhere(word: str, whole: type[BaseModel]) -> tuple[str, str] | None:
    """Return the key that holds a key of that name, or of nearly that name, and the latter."""
    inside = {owner: [*inner.model_fields] for owner, inner in models_in(whole).items() if inner}
    for owner, keys in inside.items():
        if word in keys:
            return owner, word
    near = ((owner, nearest(word.lower(), keys, NEAR)) for owner, keys in inside.items())
    return next((each for each in near if each[1]), None)


def model_at(model: type[BaseModel], place: Place) -> type[BaseModel]:
    """Return the model that has the key at `place`."""
    for part in place[:-1]:
        # A key of a mapping of models, such as the name of a paper, is not a field.
        if isinstance(part, str) and part in model.model_fields:
            model = _model_in(model.model_fields[part].annotation) or model
    return model


def is_required(model: type[BaseModel], place: Place) -> bool:
    """Whether the model must have the key at `place`."""
    field = model_at(model, place).model_fields.get(str(place[-1]))
    return field is not None and field.is_required()


@cache
def models_in(model: type[BaseModel]) -> dict[str, type[BaseModel] | None]:
    """Return the model class inside each field of `model`, or None, by name."""
    return {name: _model_in(field.annotation) for name, field in model.model_fields.items()}


def _model_in(annotation: object) -> type[BaseModel] | None:
    """Find the model class inside an annotation such as `tuple[PageHead, ...] | None`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    found = (_model_in(argument) for argument in typing.get_args(annotation))
    return next((model for model in found if model is not None), None)
