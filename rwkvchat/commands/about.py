"""Commands that tell of the commands, and the way out."""

from rwkvchat.commands.registry import COMMANDS, FAMILIES, Shell, family, find, in_order

leaving = family("leaving")
looking = family("looking")


@looking("help", usage="[COMMAND]", complete=lambda shell, word: COMMANDS)
def help_(shell: Shell, argument: str) -> None:
    """Show the commands, or one of them."""
    if argument:
        found = find(argument.removeprefix("/"))
        names = ", ".join(f"/{alias}" for alias in found.aliases)
        shell.renderer.data(f"{found.signature}{f'  (also {names})' if names else ''}\n{found.help}")
        return
    rows: list[tuple[str, str]] = []
    for name in FAMILIES:
        rows += [("", ""), (f"{name}:", "")] if rows else [(f"{name}:", "")]
        rows += [(each.signature, each.help) for each in in_order() if each.family == name]
    shell.renderer.table(rows)
    shell.renderer.notice("\nAlt-Enter, Ctrl-J or a \\ at the end of a line makes a new line.")
    shell.renderer.notice("Ctrl-C stops a reply; Ctrl-D leaves; //text sends a text with its slash.")


@leaving("exit", "quit")
def exit_(shell: Shell, argument: str) -> None:
    """Leave; the conversation is kept."""
    shell.leave()
