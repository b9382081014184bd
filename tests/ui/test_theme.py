"""The one table of colours: complete, understood by both libraries, and readable."""

import pytest
from prompt_toolkit.styles import Style as PromptStyle
from rich.color import Color, ColorTriplet
from rich.style import Style
from rich.syntax import Syntax

from rwkvchat.ui.theme import THEMES, prompt_styles


def contrast(one: ColorTriplet, other: ColorTriplet) -> float:
    """How well a colour can be read on another (WCAG 2.1)."""

    def luminance(color: ColorTriplet) -> float:
        parts = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in color.normalized]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_every_theme_has_a_style_for_every_meaning() -> None:
    assert set(THEMES) == {"dark", "light", "mono"}
    assert len({frozenset(theme.styles) for theme in THEMES.values()}) == 1


@pytest.mark.parametrize("name", THEMES)
def test_both_libraries_understand_every_style(name: str) -> None:
    for style in THEMES[name].styles.values():
        Style.parse(style)
    classes = prompt_styles(name)
    prompt = PromptStyle.from_dict(classes)
    assert prompt.get_attrs_for_style_str("class:prompt").bold
    assert not prompt.get_attrs_for_style_str("class:bottom-toolbar").reverse
    assert {"prompt", "bottom-toolbar", "completion-menu.completion.current", "auto-suggestion"} <= set(classes)


def test_light_colours_can_be_read_on_white_and_on_what_passes_for_it() -> None:
    theme = THEMES["light"]
    used = [Style.parse(style).color for style in theme.styles.values()]
    used += [Syntax.get_theme(theme.code).get_style_for_token(kind).color for kind in _kinds()]
    colors = {color.get_truecolor() for color in used if color}
    assert len(colors) > 8
    for background in (ColorTriplet(255, 255, 255), ColorTriplet(245, 245, 245)):
        assert min(contrast(color, background) for color in colors) > 4.5


def test_dark_colours_are_those_of_the_palette_that_every_palette_makes_readable() -> None:
    theme = THEMES["dark"]
    colors = [Style.parse(style).color for style in theme.styles.values()]
    colors += [Syntax.get_theme(theme.code).get_style_for_token(kind).color for kind in _kinds()]
    for color in filter(None, colors):
        assert color.is_system_defined
        assert color not in (Color.parse("blue"), Color.parse("black"))


def test_the_theme_without_colours_has_none() -> None:
    assert not any(Style.parse(style).color for style in THEMES["mono"].styles.values())
    assert not any("fg:" in style for style in prompt_styles("mono").values())


def _kinds() -> list[object]:
    from pygments.token import STANDARD_TYPES, Error

    return [kind for kind in STANDARD_TYPES if kind is not Error]
