"""Read aloud: audio of every document, in step with its text sentence by sentence."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from exporter.machine import cores
from exporter.options import Options
from exporter.writers.epub.narration import audio, lexicon, overlay
from exporter.writers.epub.narration.lexicon import Reading, lexicon_findings
from exporter.writers.epub.narration.sentences import Sentence, mark_sentences
from exporter.writers.epub.narration.voice import Clip, Voice
from exporter.writers.epub.package import Book, Item
from exporter.writers.epub.xhtml_document import XhtmlDocument

__all__ = ["judge_narration", "lexicon_findings", "narrate", "pronounce"]
ACTIVE = "spoken"  # the class that readers give to the sentence that is read
Written = tuple[Item, XhtmlDocument]


def judge_narration(options: Options) -> None:
    """Raise `UsageError` or `MissingDependency` for a voice or lexicon that can't be used."""
    if options.voice:
        Voice(options.voice)
        audio.require_encoder()
    if options.lexicon:
        lexicon.read_lexicon(options.lexicon)


def pronounce(
    book: Book, documents: Sequence[Written], language: str, path: Path | None
) -> list[Reading]:
    """Add a lexicon of the readings in a file and in ruby; documents of `language` link to it.

    Returns the readings; raises `UsageError` for a file that can't be read.
    """
    readings = lexicon.read_lexicon(path) if path else []
    own = [made for _, made in documents if made.root.get("lang") == language]
    for made in own:
        readings += lexicon.ruby_readings(made.root)
        lexicon.hint_at_ruby(made.root)
    if readings:
        data = lexicon.lexicon(readings, language)
        book.add_item(Item(lexicon.NAME, data, lexicon.MEDIA_TYPE, "lexicon"))
        for made in own:
            made.link("pronunciation", lexicon.NAME, lexicon.MEDIA_TYPE, language)
    return readings


def narrate(
    book: Book,
    documents: Sequence[Written],
    language: str,
    options: Options,
    readings: Sequence[Reading],
) -> None:
    """Add audio and media overlays for all documents that have words (EPUB 3.3 §9).

    `language` is that of the publication. Raises `UsageError` if the voice fails at any sentence.
    """
    voice, respelled, seconds = Voice(options.voice), lexicon.respeller(readings), 0.0
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(cores()) as pool:
        for number, (item, made) in enumerate(documents, 1):
            sentences = mark_sentences(made.root, language)
            if not sentences:
                continue
            options.progress(f"voice: {item.file_name}")
            say = partial(_said, voice, respelled, Path(folder))
            clips = list(pool.map(say, sentences))
            seconds += _add(book, item, number, sentences, clips)
    book.add_meta("media:duration", overlay.clock(seconds))
    book.add_meta("media:active-class", ACTIVE)


def _said(voice: Voice, respelled: Callable[[str], str], folder: Path, sentence: Sentence) -> Clip:
    return voice.say(sentence, respelled(sentence.text), folder)


def _add(
    book: Book, item: Item, number: int, sentences: Sequence[Sentence], clips: Sequence[Clip]
) -> float:
    """Add audio and overlay of a document; return its duration in seconds."""
    stem = item.file_name.removesuffix(".xhtml")
    name, identifier = f"audio/{stem}.mp3", f"overlay-{number}"
    data, times = audio.joined(clips)
    book.add_item(Item(name, data, audio.MEDIA_TYPE, f"audio-{number}"))
    smil = overlay.overlay(item.file_name, name, sentences, times)
    book.add_item(Item(f"{stem}.smil", smil, overlay.MEDIA_TYPE, identifier))
    item.media_overlay = identifier
    duration = overlay.milliseconds(times)
    book.add_meta("media:duration", overlay.clock(duration), refines=identifier)
    return duration
