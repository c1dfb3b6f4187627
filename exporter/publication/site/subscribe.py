"""The page that says how to subscribe, with the address of the catalogue as a QR code."""

from __future__ import annotations

import io
from collections.abc import Sequence

from exporter.publication.site.context import Context
from exporter.publication.site.feeds.shelf import script_name
from exporter.publication.site.shell import PageHead

QR = "assets/subscribe.svg"
QUIET_ZONE = 4  # modules around the code (ISO/IEC 18004 §5.3.8)


def write(context: Context, scripts: Sequence[str]) -> None:
    """Write the page, and the code where the address of the site is known."""
    shell = context.shell
    catalogues = []
    for script in scripts:
        path = f"opds/latest-{script}.xml" if script else "opds/latest.xml"
        title = script_name(shell, script) if len(scripts) > 1 else ""
        catalogues.append({"href": path, "address": shell.base + path, "title": title})
    qr = opds_link = ""
    if shell.base:
        address = shell.address("opds/latest.xml")
        context.store.write(QR, qr_code(address))
        qr, opds_link = QR, "opds://" + address.partition("://")[2]
    head = PageHead(
        "subscribe.html",
        f"{shell.words.subscribe} · {shell.publication.name}",
        "subscribe",
        description=shell.words.subscribe_lead,
    )
    page = shell.page(
        head,
        "subscribe",
        catalogues=catalogues,
        qr=qr,
        opds_link=opds_link,
        base=shell.base,
    )
    context.store.write("subscribe.html", page)


def qr_code(text: str) -> bytes:
    """Return a QR code (ISO/IEC 18004) as SVG, black on white for every theme."""
    import segno

    buffer = io.BytesIO()
    segno.make(text, error="m", micro=False).save(
        buffer, kind="svg", border=QUIET_ZONE, light="#fff", scale=8, xmldecl=False, nl=False
    )
    return buffer.getvalue()
