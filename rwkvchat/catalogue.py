"""Which model is meant, what belongs to it (tokenizer, template, settings), and loading it.

Everything up to `load` works without torch, so that what is wrong with a file is said at once.
"""

import json
import os
from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rwkvchat.demo import MODEL, TOKENIZER
from rwkvchat.dialogue.tokenizer import Tokenizer, load_tokenizer
from rwkvchat.engine.layout import Layout, rwkv4_layout
from rwkvchat.engine.strategy import parse_strategy
from rwkvchat.engine.weights import WeightFile, open_weights
from rwkvchat.errors import TokenizerError, UsageError, WeightsError
from rwkvchat.events import Loading
from rwkvchat.files import user_path
from rwkvchat.params import SamplingParams

if TYPE_CHECKING:
    from rwkvchat.engine.model import Model

DEMO = "raven-nano"
"""The model that ships."""

TOKENIZERS = ("tokenizer.json", "20B_tokenizer.json")
"""Names under which a tokenizer lies beside a model's weights."""

WORLD_VOCABULARY = 65536


@dataclass(frozen=True, slots=True)
class Profile:
    """What belongs to a model: how to write a conversation down for it, and how to sample from it."""

    template: str
    params: SamplingParams


# The reference program's settings for Raven; Pile and World models do without penalties.
RAVEN = Profile("raven-chat", SamplingParams(1.2, 0.5, 0, 0.4, 0.4, 0.996))
WORLD = Profile("world", SamplingParams(1.0, 0.5))
PILE = Profile("qa", SamplingParams(1.0, 0.7))


@dataclass(frozen=True, slots=True)
class FoundModel:
    """A model's files, checked and not yet loaded."""

    weights: WeightFile
    layout: Layout
    tokenizer: Tokenizer
    profile: Profile

    @property
    def name(self) -> str:
        return self.weights.name

    def load(self, strategy: str = "auto") -> "Generator[Loading, None, Model]":
        """Build the model, with progress; returns it."""
        from rwkvchat.engine.model import load

        return (yield from load(self.weights, parse_strategy(strategy)))


def find_weights(name_or_path: str | None) -> Path:
    """The weight file that a name or a path means; None is the model that ships."""
    if name_or_path in (None, DEMO):
        return MODEL
    path = user_path(str(name_or_path))
    if not os.path.exists(path) and path.suffix not in (".pth", ".safetensors") and path.parent == Path():
        raise WeightsError(
            f"there is no model named {name_or_path}",
            f"give the path of a .pth or .safetensors file; {DEMO} is the model that ships",
        )
    return path


def find_model(name_or_path: str | None = None, tokenizer: str | None = None, *, mmap: bool = True) -> FoundModel:
    """Find and check a model's files.

    Args:
        name_or_path: a weight file, or the name of the model that ships (None is that one too).
        tokenizer: a tokenizer.json, where it does not lie beside the weights.

    Raises:
        WeightsError, TokenizerError: a file is missing, broken, or does not fit the other.
    """
    path = find_weights(name_or_path)
    weights = open_weights(path, mmap=mmap)
    layout = layout_of(weights)
    found = load_tokenizer(user_path(tokenizer) if tokenizer else find_tokenizer(path, layout.n_vocab))
    found.check_fits(layout.n_vocab)
    return FoundModel(weights, layout, found, profile_of(weights, layout))


def layout_of(weights: WeightFile) -> Layout:
    """The sizes of the RWKV-4 in a file.

    Raises:
        WeightsError: it holds another network; names the file.
    """
    try:
        return rwkv4_layout(weights.tensors)
    except WeightsError as error:
        raise WeightsError(f"cannot use {str(weights.path)!r}: {error.message}", error.hint) from None


def find_tokenizer(weights: Path, n_vocab: int) -> Path:
    """The tokenizer that lies beside a weight file.

    Raises:
        TokenizerError: there is none; says which one is needed.
    """
    if weights == MODEL:
        return TOKENIZER
    for name in TOKENIZERS:
        if (weights.parent / name).is_file():
            return weights.parent / name
    kinds = {
        50277: "the GPT-NeoX-20B tokenizer.json (Pile and Raven models use it)",
        WORLD_VOCABULARY: "the World vocabulary",
    }
    needed = kinds.get(n_vocab, f"a tokenizer.json of {n_vocab} tokens")
    raise TokenizerError(
        f"there is no tokenizer beside {weights}", f"put {needed} there as tokenizer.json, or give it with --tokenizer"
    )


def profile_of(weights: WeightFile, layout: Layout) -> Profile:
    """The profile in a file's metadata, or what its vocabulary and name tell."""
    if "template" in weights.metadata:
        try:
            return Profile(weights.metadata["template"], SamplingParams(**json.loads(weights.metadata["sampling"])))
        except (KeyError, ValueError, TypeError, UsageError) as error:
            raise WeightsError(
                f"cannot use {weights.path}: its metadata hold no settings that make sense",
                "it was not made for rwkvchat",
            ) from error
    if layout.n_vocab == WORLD_VOCABULARY:
        return WORLD
    return RAVEN if "raven" in weights.path.name.lower() else PILE


def load_model(name_or_path: str | Path | None = None, strategy: str | None = None, *, mmap: bool = True) -> "Model":
    """Load a model by path or name; needs no tokenizer, and takes a vocabulary of any size.

    A strategy of None is ``auto``.

    Raises:
        WeightsError, DeviceError, StrategyError: see the errors' own messages.
    """
    from rwkvchat.engine.model import load, run

    wanted = parse_strategy("auto" if strategy is None else strategy)
    weights = open_weights(find_weights(None if name_or_path is None else str(name_or_path)), mmap=mmap)
    layout_of(weights)
    return run(load(weights, wanted))
