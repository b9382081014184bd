"""Reading what follows the name of a command: words, numbers, settings with their values."""

from rwkvchat.errors import UsageError
from rwkvchat.params import SETTINGS, field_of
from rwkvchat.presets import load_preset

PRESET = "preset"
"""The word by which several settings are given at once."""


def settings_in(text: str) -> dict[str, str]:
    """Read ``preset=creative temp=0.7``: the settings of the preset, and over them those given one by one.

    Raises:
        UsageError: a word without a value. SettingsError: there is no such preset.
    """
    given = assignments(text)
    preset = load_preset(given.pop(PRESET)).settings if PRESET in given else {}
    words = {SETTINGS[field_of(word)].word for word in given}
    return {word: value for word, value in preset.items() if word not in words} | given


def assignments(text: str) -> dict[str, str]:
    """Read ``temp=0.7 seed=3``.

    Raises:
        UsageError: a word without a value.
    """
    found = {}
    for word in text.split():
        name, equals, value = word.partition("=")
        if not equals or not name or not value:
            raise UsageError(f"{word} gives no value", "write it as name=value, such as temp=0.7")
        found[name] = value
    return found


def first_word(text: str) -> tuple[str, str]:
    """A first word, and what follows it."""
    words = text.split(maxsplit=1)
    return (words[0] if words else "", words[1] if len(words) > 1 else "")


def whole_number(text: str, what: str, hint: str = "give a whole number from 1", *, low: int = 1) -> int:
    """Read a whole number; ``what`` says of what, in an error.

    Raises:
        UsageError: it is none, or below ``low``.
    """
    if not (text.isascii() and text.isdecimal() and len(text) < 16) or int(text) < low:
        raise UsageError(f"{text} is not a number of {what}", hint)
    return int(text)


def count(text: str) -> int:
    """Read how many steps; nothing means one. Raises as `whole_number`."""
    return whole_number(text, "steps") if text else 1


def turn_number(text: str) -> int:
    """Read which turn is meant.

    Raises:
        UsageError: it is no number.
    """
    if not (text.isascii() and text.isdecimal() and len(text) < 16):
        raise UsageError(f"{text} is not the number of a turn", "/goto lists the turns")
    return int(text)
