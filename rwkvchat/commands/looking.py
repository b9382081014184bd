"""Commands that show what the model remembers, what it may say next, and how a reply came about."""

from rwkvchat import audit
from rwkvchat.commands.registry import Shell, family, whole_number
from rwkvchat.errors import ConversationError, UsageError

command = family("looking")

MB = 1 << 20
MOST = 1000
"""Rows of /probs."""
BAR = 24
"""Columns of a certainty."""
REASONS = {
    "stop": "it ended by itself, at a stop text",
    "end": "it ended by itself, at the end of the text",
    "length": "it was cut at max_tokens",
    "interrupted": "it was stopped by you",
}


@command("state", usage="[info|text|tokens]", complete=lambda shell, word: ("info", "text", "tokens"))
def state(shell: Shell, argument: str) -> None:
    """Show what the model remembers, to the letter."""
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
            ("state", f"{len(tree.ids())} tokens read, in {size / MB:.2f} MB; /state text shows the text"),
            ("place", f"turn {tree.cursor} on the branch {tree.place.branch}"),
            ("conversation", f"{len(tree.turns)} turns, {branches} named branch{'es' * (branches != 1)}"),
            ("snapshots", _snapshots(shell)),
            ("session", session.id + (f", {session.title}" if session.title else "")),
        ]
        shell.renderer.table(rows)
    else:
        raise UsageError(f"/state {argument} means nothing", "write /state, /state info, /state text or /state tokens")


@command("why")
def why(shell: Shell, argument: str) -> None:
    """Show seed, settings and end of the reply."""
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
    """Show the tokens that are likeliest to come next."""
    number = min(whole_number(argument, "tokens"), MOST) if argument else 10
    session = shell.session
    rows = [
        (
            str(each.id),
            token_text(each.data) if each.data else session.tokenizer.token_text(each.id),
            f"{each.probability:7.2%}",
            "━" * round(BAR * each.probability),
        )
        for each in shell.work(lambda: audit.likeliest(session, number))
    ]
    shell.renderer.table(rows, ("id", "token", "chance", ""))


@command("stats", usage="[on|off]", complete=lambda shell, word: ("on", "off"))
def stats(shell: Shell, argument: str) -> None:
    """Show figures, or turn those after replies on or off."""
    if argument in ("on", "off"):
        shell.renderer.figures = argument == "on"
        shell.renderer.notice(f"figures after replies are {argument}")
        return
    if argument:
        raise UsageError(f"/stats {argument} means nothing", "write /stats, /stats on or /stats off")
    session = shell.session
    info, last, tree = session.model.info, session.last, session.conversation
    readings = sum(len(turn.readings) for turn in tree.current_line())
    rows = [
        ("model", f"{info.name}, {info.n_params / 1e6:.1f}M parameters, {info.n_layer} layers of {info.n_embd}"),
        ("strategy", info.strategy),
        ("conversation", f"{len(tree.turns)} turns, {len(tree.ids())} tokens remembered, in {readings} readings"),
        ("snapshots", _snapshots(shell)),
    ]
    if last:
        rows += [
            ("prompt", f"{last.prompt_tokens} tokens, {last.prefill_tokens_per_s:.0f} tokens/s"),
            ("reply", f"{last.completion_tokens} tokens, {last.decode_tokens_per_s:.0f} tokens/s, seed {last.seed}"),
        ]
    shell.renderer.table(rows)


@command("snapshots", usage="[MB]")
def snapshots(shell: Shell, argument: str) -> None:
    """Show or set the memory for places to go back to."""
    kept = shell.session.snapshots
    if argument:
        kept.budget = whole_number(argument, "megabytes") * MB
        kept.fit()
    shell.renderer.data(_snapshots(shell))


def token_text(data: bytes) -> str:
    """A token so that its white space is seen, and a part of a character is told from text."""
    try:
        return repr(data.decode())
    except UnicodeDecodeError:
        return repr(data)


def _snapshots(shell: Shell) -> str:
    kept = shell.session.snapshots
    return f"{len(kept)}, {kept.nbytes / MB:.1f} MB of {kept.budget / MB:.0f} MB, {kept.dropped} dropped so far"
