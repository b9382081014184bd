"""The flags of the command line. Knows their names and help; builds nothing from them and imports nothing heavy."""

import argparse
import re
from collections.abc import Callable, Sequence
from typing import NoReturn

from rwkvchat import __version__
from rwkvchat.errors import UsageError
from rwkvchat.params import SETTINGS

DESCRIPTION = """\
Chat with an RWKV-4 language model. Without -m this is raven-nano, the small model that ships.
With -p, or with text on standard input, one reply goes to standard output and the program ends."""

EPILOG = """\
other commands, each with a --help of its own:
  rwkvchat models list|get|info|remove          the models that have names, and downloading them
  rwkvchat sessions list|show|export|remove     the conversations that are kept
  rwkvchat state info|text|verify               what is in a conversation file
  rwkvchat bench conversation                   what moving about in conversations costs
  rwkvchat doctor                               what this machine and this installation are

exit codes: 0 done; 2 flags, settings, template or prompt; 3 model, tokenizer, device or memory;
4 conversation file; 1 anything else; 130, 143, 129 after the signals INT (Ctrl-C), TERM, HUP"""


class Parser(argparse.ArgumentParser):
    """A parser of a command line whose mistakes are told like all others."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(message, f"{self.prog} --help lists what there is")


def parse_flags(arguments: Sequence[str]) -> argparse.Namespace:
    """Read the command line; settings stay texts, in ``settings`` by their words.

    Raises:
        UsageError: a flag that there is not, or one without its value. SystemExit: after --help and --version.
    """
    flags = _parser().parse_args(arguments)
    values = {setting.word: getattr(flags, name) for name, setting in SETTINGS.items()}
    flags.settings = {word: value for word, value in values.items() if value is not None}
    return flags


def _parser() -> argparse.ArgumentParser:
    parser = Parser(
        prog="rwkvchat",
        description=DESCRIPTION,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    add = parser.add_argument
    add("--version", action="version", version=f"rwkvchat {__version__}")

    add = parser.add_argument_group("the model").add_argument
    add("-m", "--model", metavar="NAME|PATH", help="a name (rwkvchat models list), OWNER/REPO, a file or a folder")
    add("--revision", metavar="SHA", help="of a model of the hub: a commit, branch or tag of its repository")
    add("--offline", action="store_true", help="make no request, whatever is not here")
    add("--tokenizer", metavar="PATH", help="its tokenizer.json or World vocabulary, where it is not found")
    add("--strategy", default="auto", metavar="TEXT", help='"auto", "cpu fp32", "cpu bf16", "cuda fp16", ...')
    add("--no-mmap", action="store_true", help="read the weights into memory instead of mapping the file")

    add = parser.add_argument_group("the conversation").add_argument
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
    add("--incognito", action="store_true", help="keep nothing: no history, no conversation, no cache")
    add("--snapshots", type=_whole("--snapshots", 1, 1 << 20), default=1024, metavar="MB",
        help="memory for going back in a conversation without reading again (default 1024)")  # fmt: skip

    add = parser.add_argument_group("how replies are sampled (by default as the model wants it)").add_argument
    for name, setting in SETTINGS.items():
        flag = f"--{setting.word.replace('_', '-')}"
        add(flag, dest=name, metavar="N" if setting.kind is int else "X", help=f"{setting.help} ({setting.range})")

    add = parser.add_argument_group("output").add_argument
    add("--json", action="store_true", help="print the reply as one JSON object")
    add("--plain", action="store_true", help="no colour, no animation")
    add("--no-color", action="store_true", help="no colour")
    add("-q", "--quiet", action="store_true", help="no banner, hints, progress or figures")
    add("--stats", action="store_true", help="figures of the reply on standard error")
    return parser


def _whole(flag: str, low: int, high: int) -> Callable[[str], int]:
    """Reads a whole number of a range."""

    def read(text: str) -> int:
        if not re.fullmatch(r"[0-9]{1,9}", text) or not low <= int(text) <= high:
            raise UsageError(f"{flag} cannot be {text!r}", f"give a whole number from {low} to {high}")
        return int(text)

    return read


def check_together(flags: argparse.Namespace, *, interactive: bool) -> None:
    """See that flags do not contradict each other.

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
    if flags.incognito and given and given != ["--state"]:
        raise UsageError(
            f"{given[0]} keeps what is said, and --incognito keeps nothing",
            "leave one out, or give --state and the file, which is left as it is",
        )
    if flags.replay and not given:
        raise UsageError("--replay has nothing to read again", "give it with --state, -c or -r")
    if interactive and flags.json:
        raise UsageError("--json is for one reply", "give it with -p, or pipe a prompt in")
    if interactive and flags.replies:
        raise UsageError("-n is for one prompt", "give it with -p, or pipe a prompt in; in a chat it is /compare N")
