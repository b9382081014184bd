"""What users may settle once for all: one table says what there is, and each value knows where it comes from.

Every setting has one name: ``top_p`` in the file, in /set, as ``--top-p`` and as ``RWKVCHAT_TOP_P``. Imports no torch,
reads no file (`settings` does) and no model.
"""

import contextlib
import dataclasses
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from rwkvchat.dialogue.template import load_template
from rwkvchat.engine.strategy import parse_strategy
from rwkvchat.errors import RwkvchatError, SettingsError, did_you_mean
from rwkvchat.files import user_path
from rwkvchat.params import SETTINGS, SamplingParams, Setting
from rwkvchat.presets import load_preset, preset_names
from rwkvchat.ui.theme import THEMES

PREFIX = "RWKVCHAT_"

SWITCHES = dict.fromkeys(("1", "true", "yes", "on"), True) | dict.fromkeys(("0", "false", "no", "off"), False)

QUOTED = "give a text in quotes"

Read = Callable[[str, Any], Any]
"""From a setting's name and a value to what it means; raises SettingsError."""


class Source(NamedTuple):
    """Where a value comes from."""

    kind: str
    """``model``, ``preset``, ``file``, ``environment`` or ``flag``; a value without a source is the default."""
    name: str
    """Of the model, preset, file, variable or flag."""
    line: int = 0

    def __str__(self) -> str:
        if self.kind == "file":
            return f"{self.name} line {self.line}" if self.line else self.name
        return self.name if self.kind in ("environment", "flag") else f"{self.kind} {self.name}"


class Entry(NamedTuple):
    """A value as it was given, and where."""

    value: Any
    source: Source


@dataclass(frozen=True, slots=True)
class Preference:
    """What is known of one setting."""

    name: str
    values: str
    """What it may be, in words."""
    help: str
    read: Read
    example: str | float | bool
    """A value to show; the default, where there is one."""

    @property
    def variable(self) -> str:
        """Its name in the environment."""
        return PREFIX + self.name.upper()


def _bad(name: str, value: Any, hint: str) -> SettingsError:
    shown = str(value).lower() if isinstance(value, bool) else repr(value)
    return SettingsError(f"{name} cannot be {shown}", hint)


def _text(name: str, value: Any) -> str:
    if not isinstance(value, str) or not value.strip() or "\0" in value:
        raise _bad(name, value, QUOTED)
    return value


def _checked(check: Callable[[str], object]) -> Read:
    """A text that something else can read; that one's errors say what is wrong."""

    def read(name: str, value: Any) -> str:
        if not isinstance(value, str):
            raise _bad(name, value, QUOTED)
        check(value)
        return value

    return read


def _theme(name: str, value: Any) -> str:
    text = _text(name, value)
    if text not in THEMES:
        raise SettingsError(
            f"there is no theme named {text}", f"{did_you_mean(text, THEMES)}there are {', '.join(THEMES)}"
        )
    return text


def _switch(name: str, value: Any) -> bool:
    found = value if isinstance(value, bool) else SWITCHES.get(str(value).lower())
    if found is None:
        raise _bad(name, value, "give true or false")
    return found


def _whole(low: int, high: int) -> Read:
    def read(name: str, value: Any) -> int:
        text = "" if isinstance(value, bool) else str(value)
        if not (text.isascii() and text.isdecimal() and len(text) < 16) or not low <= int(text) <= high:
            raise _bad(name, value, f"give a whole number from {low} to {high}")
        return int(text)

    return read


def _sampling(setting: Setting) -> Read:
    """A setting of a reply, kept as the text that would be typed."""

    def read(name: str, value: Any) -> str:
        text = str(value).lower() if isinstance(value, bool) else str(value)
        setting.parse(text)
        return text

    return read


def _field(default: Any, values: str, help: str, read: Read, example: str | float | bool = "") -> Any:
    shown = default if default is not None else example
    return dataclasses.field(default=default, metadata={"values": values, "help": help, "read": read, "example": shown})


def _on_off(default: bool | None, help: str) -> Any:
    return _field(default, "true or false", help, _switch, True)


