"""Commands that show what the model remembers, what it may say next, and how a reply came about."""

from rich.cells import cell_len

from rwkvchat import audit
from rwkvchat.commands.arguments import whole_number
from rwkvchat.commands.completing import ON_OFF, one_of
from rwkvchat.commands.registry import family
from rwkvchat.commands.shell import Shell
from rwkvchat.commands.showing import computed_in
from rwkvchat.errors import ConversationError, UsageError, did_you_mean
from rwkvchat.sizes import counted

command = family("looking")

MB = 1 << 20
MOST = 1000
"""Rows of /probs."""
BAR = 24
"""Columns of a certainty, where there is room for them."""
PARTS = {
    "info": "how much it is, and where",
    "text": "the text that the model has read, to the letter",
    "tokens": "the same, token by token",
}
REASONS = {
    "stop": "it ended by itself, at a stop text",
    "end": "it ended by itself, at the end of the text",
    "length": "it was cut at max_tokens",
    "interrupted": "it was stopped by you",
}


@command("state", usage="[info|text|tokens]", complete=one_of(PARTS))
def state(shell: Shell, argument: str) -> None:
    """Show what the model remembers, to the letter.

    /state         how much that is, and where in the conversation
    /state text    the text that the model has read
    /state tokens  the same, token by token
    """
    session = shell.session
    if argument == "text":
        shell.renderer.data(session.memory_text())
    elif argument == "tokens":
        for row in audit.tokens(session):
            shell.renderer.data(f"{row.position:>6}  turn {row.turn:<4} {row.id:>6}  {token_text(row.data)}")
    elif argument in ("", "info"):
        tree, size = session.conversation, shell.compute(lambda: session.model.initial_state().nbytes)
        branches = len(tree.branches())
        rows = [
            ("state", f"{counted(len(tree.ids()), 'token')} read, in {size / MB:.2f} MB; /state text shows the text"),
            ("place", f"turn {tree.cursor} on the branch {tree.place.branch}"),
            ("conversation", f"{counted(len(tree.turns), 'turn')}, {branches} named branch{'es' * (branches != 1)}"),
            ("snapshots", _snapshots(shell)),
            ("session", session.id + (f", {session.title}" if session.title else "")),
        ]
        shell.renderer.table(rows)
    else:
        hint = f"{did_you_mean(argument, PARTS)}write /state, /state text or /state tokens"
        raise UsageError(f"/state {argument} means nothing", hint)


@command("why")
def why(shell: Shell, argument: str) -> None:
    """Show seed, settings and end of the reply.

    Its last line is the /retry that gives the same reply again.
    """
    conversation = shell.session.conversation
    turn = conversation.turns.get(conversation.cursor)
    if turn is None or turn.role != "reply":
        raise ConversationError("there is no reply here", "ask something first, or /goto one")
    settings = audit.settings_of(turn)
    if not settings:
        shell.renderer.data("this reply was given and not sampled, or sampled by another model")
        return
    shell.renderer.table([*settings.items()])
    if turn.stop_reason:
        shell.renderer.data(REASONS[turn.stop_reason])
    shell.renderer.data("/retry " + " ".join(f"{word}={value}" for word, value in settings.items()))


@command("probs", usage="[k]")
def probs(shell: Shell, argument: str) -> None:
    """Show the tokens that are likeliest to come next.

    /probs     the ten likeliest
    /probs 30  so many
    The chances are those before the settings have their say.
    """
    number = min(whole_number(argument, "tokens"), MOST) if argument else 10
    session = shell.session
    found = shell.work(lambda: audit.likeliest(session, number))
    names = [token_text(each.data) if each.data else session.tokenizer.token_text(each.id) for each in found]
    # An id of at most six columns, a chance of seven, and spaces between.
    room = shell.renderer.out.width - 6 - 7 - 6 - max(5, *map(cell_len, names))
    rows = [
        (str(each.id), name, f"{each.probability:7.2%}", bar(each.probability, min(BAR, room)))
        for each, name in zip(found, names, strict=True)
    ]
    shell.renderer.table(rows, ("id", "token", "chance", ""))


@command("stats", usage="[on|off]", complete=ON_OFF)
def stats(shell: Shell, argument: str) -> None:
    """Show figures, or turn those after replies on or off.

    /stats      model, memory, and how fast the last prompt was read and the last reply written
    /stats off  no line of figures after replies
    """
    if argument in ("on", "off"):
        shell.renderer.figures = argument == "on"
        shell.renderer.notice(f"figures after replies are {argument}")
        return
    if argument:
        hint = f"{did_you_mean(argument, ('on', 'off'))}write /stats, /stats on or /stats off"
        raise UsageError(f"/stats {argument} means nothing", hint)
    session = shell.session
    info, last, tree = session.model.info, session.last, session.conversation
    readings = sum(len(turn.readings) for turn in tree.current_line())
    rows = [
        (
            "model",
            f"{info.name}, {info.n_params / 1e6:.1f}M parameters, {counted(info.n_layer, 'layer')} of {info.n_embd}",
        ),
        ("strategy", computed_in(session.model)),
        (
            "conversation",
            f"{counted(len(tree.turns), 'turn')}, {counted(len(tree.ids()), 'token')} remembered, "
            f"in {counted(readings, 'reading')}",
        ),
        ("snapshots", _snapshots(shell)),
    ]
    if last:
        rows += [
            ("prompt", f"{counted(last.prompt_tokens, 'token')}, {last.prefill_tokens_per_s:.0f} tokens/s"),
            (
                "reply",
                f"{counted(last.completion_tokens, 'token')}, {last.decode_tokens_per_s:.0f} tokens/s, "
                f"seed {last.seed}",
            ),
        ]
    shell.renderer.table(rows)


@command("snapshots", usage="[MB]")
def snapshots(shell: Shell, argument: str) -> None:
    """Show or set the memory for places to go back to.

    /snapshots 200  at most 200 MB; what is dropped is read again when it is needed
    """
    kept = shell.session.snapshots
    if argument:
        kept.budget = whole_number(argument, "megabytes") * MB
        kept.fit()
    shell.renderer.data(_snapshots(shell))


def bar(share: float, width: int) -> str:
    """A share of one as a bar that is at most so wide."""
    return "━" * round(max(0, width) * share)


def token_text(data: bytes) -> str:
    """A token so that its white space is seen, and a part of a character is told from text."""
    try:
        return repr(data.decode())
    except UnicodeDecodeError:
        return repr(data)


def _snapshots(shell: Shell) -> str:
    kept = shell.session.snapshots
    return f"{len(kept)}, {kept.nbytes / MB:.1f} MB of {kept.budget / MB:.0f} MB, {kept.dropped} dropped so far"
