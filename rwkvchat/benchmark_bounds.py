"""How fast a model could be at most on a machine: every token needs all weights read, and all products made.

Writing a token reads every weight once, so its bound is the bandwidth over the weights' bytes; reading many at once is
bound by the rate of matrix products. Knows layouts, strategies and rates; measures nothing.
"""

from collections.abc import Mapping, Sequence

from rwkvchat.engine.layout import Layout
from rwkvchat.engine.memory import converted_bytes, pool_of
from rwkvchat.engine.strategy import Placed
from rwkvchat.engine.tensor_table import TensorInfo
from rwkvchat.machine_rates import Rates


def bytes_for_a_token(tensors: Mapping[str, TensorInfo], layout: Layout, placed: Sequence[Placed]) -> dict[str, int]:
    """Bytes of weights that are read to write one token, by the pools of memory that they are in.

    The embedding is not among them, of which a token needs one row. A streamed layer comes out of the CPU's memory
    every time, which is slower than the device that computes with it.
    """
    return converted_bytes(tensors, [_read_from(place, layout) for place in placed], in_place=True)


def operations_for_a_token(layout: Layout) -> float:
    """Floating-point operations of the matrix products of one layer for one token."""
    return 2.0 * (5 * layout.n_embd**2 + 2 * layout.n_ffn * layout.n_embd)


def decode_bound(read: Mapping[str, int], rates: Mapping[str, Rates]) -> float:
    """Tokens a second, if nothing took time but reading the weights, in one pool after another."""
    return 1 / sum(nbytes / rates[pool].bandwidth for pool, nbytes in read.items() if nbytes)


def prefill_bound(layout: Layout, placed: Sequence[Placed], rates: Mapping[str, Rates]) -> float:
    """Tokens a second, if nothing took time but the products of all layers; a prompt needs the head only once.

    float32 weights are held against float32's rate; all others against the best one, since a CPU without
    instructions for 16 bits multiplies them in float32.
    """
    operations = operations_for_a_token(layout)
    return 1 / sum(operations / _product_rate(place, rates[pool_of(place.device)]) for place in placed[:-1])


def _product_rate(place: Placed, rates: Rates) -> float:
    plain = place.dtype == "fp32" and not place.quantisation
    return rates.products["fp32"] if plain else max(rates.products.values())


def _read_from(place: Placed, layout: Layout) -> Placed:
    """Where a layer's weights are read from for every token, and in what."""
    if not place.streamed:
        return place
    return Placed("cpu", "fp32" if place.quantisation else layout.dtype, place.quantisation)
