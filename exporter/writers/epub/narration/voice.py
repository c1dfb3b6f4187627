"""The voice: a program of the user's that turns a sentence into a WAV file."""

from __future__ import annotations

import shlex
import shutil
import subprocess
import wave
from dataclasses import dataclass
from pathlib import Path

from exporter.errors import MissingDependency, UsageError
from exporter.writers.epub.narration.sentences import Sentence

OUTPUT, LANGUAGE = "{output}", "{language}"
SECONDS = 120  # for one sentence; neural voices load their model each time
STREAMED = 0x7FF00000  # bytes; programs that stream say at least so much, as they don't know
LEAST_RATE, MOST_RATE = 8_000, 192_000  # samples per second; the encoder knows no others
# Formats that programs write too, by the first bytes of their files, or those after four others.
FORMATS = {
    b"OggS": "Ogg",
    b"ID3": "MP3",
    b"\xff\xfb": "MP3",
    b"\xff\xf3": "MP3",
    b"\xff\xf1": "AAC",
    b"\xff\xf9": "AAC",
    b"ftyp": "MPEG-4",
    b"fLaC": "FLAC",
    b"FORM": "AIFF",
}
SHOWN = 60  # letters of a sentence, and of what the program says, in messages
EXAMPLE = 'write it as --voice "espeak-ng -v {language} --stdin -w {output}"'


@dataclass(frozen=True)
class Clip:
    """The audio of a sentence: PCM samples of 16 bits, mono, and their rate in Hz."""

    samples: bytes
    rate: int

    @property
    def seconds(self) -> float:
        """Its duration."""
        return len(self.samples) / 2 / self.rate


class Voice:
    """A command that reads a sentence from standard input and writes a WAV file.

    `{output}` in it stands for the path of that file, `{language}` for the language of the
    sentence: `zh`, `en`. Raises `UsageError` for a command that can't be used,
    `MissingDependency` for a program that is not installed.
    """

    def __init__(self, command: str) -> None:
        try:
            self.words = shlex.split(command)
        except ValueError as error:
            raise UsageError(f"--voice: can't read the command ({error}), {EXAMPLE}") from None
        if not any(OUTPUT in word for word in self.words):
            raise UsageError(f"--voice: the command has no {OUTPUT}, {EXAMPLE}")
        self.program = self.words[0]
        if shutil.which(self.program) is None:
            raise MissingDependency(
                f"--voice: there is no program `{self.program}`, install it, for example with "
                "`apt install espeak-ng`, or write its whole path"
            )

    def say(self, sentence: Sentence, text: str, folder: Path) -> Clip:
        """Return the audio of a sentence, which is read as `text`; `folder` is for its file.

        Raises `UsageError` if the program fails or writes no audio.
        """
        output = folder / f"{sentence.id}.wav"
        values = {OUTPUT: str(output), LANGUAGE: sentence.language.partition("-")[0].lower()}
        command = [_filled(word, values) for word in self.words]
        try:
            run = subprocess.run(
                command, input=text.encode(), capture_output=True, timeout=SECONDS, check=False
            )
        except subprocess.TimeoutExpired:
            raise self.failure(text, f"took more than {SECONDS} seconds") from None
        except OSError as error:
            raise self.failure(text, f"can't be run ({error.strerror})") from None
        if run.returncode:
            said = run.stderr.decode(errors="replace").strip()[:SHOWN]
            raise self.failure(text, f"failed with code {run.returncode} ({said or 'no message'})")
        return self.clip(output, text)

    def clip(self, path: Path, text: str) -> Clip:
        """Read the WAV file of a sentence and remove it."""
        try:
            with wave.open(str(path)) as file:
                form = (file.getnchannels(), file.getsampwidth())
                size = file.getnframes() * file.getnchannels() * file.getsampwidth()
                clip = Clip(file.readframes(file.getnframes()), file.getframerate())
            path.unlink()
        except FileNotFoundError:
            raise self.failure(text, f"wrote no file {OUTPUT}") from None
        except EOFError:
            raise self.failure(text, "wrote no WAV file (it is empty or cut short)") from None
        except (OSError, wave.Error) as error:
            written = _format(path)
            what = (
                f"wrote {written}, not WAV with PCM of 16 bits"
                if written
                else f"wrote no WAV file ({error})"
            )
            raise self.failure(text, what) from None
        if form != (1, 2):
            raise self.failure(text, "wrote audio that is not mono of 16 bits")
        if not LEAST_RATE <= clip.rate <= MOST_RATE:
            what = (
                f"wrote {clip.rate:,} samples per second, "
                f"it must have {LEAST_RATE:,} to {MOST_RATE:,}"
            )
            raise self.failure(text, what)
        if not clip.samples:
            raise self.failure(text, "wrote no audio")
        if len(clip.samples) < size < STREAMED:
            raise self.failure(text, "wrote only part of its audio")
        return clip

    def failure(self, text: str, what: str) -> UsageError:
        """Return the error of a sentence."""
        shown = text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
        return UsageError(
            f"--voice: `{self.program}` {what} at “{shown}”; no EPUB is written, try the program "
            "with this sentence, or build without --voice"
        )


def _format(path: Path) -> str:
    """Return the format of an audio file that is not WAV; "" if it is unknown."""
    try:
        with path.open("rb") as file:
            start = file.read(8)
    except OSError:
        return ""
    for sign, name in FORMATS.items():
        if start.startswith(sign) or start[4:] == sign:
            return name
    return "WAV of another encoding" if start.startswith(b"RIFF") else ""


def _filled(word: str, values: dict[str, str]) -> str:
    for name, value in values.items():
        word = word.replace(name, value)
    return word
