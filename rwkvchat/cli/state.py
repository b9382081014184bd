"""``rwkvchat state``: what is in a conversation file. Torch is needed by ``verify`` alone."""

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from rwkvchat.audit import Difference, differences, tokens
from rwkvchat.catalogue import find_model, find_tokenizer, find_weights
from rwkvchat.cli.effective import prepared
from rwkvchat.cli.flags import Parser, read_flags
from rwkvchat.cli.listing import conversation_path, output_flags, show_rows
from rwkvchat.cli.start import model_of
from rwkvchat.config import Folders
from rwkvchat.dialogue.conversation import Conversation
from rwkvchat.dialogue.tokenizer import Tokenizer, load_tokenizer
from rwkvchat.errors import ConversationError
from rwkvchat.events import Event
from rwkvchat.files import user_path
from rwkvchat.storage.facts import Facts, read_facts
from rwkvchat.storage.salvage import salvage_file
from rwkvchat.ui.render import Renderer

CLOSE = {True: 1e-4, False: 5e-2}
"""How far a snapshot may be from what its readings give on another machine: in fp32 from equal weights, and else."""


def run(arguments: Sequence[str]) -> int:
    """Do what the command line says; gives the exit code."""
    flags, folders = read_flags(command_line(), arguments), Folders.of_user()
    preferences, renderer = prepared(flags, folders)
    if "model" in flags and flags.model is not None:
        flags.model = preferences.weights(flags.model)
    flags.tokenizer_for = preferences.tokenizer_for
    flags.run(flags, renderer, conversation_path(flags.file, folders))
    return 0


def command_line() -> Parser:
    parser = Parser(prog="rwkvchat state", description="What is in a conversation file.", allow_abbrev=False)
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    one = output_flags()
    one.add_argument("file", metavar="FILE", help="a conversation file, or the id or title of a kept conversation")
    model = Parser(add_help=False, parents=[one])
    model.add_argument("-m", "--model", metavar="PATH", help="its model, where that is no longer in its place")
    model.add_argument("--tokenizer", metavar="PATH", help="its tokenizer.json, where it does not lie beside the model")

    info = commands.add_parser("info", help="what it says of itself", parents=[one], allow_abbrev=False)
    info.add_argument("--json", action="store_true", help="print it as one JSON object")
    info.set_defaults(run=_info)

    text = commands.add_parser("text", help="what the model remembers", parents=[model], allow_abbrev=False)
    text.add_argument("--ids", action="store_true", help="a line for each token: index, turn, id, bytes")
    text.set_defaults(run=_text)

    verify = commands.add_parser("verify", help="whether it is whole", parents=[model], allow_abbrev=False)
    verify.add_argument("--replay", action="store_true", help="also repeat all that its model read, and compare")
    verify.add_argument("--strategy", metavar="TEXT", help="how to compute that; by default as it was")
    verify.set_defaults(run=_verify)
    return parser


def _info(flags: argparse.Namespace, renderer: Renderer, path: Path) -> None:
    facts = read_facts(path)
    if flags.json:
        renderer.data(json.dumps(_described(facts, path)))
        return
    model, tree, params = facts.model, facts.conversation, facts.params.as_words()
    settings = [f"{word} {'random' if value is None else format(value, 'g')}" for word, value in params.items()]
    rows = [
        ("file", f"{path}, {facts.file_bytes:,} bytes, version {facts.version}"),
        ("journal", f"{facts.journal_entries} entries, {facts.journal_bytes:,} bytes"),
        ("title", facts.title or "none"),
        ("model", f"{model.name}, fingerprint {model.fingerprint}"),
        ("found at", facts.source),
        ("sizes", f"{model.n_layer} layers, {model.n_embd} channels, {model.n_vocab} tokens"),
        ("computed in", f"{model.strategy}, blocks of {model.block_length}"),
        ("tokenizer", facts.tokenizer),
        ("template", facts.template.name),
        ("system", "the template's" if facts.system is None else facts.system),
        ("settings", ", ".join(settings)),
        ("stops", ", ".join(map(repr, facts.stops)) or "the template's"),
        ("seeds", _seeds(facts)),
        ("turns", ", ".join(f"{count} {role}" for role, count in _roles(tree).items()) or "none"),
        ("branches", ", ".join(_branches(tree))),
        ("remembered", f"{len(tree.ids()):,} tokens at turn {tree.cursor}"),
        ("snapshots", _snapshots(facts)),
    ]
    show_rows(renderer, rows)
    if facts.remark:
        renderer.notice(facts.remark)


def _described(facts: Facts, path: Path) -> dict[str, object]:
    tree = facts.conversation
    return {
        "file": str(path),
        "version": facts.version,
        "bytes": facts.file_bytes,
        "journal_bytes": facts.journal_bytes,
        "journal_entries": facts.journal_entries,
        "title": facts.title,
        "model": facts.model._asdict(),
        "source": facts.source,
        "tokenizer": facts.tokenizer,
        "template": facts.template.name,
        "system": facts.system,
        "settings": facts.params.as_words(),
        "stops": facts.stops,
        "seeds": facts.seeds,
        "turns": _roles(tree),
        "branch": tree.place.branch,
        "branches": tree.branches(),
        "cursor": tree.cursor,
        "tokens": len(tree.ids()),
        "snapshots": facts.snapshots,
        "remark": facts.remark,
    }


