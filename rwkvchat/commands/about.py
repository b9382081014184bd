"""Commands that show what is going on, and the way out."""

from rwkvchat.commands.registry import COMMANDS, Shell, command, find
from rwkvchat.errors import UsageError


@command("help", usage="[COMMAND]", complete=lambda _: COMMANDS)
def help_(shell: Shell, argument: str) -> None:
    """Show the commands, or one of them."""
    if argument:
        found = find(argument.removeprefix("/"))
        names = ", ".join(f"/{alias}" for alias in found.aliases)
        shell.renderer.data(f"{found.signature}{f'  (also {names})' if names else ''}\n{found.help}")
        return
    shell.renderer.table([(each.signature, each.help) for each in COMMANDS.values()])
    shell.renderer.notice("\nAlt-Enter, Ctrl-J or a \\ at the end of a line makes a new line.")
    shell.renderer.notice("Ctrl-C stops a reply; Ctrl-D leaves; //text sends a text with its slash.")


@command("stats", usage="[on|off]", complete=lambda _: ("on", "off"))
def stats(shell: Shell, argument: str) -> None:
    """Show figures of the last reply, or turn the line of figures after replies on or off."""
    if argument in ("on", "off"):
        shell.renderer.figures = argument == "on"
        shell.renderer.notice(f"figures after replies are {argument}")
        return
    if argument:
        raise UsageError(f"/stats {argument} means nothing", "write /stats, /stats on or /stats off")
    session = shell.session
    info, last, turns = session.model.info, session.last, session.conversation.turns
    kept = sum(snapshot.nbytes for snapshot in session.snapshots.values())
    rows = [
        ("model", f"{info.name}, {info.n_params / 1e6:.1f}M parameters, {info.n_layer} layers of {info.n_embd}"),
        ("strategy", info.strategy),
        ("conversation", f"{len(turns)} turns, {len(session.conversation.ids())} tokens remembered"),
        ("snapshots", f"{len(session.snapshots)} of {kept / max(1, len(session.snapshots)) / 1e6:.2f} MB each"),
    ]
    if last:
        rows += [
            ("prompt", f"{last.prompt_tokens} tokens, {last.prefill_tokens_per_s:.0f} tokens/s"),
            ("reply", f"{last.completion_tokens} tokens, {last.decode_tokens_per_s:.0f} tokens/s, seed {last.seed}"),
        ]
    shell.renderer.table(rows)


@command("state", usage="[info|text]", complete=lambda _: ("info", "text"))
def state(shell: Shell, argument: str) -> None:
    """Show what the model remembers: its size, or the text itself, to the letter."""
    session = shell.session
    if argument == "text":
        shell.renderer.data(session.memory_text())
    elif argument in ("", "info"):
        tokens, size = len(session.conversation.ids()), session.model.initial_state().nbytes
        shell.renderer.data(f"{tokens} tokens read, in a state of {size / 1e6:.2f} MB; /state text shows the text")
    else:
        raise UsageError(f"/state {argument} means nothing", "write /state, /state info or /state text")


@command("exit", "quit")
def exit_(shell: Shell, argument: str) -> None:
    """Leave."""
    shell.leave()
