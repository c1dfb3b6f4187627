"""The reservation of text and data mining (TDM Reservation Protocol, W3C community report)."""

from __future__ import annotations

import json

from exporter.publication.site.context import Context

NAME = ".well-known/tdmrep.json"


def write(context: Context) -> None:
    """Write the file by which a whole site reserves mining (TDMRep §6.1)."""
    rights = context.publication.head.reserved
    if rights is None:
        return
    rule: dict[str, object] = {"location": "/*", "tdm-reservation": 1}
    if rights.policy:
        rule["tdm-policy"] = rights.policy
    context.store.write(NAME, json.dumps([rule], indent=1) + "\n")
