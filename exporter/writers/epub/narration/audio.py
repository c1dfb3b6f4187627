"""The audio of a document: its sentences one after another, as MP3 (EPUB 3.3 §3.2)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from exporter.errors import MissingDependency, UsageError
from exporter.writers.epub.narration.voice import Clip

MEDIA_TYPE = "audio/mpeg"
KILOBITS = 48  # a second of mono speech: 2.9 MB for 8 minutes
QUALITY = 5  # of LAME, 2 is best and 7 fastest: no difference to be heard in speech
PAUSE = 0.25  # seconds after a sentence; the program's own silence is short or none


def require_encoder() -> None:
    """Raise `MissingDependency` if the MP3 encoder is not installed."""
    try:
        import lameenc  # noqa: F401
    except ImportError:
        raise MissingDependency(
            "--voice: the MP3 encoder is missing, install it with `pip install lameenc`"
        ) from None


def joined(clips: Sequence[Clip]) -> tuple[bytes, list[tuple[float, float]]]:
    """Return clips as one MP3, and where each begins and ends, in seconds.

    A clip ends with the pause after it. Raises `UsageError` if the sample rates differ.
    """
    rates = {clip.rate for clip in clips}
    if len(rates) > 1:
        told = " and ".join(f"{rate:,}" for rate in sorted(rates))
        raise UsageError(f"--voice: sentences have {told} samples per second, they must be equal")
    rate = rates.pop()
    pause = bytes(2 * round(PAUSE * rate))
    return _mp3(b"".join(clip.samples + pause for clip in clips), rate), list(_times(clips))


def _times(clips: Sequence[Clip]) -> Iterator[tuple[float, float]]:
    begin = 0.0
    for clip in clips:
        end = begin + clip.seconds + round(PAUSE * clip.rate) / clip.rate
        yield begin, end
        begin = end


def _mp3(samples: bytes, rate: int) -> bytes:
    import lameenc

    encoder = lameenc.Encoder()
    encoder.set_channels(1)
    encoder.set_in_sample_rate(rate)
    encoder.set_bit_rate(KILOBITS)
    encoder.set_quality(QUALITY)
    encoder.silence()
    return bytes(encoder.encode(samples) + encoder.flush())
