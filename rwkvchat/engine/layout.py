"""Which model the names and shapes in a weight file describe: its sizes if it is an RWKV-4, its name if it is not.

Knows RWKV-4's tensors and the marks of its relatives; knows no file format, reads no values, imports no torch.
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import NamedTuple

from rwkvchat.engine.tensor_table import GET_PLAIN, TensorInfo, count_items, quoted
from rwkvchat.errors import WeightsError

EPSILON = 1e-5
"""What the network's layer norms add to a variance, unless a Hugging Face config says otherwise."""

GET_RAVEN = "rwkvchat runs RWKV-4: get a Raven, Pile or World checkpoint of that generation"
_BLOCK = re.compile(r"blocks\.(0|[1-9][0-9]{0,3})\.")
_SHOWN = 3


class Layout(NamedTuple):
    """The sizes of an RWKV-4: C is ``n_embd``, V is ``n_vocab``, F is ``n_ffn``."""

    n_layer: int
    n_embd: int
    n_vocab: int
    n_ffn: int
    dtype: str
    """The type that most of the matrices have."""
    n_params: int
    nbytes: int


def _any_shape(_: tuple[int, ...]) -> bool:
    return True


class _Relative(NamedTuple):
    """A network that is close enough to be met, and how it is recognised by one of its tensors."""

    model: str
    mark: re.Pattern[str]
    shape: Callable[[tuple[int, ...]], bool] = _any_shape
    hint: str = GET_RAVEN


# In order: later generations keep marks of the earlier ones.
_RELATIVES = (
    _Relative("RWKV-7", re.compile(r"(blocks|model\.layers)\.\d+\.(att|attn)\.(r_k|x_r)")),
    _Relative("RWKV-6", re.compile(r"blocks\.\d+\.(att|ffn)\.time_maa_\w+")),
    _Relative("RWKV-5.2", re.compile(r"blocks\.\d+\.att\.(gate\.weight|time_faaaa)")),
    _Relative("RWKV-5", re.compile(r"blocks\.\d+\.att\.ln_x\.\w+")),
    _Relative("RWKV-4a", re.compile(r"blocks\.\d+\.tiny_\w+(\.\w+)?")),
    _Relative("RWKV-4b", re.compile(r"blocks\.\d+\.att\.(qq|kk|vv|oo)(\.\w+)?")),
    _Relative("RWKV-2 or RWKV-3", re.compile(r"blocks\.\d+\.att\.time_decay"), lambda shape: shape[1:] == (1,)),
    _Relative("RWKV-2 or RWKV-3", re.compile(r"blocks\.\d+\.(att|ffn)\.time_mix")),
    _Relative("RWKV-1", re.compile(r"blocks\.\d+\.att\.time_(w|alpha|beta|gamma)")),
    _Relative("RWKV-5", re.compile(r"blocks\.\d+\.att\.time_decay"), lambda shape: len(shape) > 1),
)
_QUANTISED = re.compile(
    r".+\.(qweight|qzeros|g_idx|scales|SCB|CB|absmax|nested_absmax|quant_map|quant_state\..+|weight_scale|weight_format)"
)
_STRANGERS = (
    ("a GPT-NeoX or Pythia model", re.compile(r"gpt_neox\..+")),
    ("a model of the Llama kind", re.compile(r"model\.layers\.\d+\.self_attn\..+")),
    ("a model of the GPT-2 kind", re.compile(r"(transformer\.)?(h\.\d+\.attn\..+|wte\.weight)")),
    ("a Mamba", re.compile(r"backbone\.layers\.\d+\.mixer\..+")),
)


def rwkv4_layout(tensors: Mapping[str, TensorInfo]) -> Layout:
    """The sizes of the RWKV-4 that these tensors are.

    Raises:
        WeightsError: they are another network's, or a tensor is missing, left over or of a wrong shape.
    """
    _refuse_relatives(tensors)
    n_layer = _count_layers(tensors)
    n_vocab, n_embd = _two_sizes(tensors, "emb.weight")
    n_ffn, _ = _two_sizes(tensors, "blocks.0.ffn.key.weight")
    _check_attention(tensors, n_embd)
    expected = dict(_expected(n_layer, n_vocab, n_embd, n_ffn))
    _check_names(expected.keys(), tensors.keys())
    for name, shapes in expected.items():
        if tensors[name].shape not in shapes:
            raise WeightsError(
                f"its tensor {quoted(name)} has the shape {_shown(tensors[name].shape)}, "
                f"where an RWKV-4 of this size has {_shown(shapes[0])}",
                "the file is damaged, or was made for another program: get the original checkpoint",
            )
    matrices = Counter(info.dtype for name, info in tensors.items() if len(info.shape) == 2)
    return Layout(
        n_layer=n_layer,
        n_embd=n_embd,
        n_vocab=n_vocab,
        n_ffn=n_ffn,
        dtype=matrices.most_common(1)[0][0],
        n_params=sum(count_items(info.shape) for info in tensors.values()),
        nbytes=sum(info.nbytes for info in tensors.values()),
    )


