"""The flags of the command line. Knows their names and help; builds nothing from them and imports nothing heavy."""

import argparse
import re
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NoReturn

from rwkvchat import __version__
from rwkvchat.errors import UsageError, did_you_mean
from rwkvchat.preferences import TABLE, WORDS, Entry, Preferences, Source
from rwkvchat.presets import load_preset, preset_names
from rwkvchat.ui.theme import THEMES

DESCRIPTION = """\
Chat with an RWKV-4 language model: that of -m or of your settings, else
raven-nano, which ships. With -p, or with text on standard input, one reply
goes to standard output and the program ends."""

if TYPE_CHECKING:
    from _typeshed import SupportsWrite

COMMANDS = {
    "models": ("list|get|info|remove", "models that have names, and their download"),
    "convert": ("IN OUT", "a model in another form, or quantised"),
    "sessions": ("list|show|export|remove", "the conversations that are kept"),
    "state": ("info|text|verify", "what is in a conversation file"),
    "run": ("", "a conversation with a program, in JSON lines"),
    "config": ("path|show|edit", "the settings, and where each comes from"),
    "completion": ("bash|zsh|fish", "what lets a shell complete command lines"),
    "bench": ("[MEASURE]", "how fast a model is, and what moving costs"),
    "doctor": ("", "what this machine and this installation are"),
}
"""First words of a command line that are modules of this package and no flags of a chat: what may follow, and help."""

_LISTED = "\n".join(f"  {f'{name} {usage}':<31}  {about}" for name, (usage, about) in COMMANDS.items())

EPILOG = f"""\
other commands: rwkvchat COMMAND, each with a --help of its own
{_LISTED}

settings: those of the file that rwkvchat config path names, then RWKVCHAT_NAME
in the environment, then flags; what --plain turns on --no-plain turns off, and
so for every switch

exit codes: 0 done; 2 flags, settings, template or prompt; 3 model, tokenizer,
device or memory; 4 conversation file; 1 anything else; 130, 143, 129 after the
signals INT (Ctrl-C), TERM, HUP"""


