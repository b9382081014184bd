"""Which model is meant, what belongs to it (tokenizer, template, settings), and loading it.

Everything up to `load` works without torch, so that what is wrong with a file is said at once; and without a request,
since what the hub has is taken from its cache alone.
"""

import json
import os
import re
from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rwkvchat.demo import MODEL, TOKENIZER
from rwkvchat.dialogue.template import template_names
from rwkvchat.dialogue.tokenizer import Tokenizer, load_tokenizer, world_tokenizer
from rwkvchat.engine.checkpoint import Checkpoint, open_checkpoint
from rwkvchat.engine.layout import Layout, rwkv4_layout
from rwkvchat.engine.strategy import parse_strategy
from rwkvchat.errors import NotHereError, TokenizerError, UsageError, WeightsError
from rwkvchat.events import Loading
from rwkvchat.files import user_path
from rwkvchat.hub.cache import NEOX, TOKENIZERS, cached_neox, find_cached, repo_of
from rwkvchat.hub.place import WEIGHTS, Place, place_of
from rwkvchat.known_models import FAMILIES, KNOWN, PILE, WORLD, Profile, family_of, near_names, trained_context
from rwkvchat.params import SamplingParams

if TYPE_CHECKING:
    from rwkvchat.engine.model import Model

DEMO = "raven-nano"
"""The model that ships."""

WORLD_VOCABULARY, NEOX_VOCABULARY = 65536, 50277
"""Sizes of the vocabularies that RWKV-4 models were trained with."""


@dataclass(frozen=True, slots=True)
class FoundModel:
    """A model's files, checked and not yet loaded."""

    weights: Checkpoint
    layout: Layout
    tokenizer: Tokenizer
    profile: Profile

    @property
    def name(self) -> str:
        return self.weights.name

    @property
    def context(self) -> int | None:
        """Tokens of the texts that it was trained on, where its file tells."""
        return trained_on(self.weights)

    def load(self, strategy: str = "auto") -> "Generator[Loading, None, Model]":
        """Build the model, with progress; returns it."""
        from rwkvchat.engine.model import load

        return (yield from load(self.weights, parse_strategy(strategy)))


def find_weights(name_or_path: str | None, revision: str | None = None) -> Path:
    """The weight file, or the folder in the Hugging Face form, that a name or a path means.

    Args:
        name_or_path: None is the model that ships. What exists as a path is no name.
        revision: of a model of the hub.

    Raises:
        NotHereError: it is a model of the hub that was not downloaded. WeightsError: there is no such model.
        UsageError: a revision of a file.
    """
    text = DEMO if name_or_path is None else name_or_path
    path = user_path(text)
    exists = os.path.exists(path)
    ships = not exists and text.lower() == DEMO
    place = None if exists or ships else hub_place(text, revision)
    if place is None:
        if revision is not None:
            raise UsageError(f"--revision says nothing of {text}", "give it with the name of a model of the hub")
        return MODEL if ships else path
    found = find_cached(place)
    if found is None:
        at = f" at revision {revision}" if revision else ""
        raise NotHereError(f"{text} is not on this machine{at}", f"download it with: {place.command}", place.text)
    return found


def hub_place(text: str, revision: str | None = None) -> Place | None:
    """The place on the hub of what is no path; None of what looks like the path of a file that there is not.

    Raises:
        WeightsError: it is neither. UsageError: the revision can be none.
    """
    path = user_path(text)
    place = place_of(text, revision)
    if place is not None and not (len(path.parts) > 1 and os.path.isdir(path.parts[0])):
        return place
    if path.suffix in WEIGHTS or len(path.parts) != 1 or text.startswith("."):
        return None
    near = near_names(text, DEMO)
    meant = f"did you mean {' or '.join(near)}? " if near else ""
    raise WeightsError(
        f"there is no model named {text}",
        f"{meant}rwkvchat models list shows the names; {DEMO} is the model that ships",
    )


def names_here() -> list[str]:
    """The names of the models that can be started without a download."""
    return [DEMO, *(name for name, known in KNOWN.items() if _is_here(Place(known.repo, known.file)))]


def _is_here(place: Place) -> bool:
    try:
        return find_cached(place) is not None
    except WeightsError:  # its repository holds several
        return False


