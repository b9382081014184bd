"""Commands that give lines of talk names, and go from one to another."""

from collections.abc import Iterator

from rwkvchat.commands.completing import among
from rwkvchat.commands.registry import family
from rwkvchat.commands.shell import Shell
from rwkvchat.commands.showing import preview, title_of
from rwkvchat.commands.tree import branch_tree
from rwkvchat.dialogue.conversation import Conversation
from rwkvchat.errors import UsageError
from rwkvchat.sizes import counted
from rwkvchat.ui.suggestion import Suggestion

command = family("branches")


def names(shell: Shell, typed: str) -> Iterator[Suggestion]:
    """Names of branches with their last turns, for completion."""
    if shell.opened is not None:
        tree = shell.opened.conversation
        yield from among({name: title_of(tree.turns[tip]) for name, tip in tree.branches().items()}, typed)


@command("fork", usage="NAME")
def fork(shell: Shell, argument: str) -> None:
    """Go on from here as a branch of another name.

    /fork ravens  what follows is the branch ravens
    /switch main  goes back to where the branch main was left
    """
    if not argument:
        raise UsageError("what is the branch called?", "write /fork NAME; a name is one word")
    conversation = shell.session.conversation
    before = conversation.place.branch
    conversation.fork(argument)
    shell.renderer.notice(f"now on the branch {argument}; /switch {before} goes back to where {before} is")


@command("switch", usage="[NAME]", complete=names)
def switch(shell: Shell, argument: str) -> None:
    """Go to the end of a branch, or list the branches."""
    conversation = shell.session.conversation
    if not argument:
        _list(shell, conversation)
        return
    if argument == conversation.place.branch:
        on = conversation.place.cursor in {turn.parent for turn in conversation.turns.values()}
        more = "; it ends here now, and /redo or /goto N goes to what follows" if on else ""
        shell.renderer.notice(f"this is the branch {argument} already{more}")
        return
    conversation.switch(argument)
    shell.renderer.notice(f"now on the branch {argument}")
    turns = [turn for turn in conversation.current_line() if turn.role != "opening"]
    for turn in turns[-2:]:
        shell.renderer.data(title_of(turn, shell.renderer.out.width))
    shell.renderer.notice("")


@command("branches")
def branches(shell: Shell, argument: str) -> None:
    """Show the named branches and how they part."""
    conversation = shell.session.conversation
    _list(shell, conversation)
    shell.renderer.data("")
    for line in branch_tree(conversation, shell.renderer.out.width):
        shell.renderer.data(line)


def _list(shell: Shell, conversation: Conversation) -> None:
    rows = []
    ends = conversation.branches()
    room = max(10, shell.renderer.out.width - max(map(len, ends)) - 16)
    for name, tip in ends.items():
        line = [conversation.turns[number] for number in conversation.line(tip)]
        said = [turn for turn in line if turn.role != "opening"]
        mark = "* " if name == conversation.place.branch else "  "
        turns = counted(len(said), "turn")
        rows.append((mark + name, turns, preview(said[-1].text, room) if said else "(nothing was said)"))
    shell.renderer.table(rows)