def _roles(tree: Conversation) -> dict[str, int]:
    return dict(Counter(turn.role for turn in tree.turns.values()))


def _branches(tree: Conversation) -> list[str]:
    here = tree.place.branch
    return [f"{name} to turn {tip}{' (here)' if name == here else ''}" for name, tip in tree.branches().items()]


def _seeds(facts: Facts) -> str:
    base, used = facts.seeds.get("base"), facts.seeds.get("used")
    return "drawn anew for each reply" if base is None else f"from {base}, {used} used"


def _snapshots(facts: Facts) -> str:
    if not facts.snapshots:
        return "none"
    return f"of turns {', '.join(map(str, facts.snapshots))}; {sum(facts.snapshots.values()):,} bytes"


class _Told(NamedTuple):
    conversation: Conversation
    tokenizer: Tokenizer


def _text(flags: argparse.Namespace, renderer: Renderer, path: Path) -> None:
    try:
        facts = read_facts(path)
    except ConversationError as error:
        raise _show_salvaged(path, renderer, error) from None
    told = _Told(facts.conversation, _tokenizer(flags, facts))
    if flags.ids:
        for row in tokens(told):
            renderer.data(f"{row.position}\t{row.turn}\t{row.id}\t{row.data!r}")
    else:
        renderer.exact(told.tokenizer.decode(told.conversation.ids()))
        if renderer.out.is_terminal:
            renderer.data("")
    if facts.remark:
        renderer.notice(facts.remark)


def _show_salvaged(path: Path, renderer: Renderer, error: ConversationError) -> ConversationError:
    """Show what can still be read of a file that cannot be used; gives what is to be said of it."""
    turns = []
    with suppress(OSError, ValueError):
        turns = salvage_file(path)
    for turn in turns:
        renderer.data(f"[{'?' if turn.number is None else turn.number} {turn.role}]\n{turn.text}\n")
    if not turns:
        return error
    return ConversationError(error.message, f"these are the turns that can still be read in it: {len(turns)}")


def _tokenizer(flags: argparse.Namespace, facts: Facts) -> Tokenizer:
    """The tokenizer that a conversation was written with.

    Raises:
        ConversationError: its model is gone, or this is another one. TokenizerError: there is none.
    """
    if flags.tokenizer:
        tokenizer = load_tokenizer(user_path(flags.tokenizer))
    else:
        model = flags.model or model_of(facts.source)
        settled = flags.tokenizer_for(model)
        if settled:
            tokenizer = load_tokenizer(user_path(settled))
        else:
            tokenizer = find_tokenizer(find_weights(model), facts.model.n_vocab)
    if tokenizer.fingerprint != facts.tokenizer:
        raise ConversationError(
            f"this conversation was written with another tokenizer ({facts.tokenizer[:8]}) "
            f"than this one ({tokenizer.fingerprint[:8]})",
            "give the one it was made with by --tokenizer",
        )
    return tokenizer


def _verify(flags: argparse.Namespace, renderer: Renderer, path: Path) -> None:
    from rwkvchat.storage.session_file import open_session

    opened = open_session(path)
    facts = read_facts(path)
    renderer.data(f"the file is whole: hash, turns, {len(facts.snapshots)} snapshots")
    if opened.remark:
        raise ConversationError(opened.remark, "what is whole of it can be used; going on with it leaves the rest out")
    if facts.journal_entries:
        renderer.data(f"so is its journal: {facts.journal_entries} entries")
    if flags.replay:
        _replay(flags, renderer, path, facts)


def _replay(flags: argparse.Namespace, renderer: Renderer, path: Path, facts: Facts) -> None:
    from rwkvchat.session import Session
    from rwkvchat.storage.session_file import load_session

    text = flags.model or model_of(facts.source)
    found = find_model(text, flags.tokenizer or flags.tokenizer_for(text))
    apart: list[Difference] = []
    strategies = [facts.model.strategy]

    def work() -> Iterator[Event]:
        model = yield from found.load(flags.strategy or facts.model.strategy)
        strategies.append(model.info.strategy)
        record = load_session(path)
        session = Session(model, found.tokenizer, record.template, record.params)
        session.snapshots.budget = sys.maxsize
        session.adopt(record)
        apart.extend((yield from differences(session)))

    renderer.stream(work())
    if all(each.exact for each in apart):
        renderer.data(f"its {len(apart)} snapshots are bit for bit what the readings give")
        return
    worst = max(apart, key=lambda each: each.largest)
    told = f"the snapshot of turn {worst.turn} differs by {worst.largest:.1e} of max|.| from what its readings give"
    if worst.largest > CLOSE[equal_in_fp32(*strategies)]:
        raise ConversationError(told, "its words are whole: rwkvchat sessions export, or state text, gives them")
    renderer.data(told)


def equal_in_fp32(strategy: str, other: str) -> bool:
    """Whether both strategies compute in fp32 with the same weights, quantised or not, on whatever devices."""
    formats, others = (set(re.findall(r"\b(?:fp|bf)\d+(?:i\d)?\b", text)) for text in (strategy, other))
    same = strategy == other or (formats == others and len(formats) == 1)
    return same and all(each.startswith("fp32") for each in formats)
