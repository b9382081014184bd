"""The command that lets the model answer several times at once, each time with settings of its own."""

from rwkvchat.commands.registry import Shell, assignments, family, first_word, setting_words
from rwkvchat.errors import UsageError
from rwkvchat.params import SETTINGS, field_of

command = family("talking")

FEWEST, MOST = 2, 16


@command("compare", usage="N [k=a,b ...]", complete=setting_words)
def compare(shell: Shell, argument: str) -> None:
    """Answer N times at once; /alt then chooses."""
    number, rest = first_word(argument)
    if not (number.isascii() and number.isdecimal() and len(number) < 4) or not FEWEST <= int(number) <= MOST:
        hint = f"give a whole number from {FEWEST} to {MOST} and, if you like, settings: /compare 3 temp=0.5,1,1.5"
        raise UsageError(f"{number} is not a number of answers" if number else "how many answers?", hint)
    changes = candidates(int(number), rest)
    words = [SETTINGS[field_of(word)].word for word in changes[0]]
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
    changes: list[dict[str, str]] = [{} for _ in range(number)]
    for word, given in assignments(text).items():
        setting = SETTINGS[field_of(word)]
        values = given.split(",")
        if len(values) == 1:
            first = setting.parse(given)
            counted = setting.word == "seed" and first is not None
            values = [str((int(first or 0) + i) % (int(setting.high) + 1)) if counted else given for i in range(number)]
        if len(values) != number:
            raise UsageError(
                f"{word} has {len(values)} values for {number} answers",
                f"give one for all, or one for each: {setting.word}=" + ",".join("abcdefghijklmnop"[:number]),
            )
        for each, value in zip(changes, values, strict=True):
            each[setting.word] = value
    return changes
