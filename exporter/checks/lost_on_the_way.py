"""Whether drawings and script conversion keep every word (`EXPORTER_DEBUG=text`)."""

from __future__ import annotations

from collections.abc import Iterator

from exporter.amounts import amount
from exporter.checks.lost_text import article_text
from exporter.content.conservation import letters, lost
from exporter.findings import Finding
from exporter.languages.characters import HAN
from exporter.model import Article, Issue, Picture
from exporter.patterns import pattern
from exporter.pictures import svg

HAN_SIGN = pattern(f"[{HAN}]")
ADVICE = "this is a fault of the program, report it with the source"
SVG = f"{{{svg.NAMESPACE}}}"
SHOWN = ("text", "foreignObject", "flowRoot")
# Words of Taiwan and Hong Kong are longer or shorter than those of the mainland.
LEAST_OF_HAN = 0.8


def check_drawings(issue: Issue, named: str) -> Iterator[Finding]:
    """Yield a finding for each drawing with words that are neither kept nor `named`."""
    drawings = {each.path: each for each in issue.pictures if each.media_type == "image/svg+xml"}
    for path, picture in drawings.items():
        words = _lost_of(picture, named)
        if words:
            message = f"the drawing lost words: {' '.join(words)}"
            yield Finding("issue-text-lost", issue.below_root(path), 0, message, ADVICE)


def _lost_of(picture: Picture, named: str) -> list[str]:
    try:
        data = picture.path.read_bytes()
        root = svg.parse(data)
        shown = " ".join(map(str, svg.parse(svg.clean(data).data).itertext()))
    except (svg.BadSvg, OSError, ValueError):  # named by who reads it
        return []
    # Of a `switch` one branch is shown, as it should be.
    said = (
        text
        for element in root.iter(*(f"{SVG}{name}" for name in SHOWN))
        if not any(each.tag == f"{SVG}switch" for each in element.iterancestors())
        for text in element.itertext()
    )
    return lost(" ".join(map(str, said)), f"{shown} {named}")


def check_script(before: Issue, after: Issue) -> Iterator[Finding]:
    """Yield a finding for each article that lost characters when its script was converted.

    All but Chinese characters stay what they are; of these, nearly as many.
    """
    for old, new in zip(before.articles, after.articles, strict=True):
        words = _lost_in_script(old, new)
        if words:
            message = f"`{old.title}` lost text in the conversion of its script: {words}"
            yield Finding("issue-text-lost", old.source, 0, message, ADVICE)


def _lost_in_script(old: Article, new: Article) -> str:
    one, other = article_text(old), article_text(new)
    missing = letters(HAN_SIGN.sub(" ", one)) - letters(HAN_SIGN.sub(" ", other))
    if missing:
        return "".join(sorted(missing.elements()))[:40]
    had, has = (len(HAN_SIGN.findall(text)) for text in (one, other))
    return amount(had - has, "character") if has < LEAST_OF_HAN * had else ""
