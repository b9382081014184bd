"""The command that lets the model answer several times at once, each time with settings of its own."""

from rwkvchat.commands.arguments import PRESET, assignments, first_word
from rwkvchat.commands.completing import settings
from rwkvchat.commands.registry import family
from rwkvchat.commands.shell import Shell
from rwkvchat.errors import UsageError
from rwkvchat.params import SETTINGS, field_of
from rwkvchat.presets import load_preset

command = family("talking")

FEWEST, MOST = 2, 16


@command("compare", usage="N [k=a,b ...]", complete=settings)
def compare(shell: Shell, argument: str) -> None:
    """Answer N times at once; /alt then chooses.

    /compare 3                          three answers
    /compare 3 temp=0.5,1,1.5           each with a setting of its own
    /compare 2 preset=precise,creative  or with a preset of its own
    """
    number, rest = first_word(argument)
    if not (number.isascii() and number.isdecimal() and len(number) < 4) or not FEWEST <= int(number) <= MOST:
        hint = f"give a whole number from {FEWEST} to {MOST} and, if you like, settings: /compare 3 temp=0.5,1,1.5"
        raise UsageError(f"{number} is not a number of answers" if number else "how many answers?", hint)
    changes = candidates(int(number), rest)
    given = {SETTINGS[field_of(word)].word for word in assignments(rest) if word != PRESET}
    words = [word for word in changes[0] if word in given or len({each[word] for each in changes}) > 1]
    session = shell.session
    shell.answer(lambda: session.compare(changes), settings=words)
    last = len(session.conversation.answers())
    first = last - len(changes) + 1
    shell.renderer.notice(f"/alt {first}-{last} chooses; you are at {first}\n")


def candidates(number: int, text: str) -> list[dict[str, str]]:
    """For each of several replies its settings: a list gives each its own, a single value is for all.

    A single seed is the first one's, and the others count on from it.

    Raises:
        UsageError: a word without a value, or a list of another length. SettingsError: no such setting, a bad value.
    """
    words = assignments(text)
    presets = _split(number, PRESET, words.pop(PRESET)) if PRESET in words else []
    changes = [dict(load_preset(name).settings) for name in presets] or [{} for _ in range(number)]
    for word, given in words.items():
        setting = SETTINGS[field_of(word)]
        values = _split(number, setting.word, given)
        first = setting.parse(values[0]) if "," not in given else None
        if setting.word == "seed" and first is not None:
            values = [str((int(first) + i) % (int(setting.high) + 1)) for i in range(number)]
        for each, value in zip(changes, values, strict=True):
            each[setting.word] = value
    return changes


def _split(number: int, word: str, given: str) -> list[str]:
    """A value for each of several answers."""
    values = given.split(",")
    if len(values) not in (1, number):
        raise UsageError(
            f"{word} has {len(values)} values for {number} answers",
            f"give one for all, or one for each: {word}=" + ",".join("abcdefghijklmnop"[:number]),
        )
    return values * number if len(values) == 1 else values
