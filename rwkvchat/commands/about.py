"""The command that tells of the commands, and the way out."""

import textwrap
from collections.abc import Iterator

from rwkvchat.commands.completing import among
from rwkvchat.commands.registry import COMMANDS, FAMILIES, Command, by_word, family, find, in_order, own_words
from rwkvchat.commands.shell import Shell
from rwkvchat.commands.topics import FIRST, TOPICS
from rwkvchat.errors import UsageError, did_you_mean
from rwkvchat.ui.suggestion import Suggestion

leaving = family("leaving")
looking = family("looking")

ALL = "all"
LONGEST = 96
"""Columns beyond which text is hard to read."""


def _words(shell: Shell, typed: str) -> Iterator[Suggestion]:
    topics = dict.fromkeys((*FAMILIES, *TOPICS), "topic") | {ALL: "every command"}
    yield from among(topics | {name: each.help for name, each in COMMANDS.items() if name not in topics}, typed)
    yield from among({f"/{name}": each.help for name, each in COMMANDS.items()} if typed else {}, typed)


@looking("help", usage="[COMMAND|TOPIC]", complete=_words)
def help_(shell: Shell, argument: str) -> None:
    """Show the commands, or tell about one, or about a topic.

    /help retry       a command, with examples
    /help going back  a topic
    /help all         every command in one list
    """
    word = " ".join(argument.lower().split())
    own = own_words(shell.preferences)
    if not word:
        _overview(shell)
    elif word == ALL:
        for name in FAMILIES:
            _title(shell, name, after=name != FAMILIES[0])
            _list(shell, name)
    elif word in TOPICS or word in FAMILIES:
        _topic(shell, word)
    elif word.removeprefix("/") in by_word():
        _command(shell, find(word.removeprefix("/")))
    elif (name := argument.strip().removeprefix("/")) in own:
        shell.renderer.data(f"/{name} is your own, for: {own[name]}")
    else:
        meant = did_you_mean(word, (*FAMILIES, *TOPICS, *by_word(), *own))
        raise UsageError(f"there is no help for {argument}", f"{meant}/help lists the commands and the topics")


@leaving("exit", "quit")
def exit_(shell: Shell, argument: str) -> None:
    """Leave; the conversation is kept.

    The same as Ctrl-D on an empty line. rwkvchat -c goes on where it was left.
    """
    shell.leave()


def _overview(shell: Shell) -> None:
    shell.renderer.table(FIRST)
    shell.renderer.data("")
    rows = [(name, " ".join(f"/{each.name}" for each in in_order() if each.family == name)) for name in FAMILIES]
    if own := own_words(shell.preferences):
        rows.append(("your own", " ".join(f"/{name}" for name in own)))
    shell.renderer.table(rows)
    shell.renderer.data("")
    topics = ", ".join(name for name in TOPICS if name not in FAMILIES)
    _say(shell, f"/help COMMAND tells more, /help all lists them all. Topics: {topics}, and the words on the left.")


def _topic(shell: Shell, name: str) -> None:
    topic = TOPICS.get(name)
    if topic:
        for paragraph in topic.text:
            _say(shell, paragraph)
        rows = [*topic.rows(shell)]
        if rows:
            shell.renderer.table(rows)
    if name in FAMILIES:
        if topic:
            shell.renderer.data("")
        _list(shell, name)
        own = own_words(shell.preferences)
        if name == "settings" and own:
            _title(shell, "your own", after=True)
            shell.renderer.table([(f"/{word}", line) for word, line in own.items()])


def _list(shell: Shell, name: str) -> None:
    shell.renderer.table([(each.signature, each.help) for each in in_order() if each.family == name])


def _title(shell: Shell, text: str, *, after: bool) -> None:
    if after:
        shell.renderer.data("")
    shell.renderer.data(f"{text}:")


def _command(shell: Shell, found: Command) -> None:
    names = ", ".join(f"/{alias}" for alias in found.aliases)
    shell.renderer.data(f"{found.signature}{f'  (also {names})' if names else ''}")
    _say(shell, found.help)
    examples: list[tuple[str, str]] = []
    sentences: list[str] = []
    for line in found.more.splitlines():
        example, _, meaning = line.partition("  ")
        if line.startswith("/") and meaning and not sentences:
            examples.append((example, meaning.strip()))
        elif line.strip():
            sentences.append(line.strip())
    if examples:
        shell.renderer.table(examples)
    if sentences:
        _say(shell, " ".join(sentences))


def _say(shell: Shell, text: str) -> None:
    """A text of our own, broken between words."""
    shell.renderer.data(textwrap.fill(text, max(20, min(LONGEST, shell.renderer.out.width)), break_on_hyphens=False))
