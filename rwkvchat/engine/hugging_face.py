"""The Hugging Face form of an RWKV-4: its names for tensors, what its config.json says, which shard holds what.

Knows texts and tables, and trusts none of them; opens no file and reads no tensor.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from rwkvchat.engine.json_table import read_table
from rwkvchat.engine.layout import EPSILON, GET_RAVEN, Layout
from rwkvchat.engine.tensor_table import GET_PLAIN, MAX_TENSORS, TENSOR_NAME, quoted
from rwkvchat.errors import WeightsError

MAX_CONFIG = 1 << 20
MAX_INDEX = 4 << 20
_MAX_EPSILON = 0.1
_MAX_SIZE = 1 << 31

_USUAL_CONTEXT = 1024
"""What `transformers` takes where a config says nothing."""

_DAMAGED = "get the original file of the model again"
_SIZES = ("hidden_size", "attention_hidden_size", "intermediate_size", "num_hidden_layers", "vocab_size")
_GENERATIONS = {"rwkv5": "RWKV-5", "rwkv6": "RWKV-6", "rwkv7": "RWKV-7"}
_MARK = re.compile(r"rwkv\.|embeddings\.|blocks\.\d+\.(attention|feed_forward|pre_ln)\.")
_TIME_MIX = {"key": "k", "value": "v", "receptance": "r"}
_RENAMED: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    (re.compile(r"^rwkv\."), ""),
    (re.compile(r"^embeddings\."), "emb."),
    (re.compile(r"^(blocks\.\d+)\.pre_ln\."), r"\1.ln0."),
    (re.compile(r"^(blocks\.\d+)\.attention\."), r"\1.att."),
    (re.compile(r"^(blocks\.\d+)\.feed_forward\."), r"\1.ffn."),
    (re.compile(r"\.time_mix_(key|value|receptance)$"), lambda match: f".time_mix_{_TIME_MIX[match[1]]}"),
)
_THEIRS: tuple[tuple[str, str], ...] = (
    ("emb.", "embeddings."),
    (".ln0.", ".pre_ln."),
    (".att.", ".attention."),
    (".ffn.", ".feed_forward."),
    *((f".time_mix_{short}", f".time_mix_{long}") for long, short in _TIME_MIX.items()),
)
_FILE_NAME = re.compile(r"[A-Za-z0-9_%+=-][A-Za-z0-9_.%+=-]{0,199}")


class Config(NamedTuple):
    """What a config.json says that matters: sizes to hold the tensors against, and two things they do not show."""

    sizes: Mapping[str, int] = MappingProxyType({})
    epsilon: float = EPSILON
    tied: bool = False
    """Whether the embedding serves as the head."""


def parse_config(data: bytes) -> Config:
    """Read a config.json.

    Raises:
        WeightsError: it describes another network, or says what cannot be; the message does not name the file.
    """
    table = read_table(data, "it", _DAMAGED, tables=10_000, fractions=True)
    _check_architecture(table)
    if table.get("quantization_config") is not None:
        raise WeightsError("it describes a quantised model", GET_PLAIN)
    sizes = {name: _size(table, name) for name in _SIZES if table.get(name) is not None}
    attention, hidden = sizes.get("attention_hidden_size"), sizes.get("hidden_size")
    if attention is not None and attention != hidden:
        raise WeightsError(
            f"its attention_hidden_size is {attention} and its hidden_size {'missing' if hidden is None else hidden}",
            "a state of such a model has no agreed form: get one in which both are the same",
        )
    epsilon = table.get("layer_norm_epsilon", EPSILON)
    if type(epsilon) not in (int, float) or not 0 < epsilon <= _MAX_EPSILON:
        raise WeightsError(
            f"its layer_norm_epsilon is not a number above 0 and up to {_MAX_EPSILON}: {_shown(epsilon)}", _DAMAGED
        )
    tied = table.get("tie_word_embeddings", False)
    if not isinstance(tied, bool):
        raise WeightsError("its tie_word_embeddings is neither true nor false", _DAMAGED)
    return Config(MappingProxyType(sizes), float(epsilon), tied)


def _check_architecture(table: Mapping[str, Any]) -> None:
    kind, classes = table.get("model_type"), table.get("architectures")
    if kind is None and isinstance(classes, list) and classes:
        kind = classes[0]
        if isinstance(kind, str) and kind.startswith("Rwkv"):
            return
    if kind is None or kind == "rwkv":
        return
    if not isinstance(kind, str):
        raise WeightsError("its model_type is not a text", _DAMAGED)
    if kind in _GENERATIONS:
        raise WeightsError(f"it describes an {_GENERATIONS[kind]} (model_type {kind!r})", GET_RAVEN)
    raise WeightsError(f"it describes another network (model_type {quoted(kind)})", GET_RAVEN)


def _size(table: Mapping[str, Any], name: str) -> int:
    size = table[name]
    if type(size) is not int or not 0 < size < _MAX_SIZE:
        raise WeightsError(f"its {name} is not a possible number: {_shown(size)}", _DAMAGED)
    return size


def _shown(value: Any) -> str:
    return quoted(str(value)) if isinstance(value, int | float | str) else f"a {type(value).__name__}"


def check_sizes(config: Config, layout: Layout) -> None:
    """Hold the config against the shapes of the tensors.

    Raises:
        WeightsError: they contradict each other.
    """
    found = dict(zip(_SIZES, (layout.n_embd, layout.n_embd, layout.n_ffn, layout.n_layer, layout.n_vocab), strict=True))
    for name, size in config.sizes.items():
        if size != found[name]:
            raise WeightsError(
                f"its {name} is {size}, and the tensors are those of a model with {found[name]}",
                "it belongs to another model, or the weights do: get both from one place",
            )


def parse_index(data: bytes) -> dict[str, str]:
    """Read the index of a model in several files: the name of the file that holds each tensor.

    Raises:
        WeightsError: it is not such a list, or names a file that is not beside it; the message does not name the index.
    """
    table = read_table(data, "it", _DAMAGED, tables=1000, fractions=True)
    places = table.get("weight_map")
    if not isinstance(places, dict) or not 1 <= len(places) <= MAX_TENSORS:
        raise WeightsError(f"its weight_map is not a list of 1 to {MAX_TENSORS} tensors and their files", _DAMAGED)
    for name, file in places.items():
        if not TENSOR_NAME.fullmatch(name):
            raise WeightsError(f"{quoted(name)} in it is no name for a tensor", _DAMAGED)
        if not isinstance(file, str) or not _FILE_NAME.fullmatch(file):
            raise WeightsError(f"it says that a tensor is in {_shown(file)}, which is no file beside it", _DAMAGED)
    return places


def has_foreign_names(names: Iterable[str]) -> bool:
    """Whether tensors go by Hugging Face's names."""
    return any(_MARK.match(name) for name in names)