def find_model(
    name_or_path: str | None = None, tokenizer: str | None = None, *, mmap: bool = True, revision: str | None = None
) -> FoundModel:
    """Find and check a model's files.

    Args:
        name_or_path: a weight file, a folder of them, or a name (None is the model that ships).
        tokenizer: a tokenizer.json or a World vocabulary, where it cannot be found. revision: of a model of the hub.

    Raises:
        WeightsError, TokenizerError: a file is missing, broken, or does not fit the other.
    """
    path = find_weights(name_or_path, revision)
    weights = open_checkpoint(path, mmap=mmap)
    layout = layout_of(weights)
    found = load_tokenizer(user_path(tokenizer)) if tokenizer else find_tokenizer(path, layout.n_vocab)
    found.check_fits(layout.n_vocab)
    return FoundModel(weights, layout, found, profile_of(weights, layout))


def layout_of(weights: Checkpoint) -> Layout:
    """The sizes of the RWKV-4 in a checkpoint.

    Raises:
        WeightsError: it holds another network; names the file.
    """
    try:
        return rwkv4_layout(weights.tensors)
    except WeightsError as error:
        raise WeightsError(f"cannot use {str(weights.path)!r}: {error.message}", error.hint) from None


def trained_on(weights: Checkpoint) -> int | None:
    """Tokens of the texts that a model was trained on, where its metadata or its name tell."""
    given = weights.metadata.get("context", "")
    return int(given) if re.fullmatch("[0-9]{1,9}", given) else trained_context(weights.path.name)


def find_tokenizer(weights: Path, n_vocab: int) -> Tokenizer:
    """The tokenizer that fits a model: one beside its weights, or else the one that is known for its vocabulary.

    One of another size beside them is passed over where there is a better one: a folder of many models has several.

    Raises:
        TokenizerError: there is none, or only one of another size; says which one is needed.
    """
    if weights == MODEL:
        return load_tokenizer(TOKENIZER)
    folder = weights if weights.is_dir() else weights.parent
    other: Tokenizer | None = None
    for name in TOKENIZERS:
        if (folder / name).is_file():
            found = load_tokenizer(folder / name)
            if found.size == n_vocab:
                return found
            other = other or found
    if n_vocab == WORLD_VOCABULARY:
        return world_tokenizer()
    neox = cached_neox() if n_vocab == NEOX_VOCABULARY else None
    if best := load_tokenizer(neox) if neox else other:
        best.check_fits(n_vocab)
        return best
    where = f"put a tokenizer.json of {n_vocab} tokens there"
    if n_vocab == NEOX_VOCABULARY:
        where = (
            f"rwkvchat models get {NEOX.text} brings the one of the Pile and Raven models; or put it there as "
            "tokenizer.json"
        )
    raise TokenizerError(f"there is no tokenizer beside {weights}", f"{where}, or give it with --tokenizer")


def profile_of(weights: Checkpoint, layout: Layout) -> Profile:
    """The profile in a file's metadata, or what its vocabulary and name tell."""
    if "template" in weights.metadata:
        try:
            template = weights.metadata["template"]
            if template not in template_names():  # a path would lead to a file of whoever opens it
                raise ValueError(template)
            return Profile(template, SamplingParams(**json.loads(weights.metadata["sampling"])))
        except (KeyError, ValueError, TypeError, RecursionError, UsageError) as error:
            raise WeightsError(
                f"cannot use {weights.path}: its metadata hold no settings that make sense",
                "it was not made for rwkvchat",
            ) from error
    if layout.n_vocab == WORLD_VOCABULARY:
        return WORLD
    family = family_of(weights.name) or family_of(repo_of(weights.path) or "")
    return FAMILIES[family] if family else PILE


def load_model(
    name_or_path: str | Path | None = None,
    strategy: str | None = None,
    *,
    mmap: bool = True,
    revision: str | None = None,
) -> "Model":
    """Load a model by path or name; needs no tokenizer, and takes a vocabulary of any size.

    A strategy of None is ``auto``.

    Raises:
        WeightsError, DeviceError, StrategyError: see the errors' own messages.
    """
    from rwkvchat.engine.model import load, run

    wanted = parse_strategy("auto" if strategy is None else strategy)
    path = find_weights(None if name_or_path is None else str(name_or_path), revision)
    weights = open_checkpoint(path, mmap=mmap)
    layout_of(weights)
    return run(load(weights, wanted))
