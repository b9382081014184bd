import pytest
import torch

from rwkvchat.engine.layout import Layout, rwkv4_layout
from rwkvchat.engine.tensor_table import ITEM_BYTES, TensorInfo, count_items
from rwkvchat.engine.weights import open_weights
from rwkvchat.errors import WeightsError

V, C, F, LAYERS = 300, 16, 64, 3


def shapes(n_layer: int = LAYERS, v: int = V, c: int = C, f: int = F) -> dict[str, tuple[int, ...]]:
    """RWKV-4's tensors, written out once more and apart from the code."""
    found = {"emb.weight": (v, c), "head.weight": (v, c), "ln_out.weight": (c,), "ln_out.bias": (c,)}
    found |= {"blocks.0.ln0.weight": (c,), "blocks.0.ln0.bias": (c,)}
    for layer in range(n_layer):
        block = {
            "ln1.weight": (c,),
            "ln1.bias": (c,),
            "ln2.weight": (c,),
            "ln2.bias": (c,),
            "att.time_decay": (c,),
            "att.time_first": (c,),
            "att.time_mix_k": (1, 1, c),
            "att.time_mix_v": (1, 1, c),
            "att.time_mix_r": (1, 1, c),
            "att.key.weight": (c, c),
            "att.value.weight": (c, c),
            "att.receptance.weight": (c, c),
            "att.output.weight": (c, c),
            "ffn.time_mix_k": (1, 1, c),
            "ffn.time_mix_r": (1, 1, c),
            "ffn.key.weight": (f, c),
            "ffn.receptance.weight": (c, c),
            "ffn.value.weight": (c, f),
        }
        found |= {f"blocks.{layer}.{name}": shape for name, shape in block.items()}
    return found


def table(found: dict[str, tuple[int, ...]], dtype: str = "bf16") -> dict[str, TensorInfo]:
    return {name: TensorInfo(dtype, shape, 0, count_items(shape) * ITEM_BYTES[dtype]) for name, shape in found.items()}


def without(name: str) -> dict[str, tuple[int, ...]]:
    return {key: shape for key, shape in shapes().items() if key != name}


def renamed(**words: str) -> dict[str, tuple[int, ...]]:
    found = shapes()
    for old, new in words.items():
        found = {name.replace(old, new): shape for name, shape in found.items()}
    return found


def refused(found: dict[str, tuple[int, ...]]) -> WeightsError:
    with pytest.raises(WeightsError) as caught:
        rwkv4_layout(table(found))
    assert caught.value.hint
    assert caught.value.message.isprintable()
    assert len(caught.value.message) < 400
    return caught.value


@pytest.mark.parametrize(
    ("sizes", "n_params"),
    [((12, 768), 169_342_464), ((24, 1024), 430_397_440), ((24, 2048), 1_515_106_304), ((40, 5120), 14_148_597_760)],
    ids=["169M", "430M", "1B5", "14B"],
)
def test_the_released_sizes_have_the_published_numbers_of_parameters(sizes, n_params):
    n_layer, n_embd = sizes
    layout = rwkv4_layout(table(shapes(n_layer, 50277, n_embd, 4 * n_embd)))
    assert layout == Layout(n_layer, n_embd, 50277, 4 * n_embd, "bf16", n_params, 2 * n_params)


def test_any_width_of_the_channel_mixing_is_read_from_its_key():
    assert rwkv4_layout(table(shapes(f=40))).n_ffn == 40


def test_a_flat_time_mix_is_a_time_mix():
    flat = {name: shape[-1:] if "time_mix" in name else shape for name, shape in shapes().items()}
    assert rwkv4_layout(table(flat)).n_layer == LAYERS


def test_the_type_is_the_one_that_most_matrices_have():
    tensors = {n: t._replace(dtype="fp16" if len(t.shape) == 2 else "fp32") for n, t in table(shapes()).items()}
    tensors["emb.weight"] = tensors["emb.weight"]._replace(dtype="bf16")
    assert rwkv4_layout(tensors).dtype == "fp16"


def test_the_order_of_the_tensors_does_not_matter():
    assert rwkv4_layout(dict(reversed(table(shapes()).items()))) == rwkv4_layout(table(shapes()))


def test_a_saved_checkpoint_is_recognised(tmp_path):
    torch.save({name: torch.zeros(shape).bfloat16() for name, shape in shapes().items()}, tmp_path / "m.pth")
    layout = rwkv4_layout(open_weights(tmp_path / "m.pth").tensors)
    assert (layout.n_layer, layout.n_embd, layout.n_vocab, layout.n_ffn, layout.dtype) == (LAYERS, C, V, F, "bf16")