@dataclass(frozen=True, slots=True)
class Preferences:
    """The settings of the program, as far as they do not belong to a model."""

    model: str | None = _field(
        None,
        "NAME|PATH",
        "a name (rwkvchat models list), OWNER/REPO, a path, or a name of [models]",
        _text,
        "raven-1b5",
    )
    strategy: str = _field("auto", "TEXT", "how to compute: auto, cpu fp32, cpu fp32i8, cuda fp16",
                           _checked(parse_strategy))  # fmt: skip
    tokenizer: str | None = _field(
        None, "PATH", "a tokenizer.json or World vocabulary, where it is not found", _text, "~/models/tokenizer.json"
    )
    mmap: bool = _on_off(True, "map the file of the weights instead of reading it into memory")
    offline: bool = _on_off(False, "make no request, whatever is not here")
    template: str | None = _field(
        None, "NAME|FILE", "how conversations are written down; by default as the model wants it",
        _checked(load_template), "raven-chat",
    )  # fmt: skip
    incognito: bool = _on_off(False, "keep nothing: no history, no conversation, no cache")
    snapshots: int = _field(
        1024, "MB", "memory for going back in a conversation without reading again", _whole(1, 1 << 20)
    )
    preset: str | None = _field(
        None,
        "NAME",
        f"settings of replies that go together: {', '.join(preset_names())}",
        _checked(load_preset),
        "chat",
    )
    theme: str = _field("dark", "NAME", f"the colours: {', '.join(THEMES)}", _theme)
    markdown: bool = _on_off(True, "show replies in a terminal as Markdown")
    color: bool = _on_off(True, "colours")
    plain: bool = _on_off(False, "no colour, no animation, no Markdown")
    quiet: bool = _on_off(False, "no banner, hints, progress or figures")
    stats: bool | None = _on_off(None, "figures of each reply; by default in a chat and not for one reply")
    editor: str | None = _field(None, "COMMAND", "the editor, instead of $VISUAL or $EDITOR", _text, "nano")

    sampling: Mapping[str, str] = dataclasses.field(default_factory=dict)
    """Settings of replies by their words, of the preset and given one by one; they go over those of the model."""
    models: Mapping[str, str] = dataclasses.field(default_factory=dict)
    """Names of the user's own for models."""
    commands: Mapping[str, str] = dataclasses.field(default_factory=dict)
    """Names of the user's own for slash commands, and the lines they stand for."""
    sources: Mapping[str, Source] = dataclasses.field(default_factory=dict)
    """Where values come from, by their names, ``models.NAME`` and ``commands.NAME``; defaults are not in it."""
    remarks: tuple[str, ...] = ()
    """What the user should know of the environment."""

    @property
    def no_color(self) -> bool:
        return not self.color

    def over(self, entries: Mapping[str, Entry]) -> "Preferences":
        """These settings with others over them; a preset counts as less than what is given beside it, one by one.

        Raises:
            SettingsError: a value that cannot be; says where it stands.
        """
        values: dict[str, Any] = {}
        sampling, sources = dict(self.sampling), dict(self.sources)
        if "model" in entries:
            values["tokenizer"] = None  # one that was given for another model
            sources.pop("tokenizer", None)
        for name, entry in entries.items():
            with blaming(entry.source):
                values[name] = TABLE[name].read(name, entry.value)
        if "preset" in values:
            preset = load_preset(values["preset"])
            sampling |= preset.settings
            sources |= dict.fromkeys(preset.settings, Source("preset", preset.name))
        words = [name for name in values if name in WORDS]
        sampling |= {word: values.pop(word) for word in words}
        sources |= {name: entry.source for name, entry in entries.items()}
        return dataclasses.replace(self, **values, sampling=sampling, sources=sources)

    def blaming(self, name: str) -> "contextlib.AbstractContextManager[None]":
        """Around the use of a value: an error that it leads to says where the value stands."""
        return blaming(self.sources.get(name))

    def weights(self, name: str) -> str:
        """What a name means as a model: another one, if it is a name of the user's own."""
        return self.models.get(name, name)

    def tokenizer_for(self, model: str | None) -> str | None:
        """The tokenizer that is settled, where a path is that of the model that it is settled for."""
        if model is None or self.model is None:
            return None
        own, other = (user_path(text).absolute() for text in (self.weights(self.model), model))
        return self.tokenizer if own == other else None


@contextlib.contextmanager
def blaming(source: Source | None) -> Iterator[None]:
    """Errors say where the value stands that led to them; what was typed just now needs no saying."""
    try:
        yield
    except RwkvchatError as error:
        if source and source.kind in ("file", "environment"):
            error.message = f"{source}: {error.message}"
        raise


WORDS = {setting.word: setting for setting in SETTINGS.values()}
"""Settings of replies by the words users type."""

TABLE: dict[str, Preference] = {
    **{f.name: Preference(f.name, **f.metadata) for f in dataclasses.fields(Preferences) if f.metadata},
    **{
        word: Preference(
            word, setting.range, setting.help, _sampling(setting), "random" if example is None else example
        )
        for (word, setting), example in zip(WORDS.items(), SamplingParams().as_words().values(), strict=True)
    },
}
"""Every setting by its name, in the order in which they are told of."""
