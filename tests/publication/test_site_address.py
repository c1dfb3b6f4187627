"""The address of a site, which the paths of its files follow."""

from collections.abc import Callable
from pathlib import Path

import pytest

from exporter import api
from exporter.errors import UsageError


@pytest.mark.parametrize(
    "address", ["https://dyke.example/?a=1", "https://dyke.example/#news", "ftp://dyke.example/"]
)
def test_an_address_that_no_path_can_follow_is_refused(
    publication_folder: Callable[..., Path], tmp_path: Path, address: str
) -> None:
    root = publication_folder("2026-06-16")
    with pytest.raises(UsageError, match="is not an address"):
        api.site(root, tmp_path / "site", base_url=address)
    assert not (tmp_path / "site").exists()


def test_the_address_in_the_publication_is_judged_too(
    publication_folder: Callable[..., Path], tmp_path: Path
) -> None:
    text = "name: Dyke\nlanguage: en\nurl: https://dyke.example/?a=1\n"
    root = publication_folder("2026-06-16", text=text)
    with pytest.raises(UsageError, match="is not an address"):
        api.site(root, tmp_path / "site")
