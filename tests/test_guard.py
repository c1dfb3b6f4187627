"""The border to other libraries: any exception becomes ours, no word reaches a terminal."""

import logging
import warnings

import pytest

from exporter.errors import SourceError, UsageError
from exporter.guard import MISTAKES, guarded, reason, silence


class Speechless(Exception):
    def __str__(self):
        raise RuntimeError("no text")


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (KeyError("tags"), "'tags'"),
        (MemoryError(), "it takes too much memory"),
        (RecursionError("maximum"), "it is nested too deeply"),
        (ValueError("first\nsecond"), "first"),
        (OverflowError(), "OverflowError"),
        (Speechless(), "Speechless"),
        (ValueError("x" * 500), "x" * 119 + "…"),
    ],
)
def test_whatever_is_raised_becomes_the_error_of_the_border(error, words):
    assert reason(error) == words
    with pytest.raises(UsageError) as caught, guarded(lambda why: UsageError(f"file: {why}")):
        raise error
    assert str(caught.value) == f"file: {words}"


@pytest.mark.parametrize("error", [SourceError("ours"), OSError("let through")])
def test_errors_of_ours_and_those_let_through_pass(error):
    with pytest.raises(type(error)), guarded(UsageError, OSError):
        raise error


@pytest.mark.parametrize("error", [KeyboardInterrupt, SystemExit])
def test_what_stops_the_program_passes(error):
    with pytest.raises(error), guarded(UsageError):
        raise error


def test_warnings_inside_are_not_shown(recwarn):
    with guarded(UsageError):
        warnings.warn("noise", stacklevel=1)
    assert not recwarn


def test_a_silenced_library_logs_nothing(capsys):
    with warnings.catch_warnings():
        silence()
        logging.getLogger("PIL.TiffImagePlugin").warning("noise")
        warnings.warn("noise", stacklevel=1)
    assert capsys.readouterr().err == ""


def test_a_mistake_in_this_program_is_no_damage_of_a_file(monkeypatch):
    monkeypatch.setattr("exporter.guard.reason", None)
    with pytest.raises(TypeError, match="not callable"), guarded(_refused, *MISTAKES):
        _fail_within()


@pytest.mark.parametrize("error", MISTAKES)
def test_what_a_library_raises_is_damage_whatever_it_is(error):
    with pytest.raises(UsageError), guarded(UsageError, *MISTAKES):
        raise error("from a decoder")


def _refused(why):
    return UsageError(why)


def _fail_within():
    """Fail in a line of the package: its `reason` is none that can be called."""
    with guarded(_refused):
        raise ValueError("damage")
