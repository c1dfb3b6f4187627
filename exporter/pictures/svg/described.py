"""What a drawing says of itself, for those who can't see it."""

from __future__ import annotations

from lxml import etree

from exporter.pictures.svg.parse import SVG

# What `requiredFeatures` may ask for: all that is allowed here.
FEATURES = "http://www.w3.org/TR/SVG11/feature"
TEXTS = (f"{SVG}text", f"{SVG}foreignObject")


def description(root: etree._Element) -> str:
    """Return the title of a drawing, its label or its description; empty if it has none."""
    named = root.findtext(f"{SVG}title"), root.get("aria-label"), root.findtext(f"{SVG}desc")
    return next(filter(None, (" ".join(str(each or "").split()) for each in named)), "")


def words(root: etree._Element) -> str:
    """Return the description of a drawing; the words that it shows if it has none."""
    texts = (" ".join("".join(map(str, each.itertext())).split()) for each in _shown(root))
    return description(root) or ", ".join(filter(None, texts))


def chosen(switch: etree._Element) -> etree._Element | None:
    """Return the child of a `switch` that is shown (SVG 2 §5.9): in no language, or the first."""
    able = [child for child in switch if _holds(child)]
    without = (child for child in able if not child.get("systemLanguage"))
    return next(without, able[0] if able else None)


def _shown(root: etree._Element) -> list[etree._Element]:
    """Return the texts in a drawing without those of the other branches of a `switch`."""
    others = {
        child
        for switch in root.iter(f"{SVG}switch")
        for child in switch
        if child is not chosen(switch)
    }
    return [
        text
        for text in root.iter(*TEXTS)
        if text not in others and others.isdisjoint(text.iterancestors())
    ]


def _holds(element: etree._Element) -> bool:
    """Whether a child of a `switch` may be shown: it asks for no extension."""
    features = element.get("requiredFeatures", "").split()
    return not element.get("requiredExtensions") and all(
        feature.startswith(FEATURES) for feature in features
    )
