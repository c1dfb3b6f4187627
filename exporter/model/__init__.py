"""The issue: what every reader makes and every writer takes.

Each `…Head` class holds the fields that people write by hand (in `issue.yaml` or in the front
matter of an article); the class derived from it adds what a reader finds out. All are frozen.
"""

from exporter.model.articles import Article, ArticleHead, ArticleText, Kind, Place
from exporter.model.fields import LANGUAGE, Day, Frozen, Text
from exporter.model.issues import (
    Ear,
    EarHead,
    EarText,
    EarWords,
    Issue,
    IssueHead,
    IssueText,
    StyleChoice,
)
from exporter.model.pages import (
    Advertisement,
    AdvertisementHead,
    AdvertisementText,
    Code,
    EditionHead,
    EditionPage,
    Page,
    PageHead,
    PageLayout,
    PageText,
    is_spread,
)
from exporter.model.pictures import (
    Facsimile,
    FacsimileHead,
    Figure,
    FigureCut,
    FigureHead,
    FigureText,
    Picture,
    PictureWords,
    Region,
    RegionHead,
)
from exporter.model.publication import Evaluation, Neighbour, Publication, Rights

__all__ = [
    "LANGUAGE",
    "Advertisement",
    "AdvertisementHead",
    "AdvertisementText",
    "Article",
    "ArticleHead",
    "ArticleText",
    "Code",
    "Day",
    "Ear",
    "EarHead",
    "EarText",
    "EarWords",
    "EditionHead",
    "EditionPage",
    "Evaluation",
    "Facsimile",
    "FacsimileHead",
    "Figure",
    "FigureCut",
    "FigureHead",
    "FigureText",
    "Frozen",
    "Issue",
    "IssueHead",
    "IssueText",
    "Kind",
    "Neighbour",
    "Page",
    "PageHead",
    "PageLayout",
    "PageText",
    "Picture",
    "PictureWords",
    "Place",
    "Publication",
    "Region",
    "RegionHead",
    "Rights",
    "StyleChoice",
    "Text",
    "is_spread",
]
