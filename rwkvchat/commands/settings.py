"""Commands that change how the next turns are written down and sampled."""

from collections.abc import Callable

from rwkvchat.commands.registry import Shell, assignments, family, setting_words
from rwkvchat.dialogue.template import load_template, template_names
from rwkvchat.params import SETTINGS, field_of

command = family("settings")


def _one(word: str) -> Callable[[Shell, str], None]:
    """A command that shows or changes one setting."""
    name = field_of(word)
    setting = SETTINGS[name]

    def run(shell: Shell, argument: str) -> None:
        if argument:
            shell.session.configure({setting.word: argument})
        _tell(shell, name)

    run.__doc__ = f"{setting.help[0].upper()}{setting.help[1:]}."
    return run


command("temp", usage="[X]")(_one("temp"))
command("top_p", usage="[X]")(_one("top_p"))
command("seed", usage="[N|random]", complete=lambda shell, word: ["random"])(_one("seed"))
command("max", usage="[N]")(_one("max"))


@command("set", usage="[NAME|k=v ...]", complete=setting_words)
def set_(shell: Shell, argument: str) -> None:
    """Show settings, tell about one, or change some."""
    if argument and "=" not in argument:
        name = field_of(argument)
        _tell(shell, name)
        shell.renderer.data(SETTINGS[name].help)
        return
    if argument:
        shell.session.configure(assignments(argument))
    defaults, params = shell.defaults.as_words(), shell.session.params.as_words()
    ranges = {setting.word: setting.range for setting in SETTINGS.values()}
    rows = [(word, _shown(value), _shown(defaults[word]), ranges[word]) for word, value in params.items()]
    shell.renderer.table(rows, ("setting", "value", "default", "range"))


@command("template", usage="[NAME|FILE]", complete=lambda shell, word: template_names())
def template(shell: Shell, argument: str) -> None:
    """Show the templates, or write on in another one."""
    if not argument:
        current = shell.session.template.name
        rows = [(("* " if n == current else "  ") + n, load_template(n).description) for n in template_names()]
        shell.renderer.table(rows)
        return
    shell.session.template = load_template(argument)
    shell.renderer.notice(f"the next message is written down as {shell.session.template.name}")


@command("system", usage="[TEXT]")
def system(shell: Shell, argument: str) -> None:
    """Show the system text, or begin anew from another."""
    session = shell.session
    if not argument:
        first = next(session.conversation.current_line(), None)
        shell.renderer.data((first.text.strip() if first else "") or "there is no system text")
        return
    session.template.opening_text(argument)
    shell.answer(lambda: session.open(argument))
    shell.renderer.notice("the conversation starts anew from this system text; /undo goes back")


def _tell(shell: Shell, name: str) -> None:
    setting = SETTINGS[name]
    shell.renderer.data(f"{setting.word} is {_shown(getattr(shell.session.params, name))} ({setting.range})")


def _shown(value: float | None) -> str:
    return "random" if value is None else f"{value:g}" if isinstance(value, float) else str(value)
