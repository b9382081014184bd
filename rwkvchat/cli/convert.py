"""``rwkvchat convert``: a model into another form of file, another number format, or quantised."""

import argparse
import json
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rwkvchat.catalogue import find_weights
from rwkvchat.cli.effective import prepared
from rwkvchat.cli.flags import Parser, read_flags, switch
from rwkvchat.cli.listing import output_flags
from rwkvchat.config import Folders
from rwkvchat.convert import DTYPES, FORMS, Wanted, form_of, prepare
from rwkvchat.engine.quant_parts import KINDS
from rwkvchat.errors import UsageError
from rwkvchat.files import user_path
from rwkvchat.sizes import size_text
from rwkvchat.ui.progress import ProgressLine

if TYPE_CHECKING:
    from rwkvchat.convert import Conversion
    from rwkvchat.ui.render import Renderer

DESCRIPTION = """\
Write a model in another form: a .pth file as RWKV-LM and the rwkv package have
them, a safetensors file, or a folder in the Hugging Face form, which
transformers opens. Values stay as they are, to the bit, unless --dtype or
--quantize say otherwise. The path of what was written goes to standard output."""

EPILOG = """\
  rwkvchat convert RWKV-4-Raven-3B.pth raven-3b --to hf
  rwkvchat convert raven-3b raven-3b.pth --dtype fp16
  rwkvchat convert raven-1b5 raven-1b5-i8.safetensors --quantize i8"""


def run(arguments: Sequence[str]) -> int:
    """Do what the command line says; gives the exit code."""
    flags = read_flags(command_line(), arguments)
    preferences, renderer = prepared(flags, Folders.of_user())
    out = user_path(flags.out)
    wanted = Wanted(out, form_of(out, flags.to), flags.dtype, flags.quantize or "", flags.force)
    if flags.push_to_hub is not None:
        from rwkvchat.hub.upload import check_upload

        if wanted.form != "hf":
            raise UsageError("--push-to-hub is for a folder in the Hugging Face form", "give --to hf")
        check_upload(flags.push_to_hub, offline=preferences.offline)
    source = find_weights(preferences.weights(flags.model), flags.revision)
    conversion = prepare(source, wanted, user_path(flags.tokenizer) if flags.tokenizer else None)
    for remark in conversion.remarks():
        renderer.notice(remark)
    started = time.monotonic()
    path = _convert(conversion, renderer)
    size = _size(path)
    seconds = time.monotonic() - started
    renderer.notice(f"{conversion.weights.name}: {size_text(size)} in {conversion.dtype}, {seconds:.1f} s")
    url = _upload(path, flags.push_to_hub, renderer) if flags.push_to_hub else None
    if flags.json:
        told = {"path": str(path), "form": wanted.form, "dtype": conversion.dtype, "bytes": size, "seconds": seconds}
        renderer.data(json.dumps(told | {"url": url}))
    else:
        renderer.data(str(path))
    return 0


def _convert(conversion: "Conversion", renderer: "Renderer") -> Path:
    progress = ProgressLine(renderer.err, active=renderer.err.is_terminal and not renderer.quiet)
    progress.tell(f"reading {conversion.weights.name}")

    def show(done: int, total: int) -> None:
        progress.show("writing", done // 1_000_000, max(1, total // 1_000_000), "MB/s")

    try:
        return conversion.run(show)
    except KeyboardInterrupt:
        progress.hide()
        renderer.notice("stopped; nothing was written")
        raise
    finally:
        progress.hide()


def _size(path: Path) -> int:
    return sum(each.stat().st_size for each in (path.iterdir() if path.is_dir() else (path,)))


def _upload(folder: Path, repo: str, renderer: "Renderer") -> str:
    from rwkvchat.hub.upload import upload

    progress = ProgressLine(renderer.err, active=renderer.err.is_terminal and not renderer.quiet)
    progress.tell(f"uploading {size_text(_size(folder))} to {repo}")
    try:
        url = upload(folder, repo, renderer.notice)
    finally:
        progress.hide()
    renderer.notice(f"uploaded to {url}")
    return url


def command_line() -> Parser:
    parser = Parser(
        prog="rwkvchat convert",
        description=DESCRIPTION,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
        parents=[output_flags()],
    )
    add = parser.add_argument
    add("model", metavar="IN", help="a name (rwkvchat models list) of a model that is here, a file or a folder")
    add("out", metavar="OUT", help="the file or the folder to write")
    add("--to", choices=FORMS, help="the form; by default as the ending of OUT says")
    add("--dtype", choices=DTYPES, help="the number format of all tensors that are not quantised")
    add("--quantize", choices=KINDS, help="quantise the matrices; for --strategy with the same letters")
    add("--tokenizer", metavar="PATH", help="the tokenizer.json of a folder, where it is not found")
    add("--revision", metavar="SHA", help="of a model of the hub: a commit, branch or tag of its repository")
    add("--force", action="store_true", help="replace a model that is there, once the new one is complete")
    add("--push-to-hub", metavar="OWNER/REPO", help="upload the folder to the hub; a new repository is public")
    switch(parser, "offline", "make no request")
    add("--json", action="store_true", help="print path, form, number format and bytes as one JSON object")
    return parser
