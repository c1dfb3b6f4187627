"""A media overlay: which audio belongs to which element (EPUB 3.3 §9)."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from exporter.writers.epub.narration.sentences import Sentence

MEDIA_TYPE = "application/smil+xml"
HEAD = (
    '<?xml version="1.0" encoding="utf-8"?>\n'
    '<smil xmlns="http://www.w3.org/ns/SMIL" xmlns:epub="http://www.idpf.org/2007/ops" '
    'version="3.0">\n<body epub:textref="{0}">\n'
)
PAR = (
    '<par id="p-{number}"{kind}><text src="{document}#{id}"/>'
    '<audio src="{audio}" clipBegin="{begin}" clipEnd="{end}"/></par>\n'
)


def overlay(
    document: str,
    audio: str,
    sentences: Sequence[Sentence],
    times: Sequence[tuple[float, float]],
) -> bytes:
    """Return the overlay of a document; `times` are the begin and end of each sentence."""
    pars = (
        PAR.format(
            number=number,
            kind=f' epub:type="{sentence.kind}"' if sentence.kind else "",
            document=escape(document),
            id=escape(sentence.id),
            audio=escape(audio),
            begin=clock(begin),
            end=clock(end),
        )
        for number, (sentence, (begin, end)) in enumerate(zip(sentences, times, strict=True), 1)
    )
    return f"{HEAD.format(escape(document))}{''.join(pars)}</body>\n</smil>\n".encode()


def milliseconds(times: Sequence[tuple[float, float]]) -> float:
    """Return the duration in seconds of clips as the overlay has them, in whole milliseconds."""
    return sum(round(end * 1000) - round(begin * 1000) for begin, end in times) / 1000


def clock(seconds: float) -> str:
    """Return a time as a full clock value: 0:01:02.345 (SMIL 3.0 §5.4.3)."""
    thousandths = round(seconds * 1000)
    minutes, rest = divmod(thousandths, 60_000)
    return f"{minutes // 60}:{minutes % 60:02}:{rest // 1000:02}.{rest % 1000:03}"
