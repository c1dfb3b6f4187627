"""The Readium web publication manifest of an issue: its articles in reading order."""

from __future__ import annotations

from exporter.languages.tags import direction
from exporter.publication.site.feeds.atom import here
from exporter.publication.site.feeds.opds2 import Json, json_bytes, metadata
from exporter.publication.site.record import ArticleRecord, IssueRecord
from exporter.publication.site.shell import Shell

CONTEXT = "https://readium.org/webpub-manifest/context.jsonld"
HTML = "text/html"


def manifest(shell: Shell, record: IssueRecord) -> bytes:
    """Return the manifest of an issue."""
    card = record.card
    path = f"{card.folder}/manifest.json"
    about = metadata(shell, card)
    about["readingProgression"] = direction(record.language)
    about["contains"] = {
        "article": [_article(article, number) for number, article in enumerate(record.articles, 1)]
    }
    whole: Json = {"@context": CONTEXT, "metadata": about}
    kind = "application/webpub+json"
    links: list[Json] = [{"rel": "self", "href": here(shell, path, path), "type": kind}]
    for file in card.downloads:
        if not file.page and not file.script:
            links.append({"rel": "alternate", "href": file.name, "type": file.media_type})
    whole["links"] = links
    first: Json = {"href": "index.html", "type": HTML, "title": card.name}
    whole["readingOrder"] = [first, *map(_link, record.articles)]
    whole["toc"] = [
        {
            "href": page.name,
            "title": f"{shell.page_label(page.label)} {page.section}".strip(),
            **({"children": list(map(_link, page.articles))} if page.articles else {}),
        }
        for page in record.pages
    ]
    if card.cover:
        cover: Json = {"rel": "cover", "href": card.cover.name, "type": "image/jpeg"}
        whole["resources"] = [cover | {"width": card.cover.width, "height": card.cover.height}]
    return json_bytes(whole)


def _link(article: ArticleRecord) -> Json:
    return {"href": f"{article.id}.html", "type": HTML, "title": article.title}


def _article(article: ArticleRecord, number: int) -> Json:
    found: Json = {"name": article.title, "position": number}
    if article.authors:
        found["author"] = list(article.authors)
    if words := article.deck or article.summary:
        found["description"] = words
    return found | {"links": [{"href": f"{article.id}.html", "type": HTML}]}
