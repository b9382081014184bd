"""Sizes as people read them."""

import pytest

from rwkvchat.sizes import size_text


@pytest.mark.parametrize(
    ("nbytes", "text"),
    [
        (999, "999 bytes"),
        (1000, "1.0 kB"),
        (999_900, "999.9 kB"),
        (999_999, "1.0 MB"),
        (999_999_999, "1.0 GB"),
        (6_700_000_000, "6.7 GB"),
    ],
)
def test_a_size_is_told_in_the_unit_that_suits_it(nbytes: int, text: str) -> None:
    assert size_text(nbytes) == text