class Parser(argparse.ArgumentParser):
    """A parser of a command line whose mistakes are told like all others."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(message, f"{self._meant(message)}{self.prog} --help lists what there is")

    def _meant(self, message: str) -> str:
        """The beginning of a hint: what is nearest to the word that the library says is none."""
        if found := re.search(r"invalid choice: '(.*?)' \(choose from (.*)\)", message, re.DOTALL):
            return did_you_mean(found[1], re.findall(r"[\w-]+", found[2]))
        if found := re.match(r"unrecognized arguments: ([^\s=]+)", message):
            flag, options = found[1].startswith("-"), self._option_string_actions
            if found[1] in COMMANDS and "--prompt" in options:
                return f"{found[1]} comes first: rwkvchat {found[1]}, then its flags; "
            meant = did_you_mean(found[1], options if flag else COMMANDS)
            if not flag and not meant and "--prompt" in options:
                return "a prompt is given with -p, a model with -m; "
            return meant
        return ""

    def _print_message(self, message: str, file: "SupportsWrite[str] | None" = None) -> None:
        # The library's own keeps it to itself that there is no room, or that the reader has gone.
        (sys.stderr if file is None else file).write(message)


def parse_flags(arguments: Sequence[str]) -> argparse.Namespace:
    """Read the command line of a chat or of one reply. Raises as `read_flags`."""
    return read_flags(chat_parser("rwkvchat", DESCRIPTION, EPILOG, once=True), arguments)


def read_flags(parser: argparse.ArgumentParser, arguments: Sequence[str]) -> argparse.Namespace:
    """Read a command line.

    What is a setting of the program too is also in ``entries``, as it goes over those of the file, and those of
    replies, which a conversation that is gone on with takes over, in ``settings``, as texts by their words.

    Raises:
        UsageError: a flag that there is not, or one without its value. SystemExit: after --help and --version.
    """
    flags = parser.parse_args(arguments)
    preset = getattr(flags, "preset", None)
    there = {name: value for name in TABLE if (value := getattr(flags, name, None)) is not None}
    flags.entries = {name: Entry(value, Source("flag", f"--{name.replace('_', '-')}")) for name, value in there.items()}
    together = {} if preset is None else load_preset(preset).settings
    flags.settings = {**together, **{word: value for word, value in there.items() if word in WORDS}}
    return flags


def chat_parser(prog: str, description: str, epilog: str, *, once: bool) -> argparse.ArgumentParser:
    """The flags of what talks with a model; what is a setting too is None where it is not given.

    Args:
        once: with those of one reply.
    """
    parser = Parser(
        prog=prog,
        description=description,
        epilog=epilog,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    add = parser.add_argument
    add("--version", action="version", version=f"rwkvchat {__version__}")

    group = parser.add_argument_group("the model")
    add = group.add_argument
    add("-m", "--model", metavar="NAME|PATH", help="a name (rwkvchat models list), OWNER/REPO, a file or a folder")
    add("--revision", metavar="SHA", help="of a model of the hub: a commit, branch or tag of its repository")
    switch(group, "offline", "make no request, whatever is not here")
    add("--tokenizer", metavar="PATH", help="its tokenizer.json or World vocabulary, where it is not found")
    strategies = '"auto", "cpu fp32", "cpu bf16", "cpu fp32i8", "cuda fp16", "cuda fp16i8 *10 -> cpu fp32", ...'
    add("--strategy", metavar="TEXT", help=strategies)
    switch(group, "mmap", "read the weights into memory instead of mapping the file", off=True)

    group = parser.add_argument_group("the conversation")
    add = group.add_argument
    if once:
        add("-p", "--prompt", metavar="TEXT", help="reply to this once; - reads it from standard input")
        add("-n", dest="replies", type=_whole("-n", 1, 64), metavar="N", help="give N replies to it, from 1 to 64")
    add("--read", metavar="FILE", help="let the model read a text file first")
    add("--template", metavar="NAME|FILE", help="how the conversation is written down for the model")
    add("--system", metavar="TEXT|@FILE", help="the text that it begins with, where the template has a place for it")
    add("--stop", action="append", default=[], metavar="TEXT", help=r"a text that ends a reply; \n is a new line")
    add("-c", "--continue", dest="last", action="store_true", help="go on with the last conversation")
    add("-r", "--resume", metavar="ID", help="go on with a conversation, by id (or its beginning) or title")
    add("--state", metavar="FILE", help="start from a conversation file, which is left as it is")
    add("--save-state", metavar="FILE", help="write the conversation to a file at the end")
    add("--replay", action="store_true", help="where a conversation's state cannot be used, read its text again")
    switch(group, "incognito", "keep nothing: no history, no conversation, no cache")
    add("--snapshots", type=_whole("--snapshots", 1, 1 << 20), metavar="MB",
        help="memory for going back in a conversation without reading again (default 1024)")  # fmt: skip

    add = parser.add_argument_group("how replies are sampled (by default as the model wants it)").add_argument
    add("--preset", metavar="NAME", help=f"settings that go together: {', '.join(preset_names())}")
    for word, setting in WORDS.items():
        flag = f"--{word.replace('_', '-')}"
        add(flag, dest=word, metavar="N" if setting.kind is int else "X", help=f"{setting.help} ({setting.range})")

    group = parser.add_argument_group("output")
    add = group.add_argument
    if once:
        add("--json", action="store_true", help="print the reply as one JSON object")
    add("--theme", metavar="NAME", help=f"the colours: {', '.join(THEMES)}")
    switch(group, "markdown", "show replies in a terminal as they were written", off=True)
    switch(group, "plain", "no colour, no animation, no Markdown")
    switch(group, "color", "no colour", off=True)
    switch(group, "quiet", "no banner, hints, progress or figures", "-q")
    switch(group, "stats", "figures of the reply on standard error")
    add("--no-config", action="store_true", help="use no settings but those of this command line")
    return parser


def switch(group: argparse._ActionsContainer, name: str, help: str, *short: str, off: bool = False) -> None:
    """A flag that turns a setting on, or off, and, not told of in the list, its opposite."""
    on = f"--{name}"
    told, hidden = (f"--no-{name}", on) if off else (on, f"--no-{name}")
    group.add_argument(*short, told, dest=name, action="store_const", const=not off, help=help)
    group.add_argument(hidden, dest=name, action="store_const", const=off, help=argparse.SUPPRESS)


def _whole(flag: str, low: int, high: int) -> Callable[[str], int]:
    """Reads a whole number of a range."""

    def read(text: str) -> int:
        if not re.fullmatch(r"[0-9]{1,9}", text) or not low <= int(text) <= high:
            raise UsageError(f"{flag} cannot be {text!r}", f"give a whole number from {low} to {high}")
        return int(text)

    return read


def check_together(flags: argparse.Namespace, preferences: Preferences, *, interactive: bool = False) -> None:
    """See that flags do not contradict each other, nor the settings.

    Raises:
        UsageError: they do; names them.
    """
    starts = {"--state": flags.state is not None, "-c": flags.last, "-r": flags.resume is not None}
    given = [flag for flag, there in starts.items() if there]
    if len(given) > 1:
        raise UsageError(f"{' and '.join(given)} each say what to go on with", "give one of them")
    if given and flags.system is not None:
        raise UsageError(
            "--system has no effect on a conversation that has begun", f"leave it out, or begin anew without {given[0]}"
        )
    if preferences.incognito and given and given != ["--state"]:
        with preferences.blaming("incognito"):
            raise UsageError(
                f"{given[0]} keeps what is said, and --incognito keeps nothing",
                "leave one out (--no-incognito), or give --state and the file, which is left as it is",
            )
    if flags.replay and not given:
        raise UsageError("--replay has nothing to read again", "give it with --state, -c or -r")
    if interactive and flags.json:
        raise UsageError("--json is for one reply", "give it with -p, or pipe a prompt in")
    if interactive and flags.replies:
        raise UsageError("-n is for one prompt", "give it with -p, or pipe a prompt in; in a chat it is /compare N")
