"""Everything that a conversation file says but the values of its tensors, checked as far as that goes without torch."""

from pathlib import Path
from typing import Any, NamedTuple

from rwkvchat.dialogue.conversation import Conversation
from rwkvchat.dialogue.template import PromptTemplate
from rwkvchat.errors import ConversationError, RwkvchatError
from rwkvchat.params import SamplingParams
from rwkvchat.storage.journal import Entries, merge, read_entries, remark
from rwkvchat.storage.pack import CONVERSATION, Damaged, Pack, unpack, unpack_leading
from rwkvchat.storage.paths import Source, read_source, settled
from rwkvchat.storage.salvage import refusal
from rwkvchat.storage.tables import build, build_item, restore_conversation, typed


class ModelFacts(NamedTuple):
    """The model that a conversation was held with."""

    name: str
    fingerprint: str
    strategy: str
    block_length: int
    n_layer: int
    n_embd: int
    n_vocab: int


class Facts(NamedTuple):
    """What a conversation file and its journal hold."""

    version: int
    title: str
    model: ModelFacts
    source: str
    """Where the model is found again."""
    tokenizer: str
    template: PromptTemplate
    system: str | None
    params: SamplingParams
    stops: tuple[str, ...]
    seeds: dict[str, Any]
    conversation: Conversation
    snapshots: dict[int, int]
    """Bytes of each snapshot, by turn."""
    file_bytes: int
    journal_bytes: int
    journal_entries: int
    remark: str
    """What the user should know of it; mostly empty."""


def read_facts(path: Path) -> Facts:
    """Read a conversation file and its journal, whole, and check all hashes.

    Raises:
        ConversationError: it is missing, damaged, foreign or of a newer version.
    """
    return settled(path, lambda: _read(read_source(path), path), lambda facts: facts.remark != "")


def _read(source: Source, path: Path) -> Facts:
    try:
        base = unpack(source.data, CONVERSATION, str(path))
        entries = read_entries(source.journal, base, str(path))
        return _facts(merge(base, entries.packs), entries, source, remark(entries, path))
    except ConversationError:  # a newer version
        raise
    except (Damaged, LookupError, ValueError, TypeError, ArithmeticError, RwkvchatError):
        raise refusal(path, source.data + source.journal) from None


def source_in_damaged(path: Path) -> str:
    """Where the model of a damaged conversation file is found; empty if it does not tell.

    Raises:
        ConversationError: it is missing, or of a newer version.
    """
    try:
        source = unpack_leading(read_source(path).data, CONVERSATION, str(path), frozenset()).table.get("source")
    except Damaged:
        return ""
    return source if isinstance(source, str) else ""


def _facts(content: Pack, entries: Entries, source: Source, told: str) -> Facts:
    table, parts = content.table, content.parts
    kinds = ModelFacts.__annotations__
    model = ModelFacts(**{name: typed(table["model"][name], kinds[name]) for name in ModelFacts._fields})
    kept = {
        number: sum(len(parts[f"snapshot.{number}.{name}"].data) for name in ("state", "logits"))
        for number in build_item(table["snapshots"], tuple[int, ...])
    }
    return Facts(
        version=int(content.metadata["version"]),
        title=typed(table["title"], str),
        model=model,
        source=typed(table["source"], str),
        tokenizer=typed(table["tokenizer"], str),
        template=build(PromptTemplate, table["template"]),
        system=typed(table["system"], str | None),
        params=build(SamplingParams, table["params"]),
        stops=build_item(table["stops"], tuple[str, ...]),
        seeds=typed(table["seeds"], dict),
        conversation=restore_conversation(table, parts, model.n_vocab),
        snapshots=kept,
        file_bytes=len(source.data),
        journal_bytes=len(source.journal),
        journal_entries=len(entries.packs),
        remark=told,
    )
