"""Commands that count tokens: how much was read against what the model was trained on, and how a text is cut up."""

from collections.abc import Iterable

from rwkvchat.commands.completing import one_of
from rwkvchat.commands.looking import BAR, bar, token_text
from rwkvchat.commands.registry import family
from rwkvchat.commands.shell import Shell
from rwkvchat.commands.showing import title_of
from rwkvchat.dialogue.conversation import Conversation
from rwkvchat.errors import UsageError, did_you_mean
from rwkvchat.sizes import counted

command = family("looking")

PARTS = {"opening": "opening", "document": "documents", "user": "messages", "reply": "replies"}
"""What the turns of a role are called together."""
TURNS = "turns"
LISTED = 20
"""Turns that are listed one by one."""


@command("context", usage="[turns]", complete=one_of({TURNS: "turn by turn"}))
def context(shell: Shell, argument: str) -> None:
    """Show how much was read, against what the model was trained on.

    /context        by what it is: the opening, documents, messages, replies
    /context turns  by turns
    The state has the same size however much was read; beyond the length of the texts that a model was trained on it
    may lose the thread.
    """
    if argument not in ("", TURNS):
        raise UsageError(f"/context {argument} means nothing", f"{did_you_mean(argument, [TURNS])}write /context turns")
    tree = shell.session.conversation
    total, trained = len(tree.ids()), shell.found.context
    counts = _by_turn(tree, shell.renderer.out.width) if argument else _by_part(tree)
    full, room = max(total, trained or 0, 1), min(BAR, shell.renderer.out.width // 4)
    shell.renderer.table([(name, f"{tokens:>6}", bar(tokens / full, room)) for name, tokens in counts])
    if trained:
        against = f", {total / trained:.0%} of the length that the model was trained on ({trained})"
    else:
        against = "; the model's file does not tell on what length it was trained"
    shell.renderer.warning(f"{counted(total, 'token')} read{against}", "notice")
    if trained and total > trained:
        shell.renderer.notice("beyond that it may lose the thread; /reset or /new gives it a fresh start", "hint")


@command("tokens", usage="TEXT")
def tokens(shell: Shell, argument: str) -> None:
    """Show how a text is cut into tokens.

    /tokens Hello, world  each with its id; a piece of a character is shown as its bytes
    """
    if not argument:
        raise UsageError("the tokens of which text?", "write /tokens TEXT")
    tokenizer = shell.session.tokenizer
    ids = tokenizer.encode(argument)
    rows = [f"{token:>6}  {token_text(tokenizer.token_bytes(token))}" for token in ids]
    shell.renderer.data("\n".join(["    id  token", *rows]))  # a table would take minutes for a megabyte
    shell.renderer.notice(f"{counted(len(ids), 'token')} for {counted(len(argument), 'character')}")


def _by_part(tree: Conversation) -> list[tuple[str, int]]:
    found = dict.fromkeys(PARTS, 0)
    for turn in tree.current_line():
        found[turn.role] += len(turn.ids)
    return [(PARTS[role], tokens) for role, tokens in found.items() if tokens]


def _by_turn(tree: Conversation, width: int) -> list[tuple[str, int]]:
    line = tree.line()
    before = sum(len(tree.turns[number].ids) for number in line[:-LISTED])
    room = max(10, width - min(BAR, width // 4) - 16)
    shown: Iterable[int] = line[-LISTED:]
    rows = [(f"{number:>3} {title_of(tree.turns[number], room)}", len(tree.turns[number].ids)) for number in shown]
    return ([("those before", before)] if before else []) + rows
