"""What fits under the input line."""

from rwkvchat.ui.toolbar import Part, fit

PARTS = [Part("model", 5), Part("template", 2), Part("", 9), Part("temp 1", 3), Part("12 tokens read", 6)]


def shown(width: int) -> str:
    return " · ".join(part.text for part in fit(PARTS, width))


def test_what_matters_least_goes_first() -> None:
    assert shown(80) == "model · template · temp 1 · 12 tokens read"
    assert shown(42) == shown(80)
    assert shown(41) == "model · temp 1 · 12 tokens read"
    assert shown(30) == "model · 12 tokens read"
    assert shown(20) == "12 tokens read"


def test_what_matters_most_is_cut_if_it_must_be() -> None:
    assert shown(8) == "12 toke…"
    assert [part.text for part in fit([Part("日本語の名前", 1)], 8)] == ["日本語…"]
