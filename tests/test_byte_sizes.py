"""Sizes of files, read and written."""

import pytest

from exporter.byte_sizes import bytes_of, size_of
from exporter.errors import UsageError


@pytest.mark.parametrize(
    ("text", "size"),
    [("50MB", 50_000_000), (" 1.5 gb", 1_500_000_000), ("800kB", 800_000), ("9", 9), ("", 0)],
)
def test_sizes_are_read(text, size):
    assert bytes_of(text) == size


@pytest.mark.parametrize("text", ["0", "MB", "-5MB", "50 MiB", "1,5 MB", "0.1", "a lot"])
def test_what_is_not_a_size_is_refused(text):
    with pytest.raises(UsageError, match="write 50MB"):
        bytes_of(text)


def test_sizes_are_written_with_two_digits_or_more():
    assert [size_of(each) for each in (7, 1_234, 999_600, 51_000_000)] == [
        "7 B",
        "1.2 kB",
        "1.0 MB",
        "51 MB",
    ]