def _refuse_relatives(tensors: Mapping[str, TensorInfo]) -> None:
    for name in tensors:
        if _QUANTISED.fullmatch(name):
            raise WeightsError(f"it is quantised (it holds {quoted(name)})", GET_PLAIN)
    for relative in _RELATIVES:
        for name, info in tensors.items():
            if relative.mark.fullmatch(name) and relative.shape(info.shape):
                raise WeightsError(f"this is an {relative.model} checkpoint (it holds {quoted(name)})", relative.hint)
    for kind, mark in _STRANGERS:
        for name in tensors:
            if mark.fullmatch(name):
                raise WeightsError(f"this is {kind} (it holds {quoted(name)})", GET_RAVEN)
    for name in ("emb.weight", "blocks.0.ffn.key.weight"):
        if name not in tensors:
            raise WeightsError(f"this is not an RWKV-4 checkpoint: no {name}", GET_RAVEN)


def _count_layers(tensors: Mapping[str, TensorInfo]) -> int:
    """One more than the highest block, unless so many blocks cannot be in so few tensors."""
    layers = {int(match[1]) for match in map(_BLOCK.match, tensors) if match}
    n_layer = max(layers) + 1
    if n_layer != len(layers):
        missing = min(set(range(n_layer)) - layers)
        raise WeightsError(
            f"its block {missing} is missing, while there is a block {n_layer - 1}",
            "part of the model is in another file, or the file is damaged: get the complete checkpoint",
        )
    return n_layer


def _two_sizes(tensors: Mapping[str, TensorInfo], name: str) -> tuple[int, int]:
    shape = tensors[name].shape
    if len(shape) != 2 or not all(shape):
        raise WeightsError(f"its tensor {name} has the shape {_shown(shape)} and is no matrix", GET_RAVEN)
    return shape[0], shape[1]


def _check_attention(tensors: Mapping[str, TensorInfo], n_embd: int) -> None:
    """Refuse by name what Hugging Face's form allows and nobody can run with a state."""
    key, decay = (tensors.get(f"blocks.0.att.{name}") for name in ("key.weight", "time_decay"))
    if key and decay and key.shape[1:] == (n_embd,) and key.shape[:1] == decay.shape != (n_embd,):
        raise WeightsError(
            f"its attention_hidden_size is {decay.shape[0]} and its hidden_size {n_embd}",
            "a state of such a model has no agreed form: get one in which both are the same",
        )


def _expected(n_layer: int, v: int, c: int, f: int) -> Iterator[tuple[str, tuple[tuple[int, ...], ...]]]:
    """Every tensor's name and the shapes that it may have."""
    vector, mix = ((c,),), ((1, 1, c), (c,))
    norms = [f"blocks.{layer}.{norm}" for layer in range(n_layer) for norm in ("ln1", "ln2")]
    for norm in (*norms, "blocks.0.ln0", "ln_out"):
        yield f"{norm}.weight", vector
        yield f"{norm}.bias", vector
    yield from (("emb.weight", ((v, c),)), ("head.weight", ((v, c),)))
    for block in (f"blocks.{layer}" for layer in range(n_layer)):
        yield from ((f"{block}.att.{name}", vector) for name in ("time_decay", "time_first"))
        yield from ((f"{block}.att.time_mix_{letter}", mix) for letter in "kvr")
        yield from ((f"{block}.ffn.time_mix_{letter}", mix) for letter in "kr")
        for matrix in ("att.key", "att.value", "att.receptance", "att.output", "ffn.receptance"):
            yield f"{block}.{matrix}.weight", ((c, c),)
        yield f"{block}.ffn.key.weight", ((f, c),)
        yield f"{block}.ffn.value.weight", ((c, f),)


def _check_names(expected: Collection[str], found: Collection[str]) -> None:
    missing = [name for name in expected if name not in found]
    if missing:
        raise WeightsError(
            f"it is not a complete RWKV-4 checkpoint: {_some(missing)} missing",
            "the file is damaged or holds part of a model: get the complete checkpoint",
        )
    left_over = [name for name in found if name not in expected]
    if left_over:
        raise WeightsError(
            f"it is not a plain RWKV-4 checkpoint: {_some(left_over)} in it and not in the model",
            "a variant with other layers (or an adapter) would run wrongly: get the plain or merged checkpoint",
        )


def _some(names: list[str]) -> str:
    shown = ", ".join(quoted(name) for name in names[:_SHOWN])
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return f"{shown}{more} {'is' if len(names) == 1 else 'are'}"


def _shown(shape: tuple[int, ...]) -> str:
    return "x".join(map(str, shape)) or "()"
