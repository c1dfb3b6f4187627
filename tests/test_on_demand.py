"""Packages that import their parts on demand name them all, and only them."""

import importlib

import pytest


@pytest.mark.parametrize("name", ["exporter", "exporter.api", "exporter.content"])
def test_packages_name_what_they_load_on_demand(name):
    package = importlib.import_module(name)
    assert {*package.__all__} <= {*dir(package)}
    assert all(
        getattr(package, each).__name__ == each for each in package.__all__ if each[0] != "_"
    )
    with pytest.raises(AttributeError, match=f"module '{name}' has no attribute 'nothing'"):
        _ = package.nothing
