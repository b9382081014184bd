"""``rwkvchat completion``: what lets a shell complete command lines of this program.

The shell's part is a few lines that ask this program for words; they come from the parsers of the flags, and names of
models, conversations, templates and presets from where they are at that moment. Imports no torch.
"""

import argparse
import contextlib
import importlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from rwkvchat.catalogue import DEMO, names_here
from rwkvchat.cli.flags import COMMANDS, DESCRIPTION, EPILOG, Parser, chat_parser
from rwkvchat.config import Folders
from rwkvchat.dialogue.template import load_template, template_names
from rwkvchat.errors import RwkvchatError
from rwkvchat.known_models import KNOWN
from rwkvchat.preferences import Preferences
from rwkvchat.presets import load_preset, preset_names
from rwkvchat.settings import load_preferences
from rwkvchat.sizes import size_text
from rwkvchat.storage.folder import list_sessions
from rwkvchat.ui.sanitize import sanitize
from rwkvchat.ui.theme import THEMES

SCRIPTS = {
    "bash": r"""_rwkvchat() {
    local line word
    COMPREPLY=()
    while IFS= read -r line; do
        printf -v word %q "${line%%$'\t'*}"
        COMPREPLY+=("$word")
    done < <("${COMP_WORDS[0]}" completion --words "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -o default -F _rwkvchat rwkvchat
""",
    "zsh": r"""#compdef rwkvchat
_rwkvchat() {
    local line
    local -a found
    for line in "${(@f)$("${words[1]}" completion --words "${(@)words[2,CURRENT]}" 2>/dev/null)}"; do
        [[ -n $line ]] && found+=("${${line%%$'\t'*}//:/\\:}:${line#*$'\t'}")
    done
    if (( $#found )); then
        _describe -V rwkvchat found
    else
        _files
    fi
}
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
    _rwkvchat "$@"
else
    compdef _rwkvchat rwkvchat
fi
""",
    "fish": r"""function __rwkvchat_words
    set -l before (commandline -opc)
    set -l begun (commandline -ct)
    set -l found ($before[1] completion --words $before[2..] "$begun" 2>/dev/null)
    if test (count $found) -gt 0
        printf '%s\n' $found
    else
        __fish_complete_path "$begun"
    end
end
complete -c rwkvchat -k -f -a '(__rwkvchat_words)'
""",
}

INSTALLING = """\
bash, in ~/.bashrc:                    eval "$(rwkvchat completion bash)"
zsh, in ~/.zshrc after compinit:       eval "$(rwkvchat completion zsh)"
fish, in ~/.config/fish/config.fish:   rwkvchat completion fish | source"""


class Word(NamedTuple):
    """What a word may become, and what to say of it."""

    text: str
    help: str = ""


def run(arguments: Sequence[str]) -> int:
    """Print a shell's script, or the words that it asks for; gives the exit code."""
    from rwkvchat.cli.effective import renderer_of  # only here, since words are wanted at once

    out = renderer_of(Preferences())
    if arguments and arguments[0] == "--words":
        for word in words(arguments[1:]):
            out.data("\t".join(" ".join(sanitize(part).split()) for part in word))
        return 0
    out.answer(SCRIPTS[command_line().parse_args(arguments).shell])
    return 0


