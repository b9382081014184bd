"""The kernels for tensors: what the library computes, with types and shapes checked before it is given any address.

No function writes into a tensor that it was given, but for the counts of a draw. A row of a result does not depend on
the other rows, nor on the number of threads, to the bit; another set of instructions may round differently.
"""

import ctypes
from array import array
from collections.abc import Mapping, Sequence

import torch

from rwkvchat.engine.kernels import native, structures
from rwkvchat.engine.quant_parts import GROUP
from rwkvchat.engine.rwkv4 import Norm, Sums
from rwkvchat.params import SamplingParams

Tensor = torch.Tensor

KINDS = {torch.float32: 0, torch.bfloat16: 1, torch.float16: 2}
INT8, INT4 = 3, 4


class Weight:
    """A matrix ``(n_out, n_in)`` that lies somewhere in memory, at any address; it is used in place."""

    __slots__ = ("n_in", "n_out", "structure", "tensors")

    def __init__(self, kind: int, n_out: int, n_in: int, tensors: Mapping[str, Tensor]) -> None:
        """Use `plain`, `int8` or `int4`.

        Args:
            tensors: by the names of the structure's fields; held, so that their memory stays.
        """
        self.n_out, self.n_in, self.tensors = n_out, n_in, dict(tensors)
        addresses = {name: tensor.data_ptr() for name, tensor in tensors.items()}
        self.structure = structures.Matrix(n_out=n_out, n_in=n_in, kind=kind, **addresses)

    @classmethod
    def plain(cls, weight: Tensor) -> "Weight":
        """A weight in float32, bfloat16 or float16."""
        n_out, n_in = weight.shape
        if weight.dtype not in KINDS:
            raise ValueError(f"no kernel multiplies {weight.dtype}")
        _check(weight, weight.dtype, (n_out, n_in))
        return cls(KINDS[weight.dtype], n_out, n_in, {"weight": weight})

    @classmethod
    def int8(cls, codes: Tensor, rows: Tensor, columns: Tensor) -> "Weight":
        """``codes * rows * columns``: int8 ``(n_out, n_in)``, float32 ``(n_out,)`` and ``(n_in,)``."""
        n_out, n_in = codes.shape
        _check(codes, torch.int8, (n_out, n_in))
        _check(rows, torch.float32, (n_out,))
        _check(columns, torch.float32, (n_in,))
        return cls(INT8, n_out, n_in, {"weight": codes, "rows": rows, "columns": columns})

    @classmethod
    def int4(cls, codes: Tensor, groups: Tensor, rows: Tensor, columns: Tensor) -> "Weight":
        """``codes * groups * rows * columns``, one of ``groups`` for 32 weights of a row; see ``source/kernels.h``.

        Args:
            codes: uint8 ``(n_out, 16 * n_groups)``. groups: float16 ``(n_out, n_groups)``.
            rows, columns: float32 ``(n_out,)`` and ``(n_in,)``.
        """
        n_out, n_in = len(rows), len(columns)
        n_groups = -(-n_in // GROUP)
        _check(codes, torch.uint8, (n_out, n_groups * GROUP // 2))
        _check(groups, torch.float16, (n_out, n_groups))
        _check(rows, torch.float32, (n_out,))
        _check(columns, torch.float32, (n_in,))
        return cls(INT4, n_out, n_in, {"weight": codes, "groups": groups, "rows": rows, "columns": columns})


class Layer:
    """The weights of a layer."""

    __slots__ = ("_held", "nbytes", "structure", "width")

    def __init__(self, vectors: Mapping[str, Tensor], matrices: Mapping[str, Weight], epsilon: float) -> None:
        """Args:
        vectors: float32 ``(C,)`` by the names in `structures.VECTORS`. matrices: by those in `structures.MATRICES`.
        """
        self.width = width = len(vectors["decay"])
        for name in structures.VECTORS:
            _check(vectors[name], torch.float32, (width,))
        hidden = matrices["ffn_key"].n_out
        for name in structures.MATRICES:
            shape = (hidden if name == "ffn_key" else width, hidden if name == "ffn_value" else width)
            if (matrices[name].n_out, matrices[name].n_in) != shape:
                raise ValueError(f"{name} has the shape {matrices[name].n_out, matrices[name].n_in}, not {shape}")
        self._held = (dict(vectors), dict(matrices))
        self.nbytes = sum(tensor.nbytes for weight in matrices.values() for tensor in weight.tensors.values())
        self.structure = structures.Layer(
            epsilon=epsilon,
            **{name: vectors[name].data_ptr() for name in structures.VECTORS},
            **{name: matrices[name].structure for name in structures.MATRICES},
        )


class Layers:
    """Layers of one width, one after another, as the library takes them all at once."""

    __slots__ = ("_held", "count", "structures", "width")

    def __init__(self, layers: Sequence[Layer]) -> None:
        """Args:
        layers: at least one.
        """
        self._held, self.count, self.width = tuple(layers), len(layers), layers[0].width
        if any(layer.width != self.width for layer in layers):
            raise ValueError("layers are of one width")
        pointers = (ctypes.pointer(layer.structure) for layer in layers)
        self.structures = (ctypes.POINTER(structures.Layer) * len(layers))(*pointers)


class Kernels:
    """The library's functions in one set of instructions."""

    __slots__ = ("_functions", "_one_thread", "_set", "instruction_set")

    def __init__(self, instruction_set: str) -> None:
        """Args:
        instruction_set: one that `native.find` tells of.
        """
        library, reason = native.find()
        if library is None or instruction_set not in library.sets:
            raise ValueError(reason or f"this processor does not have {instruction_set}")
        self.instruction_set = instruction_set
        self._functions, self._one_thread = library.functions, not native.shares_threads()
        self._set = native.SETS.index(instruction_set)

    @property
    def _threads(self) -> int:
        return 1 if self._one_thread else torch.get_num_threads()

    def product(self, weight: Weight, x: Tensor) -> Tensor:
        """``x @ weight.T``: float32 ``(rows, n_in)`` to float32 ``(rows, n_out)``."""
        return self.products([(weight, x)])[0]

    def products(self, pairs: Sequence[tuple[Weight, Tensor]]) -> list[Tensor]:
        """Several products at once, all of the same number of rows: their threads start together."""
        rows = len(pairs[0][1])
        taken, results = (structures.Product * len(pairs))(), []
        for each, (weight, x) in zip(taken, pairs, strict=True):
            _check(x, torch.float32, (rows, weight.n_in))
            y = torch.empty(rows, weight.n_out)
            each.matrix, each.x, each.y = ctypes.pointer(weight.structure), x.data_ptr(), y.data_ptr()
            results.append(y)
        if not self._functions.rwkvchat_products(self._set, taken, len(pairs), rows, self._threads):
            raise MemoryError
        return results

    def scan(
        self, decay: Tensor, first: Tensor, k: Tensor, v: Tensor, before: Sums, gate: Tensor | None = None
    ) -> tuple[Tensor, Sums]:
        """The wkv of T tokens of one text, and the sums after them: ``k, v`` ``(T, C)``, sums ``(C,)``.

        Args:
            gate: where given, ``(T, C)``, the result is the wkv times its sigmoid.
        """
        return self._scan(decay, first, k, v, before, gate, n_texts=1, n_tokens=len(k))

    def step(
        self, decay: Tensor, first: Tensor, k: Tensor, v: Tensor, before: Sums, gate: Tensor | None = None
    ) -> tuple[Tensor, Sums]:
        """The wkv of one token of each of B texts: all ``(B, C)``."""
        return self._scan(decay, first, k, v, before, gate, n_texts=len(k), n_tokens=1)

    def _scan(
        self,
        decay: Tensor,
        first: Tensor,
        k: Tensor,
        v: Tensor,
        before: Sums,
        gate: Tensor | None,
        *,
        n_texts: int,
        n_tokens: int,
    ) -> tuple[Tensor, Sums]:
        width = len(decay)
        side_by_side = before.num.shape[:-1]
        for vector in (decay, first):
            _check(vector, torch.float32, (width,))
        for tensor in (k, v) if gate is None else (k, v, gate):
            _check(tensor, torch.float32, (n_texts * n_tokens, width))
        for tensor in before:
            _check(tensor, torch.float32, (*side_by_side, width))
        if before.num.numel() != n_texts * width:
            raise ValueError(f"sums of {tuple(before.num.shape)} for {n_texts} texts")
        out, after = torch.empty_like(k), Sums(*(torch.empty_like(tensor) for tensor in before))
        scan = structures.Scan(
            decay=decay.data_ptr(), first=first.data_ptr(), k=k.data_ptr(), v=v.data_ptr(),
            gate=None if gate is None else gate.data_ptr(),
            num=before.num.data_ptr(), den=before.den.data_ptr(), max=before.max.data_ptr(),
            out=out.data_ptr(), new_num=after.num.data_ptr(), new_den=after.den.data_ptr(),
            new_max=after.max.data_ptr(), n_texts=n_texts, n_tokens=n_tokens, width=width,
        )  # fmt: skip
        self._functions.rwkvchat_scan(self._set, ctypes.byref(scan), self._threads)
        return out, after

    def norm_mix(self, x: Tensor, norm: Norm, last: Tensor, mixes: Sequence[Tensor]) -> tuple[Tensor, list[Tensor]]:
        """The layer norm of x ``(rows, C)``, and for each of ``mixes`` a mixture of each row with the one before.

        Args:
            last: what is before the first row, ``(C,)``; or before each, ``(rows, C)``, where rows are texts.
            mixes: up to three, ``(C,)``: the share of the row itself.
        """
        rows, width = x.shape
        if len(mixes) > 3:
            raise ValueError("at most three mixtures")
        _check(x, torch.float32, (rows, width))
        for vector in (norm.weight, norm.bias, *mixes):
            _check(vector, torch.float32, (width,))
        _check(last, torch.float32, (width,) if last.dim() == 1 else (rows, width))
        normed, outs = torch.empty_like(x), [torch.empty_like(x) for _ in mixes]
        mix = structures.NormMix(
            x=x.data_ptr(), weight=norm.weight.data_ptr(), bias=norm.bias.data_ptr(), last=last.data_ptr(),
            mixes=tuple(each.data_ptr() for each in mixes), outs=tuple(each.data_ptr() for each in outs),
            normed=normed.data_ptr(), rows=rows, width=width, n_mixes=len(mixes), texts=last.dim() == 2,
            epsilon=norm.epsilon,
        )  # fmt: skip
        self._functions.rwkvchat_norm_mix(self._set, ctypes.byref(mix), self._threads)
        return normed, outs

    def square_of_relu(self, x: Tensor) -> Tensor:
        """``relu(x) ** 2``, of any shape."""
        _check(x, torch.float32, tuple(x.shape))
        out = torch.empty_like(x)
        self._functions.rwkvchat_square_of_relu(self._set, x.data_ptr(), out.data_ptr(), x.numel(), self._threads)
        return out

    def add_gated(self, x: Tensor, gate: Tensor, value: Tensor) -> Tensor:
        """``x + sigmoid(gate) * value``, all of one shape."""
        for tensor in (x, gate, value):
            _check(tensor, torch.float32, tuple(x.shape))
        out = torch.empty_like(x)
        addresses = (x.data_ptr(), gate.data_ptr(), value.data_ptr(), out.data_ptr())
        self._functions.rwkvchat_add_gated(self._set, *addresses, x.numel(), self._threads)
        return out

    def draw(self, logits: Tensor, counts: Tensor, seen: "array[int]", params: SamplingParams, point: float) -> int:
        """The token that comes next; it is counted, after what occurred before has faded.

        Args:
            logits: float32 ``(n_vocab,)``, finite. counts: float32 ``(n_vocab,)``, how often each token occurred.
            seen: the tokens that occurred, each once; 64 bits an item. point: the draw's number in [0, 1).
        """
        n = len(logits)
        for tensor in (logits, counts):
            _check(tensor, torch.float32, (n,))
        if not n or seen.typecode != "q":
            raise ValueError("logits, and tokens of 64 bits, belong here")
        draw = structures.Draw(
            logits=logits.data_ptr(), counts=counts.data_ptr(), seen=seen.buffer_info()[0], n=n, n_seen=len(seen),
            top_k=params.top_k, presence=params.presence, frequency=params.frequency,
            penalty_decay=params.penalty_decay, top_p=params.top_p, temperature=params.temperature, point=point,
        )  # fmt: skip
        token: int = self._functions.rwkvchat_draw(self._set, ctypes.byref(draw))
        if token == -1:
            raise MemoryError
        if token < 0:
            raise ValueError(f"a token that occurred is none of {n}")
        return token

    def layers(self, layers: Layers, x: Tensor, before: Tensor) -> tuple[Tensor, Tensor]:
        """The residual stream ``(B, C)`` and the states of B texts after some layers have read a token of each.

        Args:
            before: the states before it, ``(5 * layers.count, B, C)``, in the order of `LayerState`'s fields.
        """
        rows, width = len(x), layers.width
        _check(x, torch.float32, (rows, width))
        _check(before, torch.float32, (5 * layers.count, rows, width))
        out, after = torch.empty_like(x), torch.empty_like(before)
        step = structures.Step(*(tensor.data_ptr() for tensor in (x, out, before, after)), rows, width)
        if not self._functions.rwkvchat_step(
            self._set, layers.structures, layers.count, ctypes.byref(step), self._threads
        ):
            raise MemoryError
        return out, after


def kernels() -> Kernels | None:
    """Those in the best set of instructions, or in the one that was asked for; None where there are none."""
    return Kernels(native.instruction_set()) if native.available() else None


def _check(tensor: Tensor, dtype: torch.dtype, shape: tuple[int, ...]) -> None:
    if tensor.dtype is not dtype or tensor.shape != shape or not tensor.is_contiguous() or tensor.is_cuda:
        raise ValueError(
            f"a kernel was given {tensor.dtype} {tuple(tensor.shape)} on {tensor.device}, "
            f"where contiguous {dtype} {shape} on a CPU belongs"
        )