FOREIGN = {
    "RWKV-1": (renamed(time_decay="time_w", time_first="time_alpha"), "RWKV-1"),
    "RWKV-2": (renamed(time_mix_k="time_mix"), "RWKV-2 or RWKV-3"),
    "RWKV-3": (shapes() | {"blocks.0.att.time_decay": (C, 1)}, "RWKV-2 or RWKV-3"),
    "RWKV-4a": (shapes() | {"blocks.1.tiny_ln.weight": (C,), "blocks.1.tiny_q.weight": (8, C)}, "RWKV-4a"),
    "RWKV-4a, the mask alone": (shapes() | {"blocks.1.tiny_mask": (8, 8)}, "RWKV-4a"),
    "RWKV-4b": (shapes() | {"blocks.1.att.qq.weight": (C, C), "blocks.1.att.oo.weight": (C, C)}, "RWKV-4b"),
    "RWKV-5": (shapes() | {"blocks.0.att.ln_x.weight": (C,)}, "RWKV-5 checkpoint"),
    "RWKV-5, by its decay": (shapes() | {"blocks.0.att.time_decay": (4, 4)}, "RWKV-5 checkpoint"),
    "RWKV-5.2": (
        shapes()
        | {"blocks.0.att.ln_x.weight": (C,), "blocks.0.att.gate.weight": (C, C), "blocks.0.att.time_faaaa": (4, 4)},
        "RWKV-5.2",
    ),
    "RWKV-6": (
        renamed(time_mix_k="time_maa_k") | {"blocks.0.att.ln_x.weight": (C,), "blocks.0.att.gate.weight": (C, C)},
        "RWKV-6",
    ),
    "RWKV-7": (shapes() | {"blocks.0.att.r_k": (4, 4), "blocks.0.att.ln_x.weight": (C,)}, "RWKV-7"),
    "RWKV-7 of flash-linear-attention": ({"model.layers.0.attn.r_k": (4, 4), "lm_head.weight": (V, C)}, "RWKV-7"),
    "attention of another width": (
        {
            name: {"att.time_decay": (8,), "att.key.weight": (8, C)}.get(name.removeprefix("blocks.0."), shape)
            for name, shape in shapes().items()
        },
        "its attention_hidden_size is 8 and its hidden_size 16",
    ),
    "GPTQ": ({"blocks.0.att.key.qweight": (8, C)}, "it is quantised (it holds 'blocks.0.att.key.qweight')"),
    "bitsandbytes": (shapes() | {"blocks.0.att.key.SCB": (C,)}, "it is quantised"),
    "bitsandbytes, 4 bits": (shapes() | {"blocks.0.att.key.weight.quant_state.bitsandbytes__nf4": (8,)}, "quantised"),
    "Llama": ({"model.layers.0.self_attn.q_proj.weight": (C, C)}, "a model of the Llama kind"),
    "GPT-2": ({"transformer.wte.weight": (V, C)}, "a model of the GPT-2 kind"),
    "Mamba": ({"backbone.layers.0.mixer.A_log": (C, 16)}, "a Mamba"),
    "GPT-NeoX": ({"gpt_neox.embed_in.weight": (V, C)}, "a GPT-NeoX or Pythia model"),
    "another network": ({"conv1.weight": (4, 4, 4)}, "this is not an RWKV-4 checkpoint: no emb.weight"),
    "an embedding alone": ({"emb.weight": (V, C)}, "no blocks.0.ffn.key.weight"),
    "an adapter beside it": (shapes() | {"blocks.0.att.key.lora_A": (8, C)}, "'blocks.0.att.key.lora_A' is in it"),
    "a copying head": (
        shapes() | {"head_q.weight": (8, C), "head_k.weight": (8, C)},
        "'head_q.weight', 'head_k.weight'",
    ),
    "nothing": ({}, "no emb.weight"),
}


@pytest.mark.parametrize("case", FOREIGN)
def test_another_network_is_refused_by_name(case):
    found, fragment = FOREIGN[case]
    assert fragment in refused(found).message


@pytest.mark.parametrize("name", sorted(set(shapes()) - {"emb.weight", "blocks.0.ffn.key.weight"}))
def test_a_missing_tensor_is_named(name):
    assert f"{name}' is missing" in refused(without(name)).message


@pytest.mark.parametrize("name", sorted(shapes()))
@pytest.mark.parametrize("change", ["first size", "dimension", "zero"])
def test_a_wrong_shape_is_refused(name, change):
    shape = shapes()[name]
    wrong = {"first size": (shape[0] + 1, *shape[1:]), "dimension": (*shape, 2), "zero": (0,) * len(shape)}[change]
    refused(shapes() | {name: wrong})


def test_a_wrong_shape_is_shown_beside_the_right_one():
    error = refused(shapes() | {"blocks.1.ffn.value.weight": (F, C)})
    assert "'blocks.1.ffn.value.weight' has the shape 64x16" in error.message
    assert "has 16x64" in error.message


def test_ln0_belongs_to_the_first_block_alone():
    assert "'blocks.1.ln0.weight' is in it" in refused(shapes() | {"blocks.1.ln0.weight": (C,)}).message


def test_a_block_left_out_is_named():
    gap = {name: shape for name, shape in shapes().items() if not name.startswith("blocks.1.")}
    assert "block 1 is missing" in refused(gap).message


@pytest.mark.parametrize("number", ["9999", "01", "-1", "1e3", "99999999999999999999", ""])
def test_a_block_with_an_odd_number_does_not_make_a_long_list(number):
    refused(shapes() | {f"blocks.{number}.ln1.weight": (C,)})


def test_many_missing_tensors_are_counted_not_listed():
    half = {
        name: shape for name, shape in shapes().items() if "weight" not in name or "emb" in name or "ffn.key" in name
    }
    assert "more are missing" in refused(half).message


def test_names_from_the_file_are_shown_without_control_characters():
    assert r"\x1b[2J" in refused(shapes() | {"\x1b[2J" * 50: (C,)}).message
