"""Commands that change how the next turns are written down and sampled."""

from collections.abc import Callable, Iterable, Iterator

from rwkvchat.commands.arguments import PRESET, assignments, settings_in
from rwkvchat.commands.completing import among, files, one_of, presets, settings, shown
from rwkvchat.commands.registry import by_word, family
from rwkvchat.commands.shell import Shell
from rwkvchat.dialogue.template import load_template, template_names
from rwkvchat.errors import SettingsError
from rwkvchat.params import SETTINGS, field_of
from rwkvchat.presets import load_preset
from rwkvchat.ui.suggestion import Suggestion

command = family("settings")

NARROW = 40
"""Columns below which the settings are shown by their names and values alone."""


def _one(word: str) -> Callable[[Shell, str], None]:
    """A command that shows or changes one setting."""
    name = field_of(word)
    setting = SETTINGS[name]

    def run(shell: Shell, argument: str) -> None:
        if argument:
            shell.session.configure({setting.word: argument})
        _tell(shell, name)

    run.__doc__ = f"{setting.help[0].upper()}{setting.help[1:]}.\n\nIt is {setting.range}. Without one it is shown."
    return run


command("temp", usage="[X]")(_one("temp"))
command("top_p", usage="[X]")(_one("top_p"))
command("seed", usage="[N|random]", complete=one_of({"random": "another each time"}))(_one("seed"))
command("max", usage="[N]")(_one("max"))


def _names_or_values(shell: Shell, typed: str) -> Iterator[Suggestion]:
    yield from settings(shell, typed)
    yield from among({setting.word: f"about {setting.word}" for setting in SETTINGS.values()} if typed else {}, typed)


@command("set", usage="[NAME|k=v ...]", complete=_names_or_values)
def set_(shell: Shell, argument: str) -> None:
    """Show settings, tell about one, or change some.

    /set                        all of them, with ranges
    /set presence               about one
    /set temp=0.8 top_p=0.9     changes two, from the next reply on
    /set preset=creative seed=3 a preset, and something besides
    """
    if argument == PRESET:
        _list_presets(shell)
        return
    if argument and "=" not in argument:
        _see_that_none_is_a_command([argument])
        name = field_of(argument)
        _tell(shell, name)
        shell.renderer.data(SETTINGS[name].help)
        return
    if argument:
        _see_that_none_is_a_command(assignments(argument))
        shell.session.configure(settings_in(argument))
    defaults, params = shell.defaults.as_words(), shell.session.params.as_words()
    ranges = {setting.word: setting.range for setting in SETTINGS.values()}
    rows = [(word, shown(value), shown(defaults[word]), ranges[word]) for word, value in params.items()]
    told = 4 if shell.renderer.out.width >= NARROW else 2
    shell.renderer.table([row[:told] for row in rows], ("setting", "value", "default", "range")[:told])


def _see_that_none_is_a_command(words: Iterable[str]) -> None:
    """Raises:
    SettingsError: a word is no setting, but a command.
    """
    for word in words:
        try:
            field_of(word)
        except SettingsError as error:
            if word in by_word() and word != PRESET:
                raise SettingsError(error.message, f"/{word} is a command of its own") from None


@command("preset", usage="[NAME]", complete=lambda shell, typed: among(presets(), typed))
def preset(shell: Shell, argument: str) -> None:
    """Show the presets, or take the settings of one.

    /preset creative       from the next reply on
    /retry preset=precise  for one reply alone
    A preset says how tokens are chosen; the seed and /max stay as they are.
    """
    if not argument:
        _list_presets(shell)
        return
    found = load_preset(argument)
    shell.session.configure(found.settings)
    values = {word: value for word, value in shell.session.params.as_words().items() if word in found.settings}
    shell.renderer.notice(f"now {found.name}: {', '.join(f'{word} {shown(value)}' for word, value in values.items())}")


def _list_presets(shell: Shell) -> None:
    params = shell.session.params
    rows = []
    for name, description in presets().items():
        same = params.with_texts(load_preset(name).settings) == params
        rows.append((("* " if same else "  ") + name, description))
    shell.renderer.table(rows)
    shell.renderer.notice("/preset NAME takes one; /set shows the settings")


@command("template", usage="[NAME|FILE]", complete=lambda shell, typed: _templates(typed))
def template(shell: Shell, argument: str) -> None:
    """Show the templates, or write on in another one.

    /template raven-chat  from the next message on; what was said stays as it was read
    /template mine.toml   one of your own
    """
    if not argument:
        current = shell.session.template.name
        rows = [(("* " if n == current else "  ") + n, load_template(n).description) for n in template_names()]
        shell.renderer.table(rows)
        return
    shell.session.template = load_template(argument)
    shell.renderer.notice(f"the next message is written down as {shell.session.template.name}")


def _templates(typed: str) -> Iterator[Suggestion]:
    yield from among({name: load_template(name).description for name in template_names()}, typed)
    yield from files(typed, ".toml")


@command("system", usage="[TEXT]")
def system(shell: Shell, argument: str) -> None:
    """Show the system text, or begin anew from another.

    /system You are a pirate.  another opening, which the talk begins after; /undo goes back
    """
    session = shell.session
    if not argument:
        first = next(session.conversation.current_line(), None)
        shell.renderer.words((first.text.strip() if first else "") or "there is no system text")
        return
    session.template.opening_text(argument)
    shell.answer(lambda: session.open(argument))
    shell.renderer.notice("the conversation starts anew from this system text; /undo goes back")


def _tell(shell: Shell, name: str) -> None:
    setting = SETTINGS[name]
    shell.renderer.data(f"{setting.word} is {shown(getattr(shell.session.params, name))} ({setting.range})")
