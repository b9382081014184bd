"""Commands that hand texts to other programs and take them from there: the clipboard, and a reply as it is."""

from collections.abc import Iterator

from rwkvchat.commands.arguments import first_word, whole_number
from rwkvchat.commands.completing import among
from rwkvchat.commands.registry import family
from rwkvchat.commands.shell import Shell
from rwkvchat.commands.showing import at_terminal
from rwkvchat.dialogue.conversation import Turn
from rwkvchat.errors import ConversationError, UsageError, did_you_mean
from rwkvchat.sizes import counted
from rwkvchat.storage.export import export
from rwkvchat.storage.text import heading, line_of
from rwkvchat.ui.blocks import as_line
from rwkvchat.ui.clipboard import copy, paste
from rwkvchat.ui.suggestion import Suggestion

talking, files, looking = family("talking"), family("files"), family("looking")

CODE, ALL = "code", "all"


def _what(shell: Shell, typed: str) -> Iterator[Suggestion]:
    yield from among({CODE: "the code in the last reply", ALL: "the whole line of talk, as Markdown"}, typed)


@files("copy", usage="[n|code [k]|all]", complete=_what)
def copy_(shell: Shell, argument: str) -> None:
    """Copy the last reply into the clipboard, or a part of the talk.

    /copy         the last reply, as the model wrote it
    /copy 2       the last but one
    /copy code    the first block of code in the last reply
    /copy code 2  the second
    /copy all     the whole line of talk, as Markdown
    """
    at_terminal(shell, "/copy", "/raw shows a reply as it is")
    word, rest = first_word(argument)
    if word == CODE:
        text, what = _code(reply(shell, "").text, rest)
    elif word == ALL and not rest:
        session = shell.session
        turns = line_of(session.conversation)
        text = export(turns, heading(session.title, turns), session.model.info.name, "md")
        what = "the whole line of talk"
    elif word.isalpha():
        hint = f"{did_you_mean(word, (CODE, ALL))}write /copy, /copy 2, /copy code or /copy all"
        raise UsageError(f"/copy {argument} means nothing", hint)
    else:
        text, what = reply(shell, argument).text, "the last reply" if argument in ("", "1") else f"reply {argument}"
    streams = (shell.renderer.err.file, shell.renderer.out.file)
    how = copy(text, next((stream for stream in streams if stream.isatty()), streams[0]))
    lines = counted(len(text.splitlines()), "line")
    shell.renderer.notice(f"copied {what}, {lines}, by {how}")


@looking("raw", usage="[n]")
def raw(shell: Shell, argument: str) -> None:
    """Show the last reply, or the n-th last, as it was written.

    /raw 2  the last but one; Markdown and long lines are left as they are
    """
    shell.renderer.data(reply(shell, argument).text)


@talking("paste")
def paste_(shell: Shell, argument: str) -> None:
    """Put the clipboard's text into the input line, unsent."""
    at_terminal(shell, "/paste", "send the text as a message")
    text = paste().strip("\n")
    shell.draft = as_line(text)
    shell.renderer.notice(f"{counted(len(text.splitlines()), 'line')} from the clipboard; Enter sends, Ctrl-C clears")


def reply(shell: Shell, argument: str) -> Turn:
    """The last reply on the way here, or the n-th last.

    Raises:
        ConversationError: there is none. UsageError: no number.
    """
    back = whole_number(argument, "replies", "give a whole number, 1 for the last reply") if argument else 1
    replies = [turn for turn in shell.session.conversation.current_line() if turn.role == "reply"]
    if not replies:
        raise ConversationError("there is no reply here", "ask something first, or /goto one")
    if back > len(replies):
        only = "there is only 1 reply" if len(replies) == 1 else f"there are only {len(replies)} replies"
        raise ConversationError(f"{only} here", "/goto lists the turns")
    return replies[-back]


def _code(text: str, argument: str) -> tuple[str, str]:
    """A block of code in a text, and what to call it.

    Raises:
        ConversationError: there is none, or not so many. UsageError: no number.
    """
    number = whole_number(argument, "blocks of code", "write /copy code 1") if argument else 1
    blocks = code_blocks(text)
    if not blocks:
        raise ConversationError("there is no code in the last reply", "/copy copies all of it")
    if number > len(blocks):
        raise ConversationError(f"there are {len(blocks)} blocks of code, and no block {number}", "write /copy code 1")
    return blocks[number - 1], f"block {number} of {len(blocks)}" if len(blocks) > 1 else "the code"


def code_blocks(text: str) -> list[str]:
    """The blocks of code in a Markdown text, in order; one that was cut off ends with the text."""
    from markdown_it import MarkdownIt  # a tenth of a second that only this needs

    return [token.content for token in MarkdownIt().parse(text) if token.type in ("fence", "code_block")]
