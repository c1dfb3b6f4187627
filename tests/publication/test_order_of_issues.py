"""Issues in order, as they are listed and as they are each other's neighbours."""

import random
from datetime import date

from exporter.publication.state import Entry, in_order


def test_issues_of_one_day_are_in_the_order_of_their_numbers_and_special_ones_are_last():
    first, second = date(2026, 6, 9), date(2026, 6, 16)
    entries = [
        Entry(key=key, digest="", date=day, number=number, title=title)
        for key, day, number, title in (
            ("b", first, "10", ""),
            ("e", second, "9", ""),
            ("d", second, "10", ""),
            ("c", second, "", "Harvest"),
            ("a", second, "8", "Regatta"),
        )
    ]
    for seed in range(5):
        assert in_order(random.Random(seed).sample(entries, 5)) == entries
