"""How a reply is sampled: one frozen value, checked when it is made.

Each field carries what flags, /set and /help need to know of it, so a new setting is one field here.
"""

import dataclasses
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rwkvchat.errors import SettingsError, did_you_mean


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known of one field: the word users type for it, its range, and a line of help."""

    word: str
    kind: type[int] | type[float]
    low: float
    high: float
    help: str
    above_low: bool = False
    """Whether ``low`` itself is outside the range."""
    optional: bool = False
    """Whether the word ``random`` (None) is a value."""

    @property
    def range(self) -> str:
        """The range in words, for help and errors."""
        low, high = f"{self.low:g}", f"{self.high:g}"
        if self.kind is int and self.high >= 2**31:
            words = f"a whole number from {low}"
        else:
            number = "a whole number" if self.kind is int else "a number"
            words = f"{number} {'above' if self.above_low else 'from'} {low} to {high}"
        return words + (", or random" if self.optional else "")

    def check(self, value: Any) -> int | float | None:
        """The value as this setting's kind.

        Raises:
            SettingsError: it is of another kind or outside the range.
        """
        if value is None and self.optional:
            return None
        whole = isinstance(value, int) and not isinstance(value, bool)
        real = isinstance(value, float) and math.isfinite(value)
        if not (whole or real) or (self.kind is int and value != int(value)):
            raise SettingsError(f"{self.word} cannot be {value}", f"give {self.range}")
        if not self.low <= value <= self.high or (self.above_low and value == self.low):
            if self.word == "top_p" and value == 0:
                raise SettingsError("top_p 0 would keep no token", "for the most likely token every time use temp 0")
            hint = f"give {self.high} at most" if self.kind is int and value > self.high else f"give {self.range}"
            raise SettingsError(f"{self.word} cannot be {value}", hint)
        return self.kind(value)

    def parse(self, text: str) -> int | float | None:
        """The value that a typed text means.

        Raises:
            SettingsError: it is no number, or outside the range.
        """
        if self.optional and text.lower() == "random":
            return None
        try:
            # int() first, so that a large seed is not rounded on its way through a float.
            value: int | float = int(text)
        except ValueError:
            try:
                value = float(text)
            except ValueError:
                raise SettingsError(f"{self.word} cannot be {text!r}", f"give {self.range}") from None
        return self.check(value)


def _field(default: Any, setting: Setting) -> Any:
    return dataclasses.field(default=default, metadata={"setting": setting})


@dataclass(frozen=True, slots=True)
class SamplingParams:
    """The settings of a reply. The order in which they act is that of `rwkvchat.engine.sampling`."""

    temperature: float = _field(
        1.0, Setting("temp", float, 0, 10, "how freely tokens are chosen; 0 takes the likeliest")
    )
    top_p: float = _field(
        0.7, Setting("top_p", float, 0, 1, "keep the likeliest tokens that together weigh this much", above_low=True)
    )
    top_k: int = _field(0, Setting("top_k", int, 0, 2**31, "keep at most this many tokens; 0 is no limit"))
    presence: float = _field(
        0.0, Setting("presence", float, -10, 10, "taken off the logit of a token already in the reply")
    )
    frequency: float = _field(
        0.0, Setting("frequency", float, -10, 10, "taken off once more for each time it occurred")
    )
    penalty_decay: float = _field(0.996, Setting("penalty_decay", float, 0, 1, "what each step leaves of those counts"))
    seed: int | None = _field(
        None, Setting("seed", int, 0, 2**63 - 1, "the same seed gives the same reply", optional=True)
    )
    max_tokens: int = _field(500, Setting("max_tokens", int, 1, 2**31, "tokens after which a reply is cut"))

    def __post_init__(self) -> None:
        for name, setting in SETTINGS.items():
            object.__setattr__(self, name, setting.check(getattr(self, name)))

    def with_texts(self, texts: Mapping[str, str]) -> "SamplingParams":
        """A copy with settings given as typed words and texts, such as ``{"temp": "0.7"}``.

        Raises:
            SettingsError: an unknown word (names the nearest) or a bad value (names the range).
        """
        changes: dict[str, Any] = {}
        for word, text in texts.items():
            name = field_of(word)
            changes[name] = SETTINGS[name].parse(text)
        return dataclasses.replace(self, **changes)

    def as_words(self) -> dict[str, int | float | None]:
        """The settings by the words users type, in the order of the fields."""
        return {setting.word: getattr(self, name) for name, setting in SETTINGS.items()}


SETTINGS: dict[str, Setting] = {f.name: f.metadata["setting"] for f in dataclasses.fields(SamplingParams)}
"""The setting of each field of `SamplingParams`, by the field's name."""


def field_of(word: str) -> str:
    """The field that a user's word means: its setting's word or its own name, `-` and `_` alike.

    Raises:
        SettingsError: there is none; names the nearest.
    """
    plain = word.lower().replace("-", "_")
    names = {setting.word: name for name, setting in SETTINGS.items()} | {name: name for name in SETTINGS}
    names["max"] = "max_tokens"
    if plain in names:
        return names[plain]
    hint = did_you_mean(plain, names).rstrip() or f"there are {', '.join(s.word for s in SETTINGS.values())}"
    raise SettingsError(f"there is no setting named {word}", hint)