def rwkv_lm_name(name: str) -> str:
    """RWKV-LM's name for a tensor; one that is such a name already stays."""
    for pattern, replacement in _RENAMED:
        name = pattern.sub(replacement, name)
    return name


def hugging_face_name(name: str) -> str:
    """Hugging Face's name for a tensor that goes by RWKV-LM's."""
    if name.startswith("head."):
        return name
    for ours, theirs in _THEIRS:
        name = name.replace(ours, theirs)
    return f"rwkv.{name}"


def config_table(layout: Layout, epsilon: float, dtype: str, context: int | None) -> dict[str, Any]:
    """What a config.json says of a model, as `transformers` reads it.

    Args:
        dtype: the number format of the weights. context: tokens of the texts that it was trained on, where it is known.
    """
    sizes = (layout.n_embd, layout.n_embd, layout.n_ffn, layout.n_layer, layout.n_vocab)
    return {
        "architectures": ["RwkvForCausalLM"],
        "model_type": "rwkv",
        **dict(zip(_SIZES, sizes, strict=True)),
        "context_length": context or _USUAL_CONTEXT,
        "layer_norm_epsilon": epsilon,
        "rescale_every": 6,
        "bos_token_id": 0,
        "eos_token_id": 0,
        "tie_word_embeddings": False,
        "torch_dtype": {"fp32": "float32", "fp16": "float16", "bf16": "bfloat16"}[dtype],
        "use_cache": True,
    }


def tokenizer_table(end_of_text: str) -> dict[str, Any]:
    """What a tokenizer_config.json says, by which `transformers` takes the tokenizer.json beside it as it is."""
    return {
        "tokenizer_class": "PreTrainedTokenizerFast",
        "bos_token": end_of_text,
        "eos_token": end_of_text,
        "unk_token": end_of_text,
        "clean_up_tokenization_spaces": False,
    }
