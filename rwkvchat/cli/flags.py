"""The flags of the command line. Knows their names and help; builds nothing from them and imports nothing heavy."""

import argparse
from collections.abc import Sequence
from typing import NoReturn

from rwkvchat import __version__
from rwkvchat.errors import UsageError
from rwkvchat.params import SETTINGS

DESCRIPTION = """\
Chat with an RWKV-4 language model. Without -m this is raven-nano, the small model that ships.
With -p, or with text on standard input, one reply goes to standard output and the program ends."""

EPILOG = """\
exit codes: 0 done; 2 flags, settings, template or prompt; 3 model, tokenizer, device or memory;
4 conversation file; 1 anything else; 130, 143, 129 after the signals INT (Ctrl-C), TERM, HUP"""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise UsageError(message, "rwkvchat --help lists the flags")


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
    parser = _Parser(
        prog="rwkvchat",
        description=DESCRIPTION,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    add = parser.add_argument
    add("--version", action="version", version=f"rwkvchat {__version__}")

    add = parser.add_argument_group("the model").add_argument
    add("-m", "--model", metavar="PATH", help="a .pth or .safetensors file of an RWKV-4")
    add("--tokenizer", metavar="PATH", help="its tokenizer.json, where it does not lie beside it")
    add("--strategy", default="auto", metavar="TEXT", help='"auto", "cpu fp32", "cpu bf16", "cuda fp16", ...')
    add("--no-mmap", action="store_true", help="read the weights into memory instead of mapping the file")

    add = parser.add_argument_group("the conversation").add_argument
    add("-p", "--prompt", metavar="TEXT", help="reply to this once; - reads it from standard input")
    add("--template", metavar="NAME|FILE", help="how the conversation is written down for the model")
    add("--system", metavar="TEXT|@FILE", help="the text that it begins with, where the template has a place for it")
    add("--stop", action="append", default=[], metavar="TEXT", help=r"a text that ends a reply; \n is a new line")
    add("--state", metavar="FILE", help="start from a conversation file, which is left as it is")
    add("--save-state", metavar="FILE", help="write the conversation to a file at the end")

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
