"""Of which tensors a quantised matrix consists: names, types and shapes, in memory and in a file. Needs no torch."""

from math import prod

from rwkvchat.engine.tensor_table import ITEM_BYTES

KINDS = ("i8", "i4")
"""The quantisations there are."""

GROUP = 32
"""Weights of a row that share a scale in ``i4``: they are 16 bytes, and their scale is 2 more."""

Parts = dict[str, tuple[str, tuple[int, ...]]]


def parts(quantisation: str, n_out: int, n_in: int) -> Parts:
    """The tensors that stand for a matrix of shape ``(n_out, n_in)``: type and shape by suffix, the codes' being empty.

    Both have a scale for each row and for each column, so that outliers in either leave the others their precision.
    """
    scales: Parts = {"rows": ("fp32", (n_out,)), "columns": ("fp32", (n_in,))}
    if quantisation == "i8":
        return {"": ("int8", (n_out, n_in)), **scales}
    groups = -(-n_in // GROUP)
    return {"": ("uint8", (n_out, groups * GROUP // 2)), "groups": ("fp16", (n_out, groups)), **scales}


def quantisation_of(quantisation: str, name: str) -> str:
    """How the matrix ``name`` is kept in a model of this quantisation.

    The head stays in 8 bits, which halves what ``i4`` changes in a model's choices and takes little more memory.
    """
    return "i8" if quantisation == "i4" and name == "head.weight" else quantisation


def quantised_bytes(quantisation: str, n_out: int, n_in: int) -> int:
    """What a quantised matrix takes."""
    return sum(prod(shape) * ITEM_BYTES[dtype] for dtype, shape in parts(quantisation, n_out, n_in).values())
