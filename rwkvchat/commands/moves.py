"""Commands that go back and forth in the conversation. Each is instant, and each can be undone."""

from collections.abc import Iterator

from rwkvchat.commands.arguments import count, turn_number, whole_number
from rwkvchat.commands.completing import among, one_of
from rwkvchat.commands.registry import family
from rwkvchat.commands.shell import Shell
from rwkvchat.commands.showing import WHO, at_terminal, preview, show_turn, title_of, where
from rwkvchat.errors import ConversationError
from rwkvchat.ui.suggestion import Suggestion

command = family("going back")

LISTED = 20
"""Turns that /goto lists on either side of where one is."""


def turn_numbers(shell: Shell, typed: str) -> Iterator[Suggestion]:
    """Numbers of turns on the way here, the last first, for completion."""
    if shell.opened is not None:
        tree = shell.opened.conversation
        yield from among({str(number): title_of(tree.turns[number]) for number in reversed(tree.line())}, typed)


def message_numbers(shell: Shell, typed: str) -> Iterator[Suggestion]:
    """Those that the user said."""
    if shell.opened is not None:
        turns = shell.opened.conversation.turns
        yield from (each for each in turn_numbers(shell, typed) if turns[int(each.text)].role == "user")


@command("undo", usage="[n]")
def undo(shell: Shell, argument: str) -> None:
    """Take back the last step, or the last n.

    /undo    the last message and its reply, or the last move
    /undo 3  three steps
    It goes back across /reset, /new and /load too, and /redo goes forth again.
    """
    steps = count(argument)
    _shift(shell, steps, back=True)


@command("redo", usage="[n]")
def redo(shell: Shell, argument: str) -> None:
    """Take back an /undo, or the last n."""
    steps = count(argument)
    _shift(shell, steps, back=False)


@command("alt", usage="[n|next|prev]", complete=one_of({"next": "", "prev": ""}))
def alt(shell: Shell, argument: str) -> None:
    """Go to another answer to the last message.

    /alt       the next one
    /alt prev  the one before
    /alt 2     the second
    /retry and /compare make more. The model remembers the answer where you are, not the others.
    """
    conversation = shell.session.conversation
    answers = conversation.answers()
    if not answers:
        raise ConversationError("there is no answer here", "ask something first, or /goto another place")
    here = answers.index(conversation.cursor) if conversation.cursor in answers else None
    if argument in ("", "next"):
        chosen = 0 if here is None else (here + 1) % len(answers)
    elif argument == "prev":
        chosen = len(answers) - 1 if here is None else (here - 1) % len(answers)
    else:
        chosen = whole_number(argument, "answers", "give next, prev or a whole number from 1") - 1
        if chosen >= len(answers):
            there_are = "there is 1 answer" if len(answers) == 1 else f"there are {len(answers)} answers"
            raise ConversationError(f"{there_are} here, and no answer {argument}", "/retry and /compare make more")
    conversation.go(answers[chosen])
    only = "; /retry makes another" if len(answers) == 1 else ""
    shell.renderer.notice(f"answer {chosen + 1} of {len(answers)}{only}", "figures")
    show_turn(shell.renderer, conversation.turns[conversation.cursor])
    shell.renderer.notice("")


@command("edit", usage="[TURN]", complete=message_numbers)
def edit(shell: Shell, argument: str) -> None:
    """Put an earlier message back into the input line.

    /edit    the last message
    /edit 5  that of turn 5; /goto lists the turns
    What is sent then goes where that message was, as another line of talk; the one before stays.
    """
    at_terminal(shell, "/edit", "/goto TURN goes there, and what is sent then is another line of talk")
    session = shell.session
    number = turn_number(argument) if argument else session.conversation.asked()
    if number is None:
        raise ConversationError("there is no message here to edit", "/goto lists the turns")
    session.before(number)
    shell.edit(number, session.conversation.turns[number].text)
    shell.renderer.notice("Enter sends it as another line of talk; Ctrl-C leaves everything as it is")


@command("goto", usage="[TURN]", complete=turn_numbers)
def goto(shell: Shell, argument: str) -> None:
    """List the turns around here by their numbers, or go to one.

    Whatever is said there is another line of talk; /fork gives it a name, /undo goes back.
    """
    conversation = shell.session.conversation
    if argument:
        conversation.go(turn_number(argument))
        shell.renderer.notice(where(conversation))
        return
    later = conversation.onward()
    width = max(10, shell.renderer.out.width - 18)
    rows = []
    for number in (*conversation.line()[-LISTED:], *later[:LISTED]):
        turn, here = conversation.turns[number], "* " if number == conversation.cursor else "  "
        said = preview(turn.name + " " * bool(turn.name) + turn.text, width)
        rows.append((f"{here}{number}", WHO[turn.role], said))
    shell.renderer.table(rows)
    if len(later) > LISTED:
        shell.renderer.notice(f"... and on to {later[-1]}")
    shell.renderer.notice("/goto TURN goes there; * is where you are")


@command("reset", "clear")
def reset(shell: Shell, argument: str) -> None:
    """Forget what was said; /undo brings it back.

    It goes back to the place after the opening, in the same conversation; /new begins another.
    """
    shell.session.reset()
    shell.renderer.notice("the model remembers nothing of this conversation now; /undo brings it back")


@command("new")
def new(shell: Shell, argument: str) -> None:
    """Begin another conversation; this one is kept."""
    session = shell.session
    before = f"the one before is kept as {session.id}, " if shell.keep() else ""
    shell.answer(session.begin_anew)
    shell.renderer.notice(f"a new conversation; {before}/undo goes back to it")


def _shift(shell: Shell, steps: int, *, back: bool) -> None:
    """Undo or redo, and say where that led."""
    session = shell.session
    before, branch = session.id, session.conversation.place.branch
    if shell.compute(lambda: session.leads_elsewhere(undo=steps * back, redo=steps * (not back))):
        shell.keep()  # what is not saved must not be left behind
    moved = shell.compute(lambda: session.undo(steps) if back else session.redo(steps))
    if not moved:
        shell.renderer.notice(f"there is nothing to {'undo' if back else 'redo'}")
        return
    elsewhere = ""
    if session.id != before:
        elsewhere = f"in the conversation {session.title or session.id}: "
    elif session.conversation.place.branch != branch:
        elsewhere = f"on the branch {session.conversation.place.branch}: "
    shell.renderer.notice(elsewhere + where(session.conversation))
