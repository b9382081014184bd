"""The structures of the headers in ``source``, field by field, and the library's functions."""

import ctypes
from ctypes import POINTER, c_char_p, c_double, c_int64, c_void_p

FORM = 3
"""Of the library's doors, beside the sizes of what goes through them; see ``rwkvchat_form``."""


class Matrix(ctypes.Structure):
    """A weight."""

    _fields_ = (
        *((name, c_void_p) for name in ("weight", "groups", "rows", "columns")),
        *((name, c_int64) for name in ("n_out", "n_in", "kind")),
    )


class Product(ctypes.Structure):
    """A weight, what it is multiplied with, and where the result goes."""

    _fields_ = (("matrix", POINTER(Matrix)), ("x", c_void_p), ("y", c_void_p))


class Scan(ctypes.Structure):
    """The recurrence over some tokens of some texts."""

    _fields_ = (
        *((name, c_void_p) for name in ("decay", "first", "k", "v", "gate", "num", "den", "max")),
        *((name, c_void_p) for name in ("out", "new_num", "new_den", "new_max")),
        *((name, c_int64) for name in ("n_texts", "n_tokens", "width")),
    )


class NormMix(ctypes.Structure):
    """A layer norm, and mixtures of each row with the one before it."""

    _fields_ = (
        *((name, c_void_p) for name in ("x", "weight", "bias", "last")),
        ("mixes", c_void_p * 3),
        ("outs", c_void_p * 3),
        ("normed", c_void_p),
        *((name, c_int64) for name in ("rows", "width", "n_mixes", "texts")),
        ("epsilon", c_double),
    )


VECTORS = (
    "att_norm_weight",
    "att_norm_bias",
    "ffn_norm_weight",
    "ffn_norm_bias",
    "decay",
    "first",
    "att_mix_k",
    "att_mix_v",
    "att_mix_r",
    "ffn_mix_k",
    "ffn_mix_r",
)
MATRICES = ("att_key", "att_value", "att_receptance", "att_output", "ffn_key", "ffn_receptance", "ffn_value")


class Layer(ctypes.Structure):
    """All weights of a layer."""

    _fields_ = (
        *((name, c_void_p) for name in VECTORS),
        *((name, Matrix) for name in MATRICES),
        ("epsilon", c_double),
    )


class Step(ctypes.Structure):
    """What layers are given and give for one token of each of some texts."""

    _fields_ = (
        *((name, c_void_p) for name in ("x", "out", "before", "after")),
        *((name, c_int64) for name in ("rows", "width")),
    )


class Draw(ctypes.Structure):
    """Logits, what occurred already, and how to choose among them."""

    _fields_ = (
        *((name, c_void_p) for name in ("logits", "counts", "seen")),
        *((name, c_int64) for name in ("n", "n_seen", "top_k")),
        *((name, c_double) for name in ("presence", "frequency", "penalty_decay", "top_p", "temperature", "point")),
    )


def declare(library: ctypes.CDLL) -> None:
    """Tell ctypes what the functions take and give.

    Raises:
        AttributeError: the library is not ours, or of an older form.
    """
    given = {
        "form": (c_int64, ()),
        "set": (c_char_p, (c_int64,)),
        "use_pool": (None, (c_void_p, c_void_p, c_void_p)),
        "products": (c_int64, (c_int64, POINTER(Product), c_int64, c_int64, c_int64)),
        "step": (c_int64, (c_int64, POINTER(POINTER(Layer)), c_int64, POINTER(Step), c_int64)),
        "scan": (None, (c_int64, POINTER(Scan), c_int64)),
        "norm_mix": (None, (c_int64, POINTER(NormMix), c_int64)),
        "square_of_relu": (None, (c_int64, c_void_p, c_void_p, c_int64, c_int64)),
        "draw": (c_int64, (c_int64, POINTER(Draw))),
        "add_gated": (None, (c_int64, c_void_p, c_void_p, c_void_p, c_void_p, c_int64, c_int64)),
    }
    for name, (result, arguments) in given.items():
        function = getattr(library, f"rwkvchat_{name}")
        function.restype, function.argtypes = result, arguments


def form() -> int:
    """What ``rwkvchat_form`` gives in a library that these structures fit."""
    return 1000 * sum(map(ctypes.sizeof, (Matrix, Scan, NormMix, Layer, Step, Draw))) + FORM