def command_line() -> Parser:
    parser = Parser(
        prog="rwkvchat completion",
        description="Print what lets a shell complete the command lines of this program.",
        epilog=INSTALLING,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("shell", choices=[*SCRIPTS], help="the shell")
    return parser


def words(line: Sequence[str]) -> list[Word]:
    """What the last word of a command line may become; the program's own name is not in the line."""
    *before, begun = _whole(line) or [""]
    cut = len(begun) - len(line[-1]) if line and line[-1] != "=" else len(begun)
    parser = _parser(before[0]) if before else None
    if parser is None:
        parser = chat_parser("rwkvchat", DESCRIPTION, EPILOG, once=True)
        found = _after(parser, before, begun)
        if not before and not begun.startswith("-"):
            found = [Word(name, about) for name, (_, about) in COMMANDS.items()]
    else:
        found = _after(parser, before[1:], begun)
    return [Word(each.text[cut:], each.help) for each in found if each.text.startswith(begun)]


def _whole(line: Sequence[str]) -> list[str]:
    """The words of a line; bash takes ``--flag=value`` for three."""
    found: list[str] = []
    for word in line:
        if (word == "=" and found and found[-1].startswith("--")) or (found and found[-1].endswith("=")):
            found[-1] += word
        else:
            found.append(word)
    return found


def _parser(command: str) -> argparse.ArgumentParser | None:
    """The parser of what stands first in a command line; None where that is no command."""
    if command not in COMMANDS:
        return None
    found: argparse.ArgumentParser = importlib.import_module(f"rwkvchat.cli.{command}").command_line()
    return found


def _after(parser: argparse.ArgumentParser, before: Sequence[str], begun: str) -> list[Word]:
    """What a word may become that comes after others."""
    flags = {name: action for action in parser._actions for name in action.option_strings}
    places = [action for action in parser._actions if not action.option_strings]
    value_of: argparse.Action | None = None
    for number, word in enumerate(before):
        if value_of is not None:
            value_of = None
        elif word.startswith("-") and word != "-":
            value_of = flags.get(word)
            if value_of is not None and value_of.nargs == 0:
                value_of = None
        elif places:
            inner = places[0].choices.get(word) if isinstance(places[0].choices, dict) else None
            if inner is not None:
                return _after(inner, before[number + 1 :], begun)
            if places[0].nargs not in ("+", "*"):
                places.pop(0)
    name, equals, _ = begun.partition("=")
    if value_of is not None:
        return _values(value_of)
    if equals and name in flags:
        return [Word(f"{name}={each.text}", each.help) for each in _values(flags[name])]
    if begun.startswith("-"):
        return [Word(name, action.help or "") for name, action in flags.items() if action.help != argparse.SUPPRESS]
    return _values(places[0]) if places else []


def _values(action: argparse.Action) -> list[Word]:
    """What an argument may be, as far as it can be told; of files the shell knows more."""
    if action.choices is not None:
        helps = {each.dest: each.help or "" for each in getattr(action, "_choices_actions", ())}
        return [Word(str(name), helps.get(str(name), "")) for name in action.choices]
    with contextlib.suppress(RwkvchatError):  # such as a mistake in the settings, which is told when they are used
        return [*VALUES.get(action.dest, tuple)()]
    return []


def _models() -> Iterator[Word]:
    here = names_here()
    for name, meant in load_preferences(Folders.of_user()).models.items():
        yield Word(name, meant)
    for name in [DEMO, *KNOWN]:
        size = "" if name == DEMO else f"{size_text(KNOWN[name].nbytes)}, "
        yield Word(name, "ships" if name == DEMO else size + ("here" if name in here else "to download"))


def _conversations() -> Iterator[Word]:
    for each in list_sessions(Folders.of_user().sessions):
        yield Word(each.id, each.title)


def _templates() -> Iterator[Word]:
    for name in template_names():
        yield Word(name, load_template(name).description)


def _presets() -> Iterator[Word]:
    for name in preset_names():
        yield Word(name, load_preset(name).description)


def _strategies() -> Iterable[Word]:
    return map(Word, ("auto", "cpu fp32", "cpu bf16", "cpu fp32i8", "cpu fp32i4", "cuda fp16", "cuda fp16i8"))


VALUES: dict[str, Callable[[], Iterable[Word]]] = {
    "model": _models,
    "name": _models,
    "resume": _conversations,
    "id": _conversations,
    "ids": _conversations,
    "file": _conversations,
    "template": _templates,
    "preset": _presets,
    "theme": lambda: map(Word, THEMES),
    "strategy": _strategies,
    "strategies": _strategies,
}
"""By the names of arguments."""
