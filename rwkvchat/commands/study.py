"""The command that lets the model read a document."""

import time

from rwkvchat.commands.completing import files
from rwkvchat.commands.registry import family
from rwkvchat.commands.shell import Shell
from rwkvchat.documents import read_document
from rwkvchat.errors import UsageError
from rwkvchat.files import user_path
from rwkvchat.sizes import counted, size_text

command = family("talking")


@command("read", usage="FILE", complete=lambda shell, typed: files(typed))
def read(shell: Shell, argument: str) -> None:
    """Let the model read a text file; /ask asks about it.

    /read ~/my notes.txt  a path may have spaces; Tab completes it
    """
    if not argument:
        raise UsageError("which file?", "write /read FILE")
    document = read_document(user_path(argument))
    session = shell.session
    tokens = shell.compute(lambda: len(session.tokenizer.encode(document.text)))
    shell.renderer.notice(f"{document.name}: {size_text(document.nbytes)}, {counted(tokens, 'token')}")
    start = time.perf_counter()
    shell.answer(lambda: session.study(document.name, document.text))
    seconds = time.perf_counter() - start
    shell.renderer.notice(f"read in {seconds:.1f} s, {tokens / max(seconds, 1e-3):.0f} tokens/s")
    shell.renderer.notice("/ask TEXT asks about it without a trace, and so does /btw; any other message is kept\n")
