"""Safetensors headers made to do harm: one kind of error, at once."""

import struct

import pytest

from rwkvchat.engine.safetensors_format import parse_header
from rwkvchat.engine.weights import open_weights
from rwkvchat.errors import WeightsError

ESCAPE = "\x1b[2J"


def header(**tensors):
    return lambda forge: forge.safetensors({name: {**forge.entry(), **wrong} for name, wrong in tensors.items()})


def raw(text, data=1024, length=None):
    return lambda forge: forge.safetensors(text if isinstance(text, bytes) else text.encode(), data, length)


GOOD = '"w":{"dtype":"F32","shape":[256],"data_offsets":[0,1024]}'

HOSTILE_SAFETENSORS = {
    "header of 2^63 bytes": (raw(f"{{{GOOD}}}", length=2**63), "more than the 16000000 allowed"),
    "header of 2^64 - 8 bytes": (raw(f"{{{GOOD}}}", length=2**64 - 8), "more than the 16000000 allowed"),
    "header longer than the file": (raw(f"{{{GOOD}}}", length=9_000_000), "longer than the file"),
    "header reaches into the data": (raw(f"{{{GOOD}}}", length=400), "not UTF-8"),
    "header is cut short": (raw(f"{{{GOOD}}}", length=20), "not JSON"),
    "header is empty": (raw("{}"), "lists 0 tensors"),
    "metadata alone": (raw('{"__metadata__":{}}'), "lists 0 tensors"),
    "two tensors of one name": (raw(f"{{{GOOD},{GOOD}}}"), "'w' twice"),
    "two shapes": (raw('{"w":{"dtype":"F32","shape":[1],"shape":[256],"data_offsets":[0,1024]}}'), "'shape' twice"),
    "two metadata": (raw(f'{{"__metadata__":{{}},"__metadata__":{{}},{GOOD}}}'), "'__metadata__' twice"),
    "unknown field": (header(w={"compression": "zip"}), "the fields"),
    "missing field": (raw('{"w":{"dtype":"F32","shape":[256]}}'), "the fields"),
    "tensor is a list": (raw('{"w":[1,2]}'), "the fields"),
    "metadata is a list": (raw(f'{{"__metadata__":[],{GOOD}}}'), "metadata"),
    "metadata holds a number": (raw(f'{{"__metadata__":{{"a":1}},{GOOD}}}'), "metadata"),
    "metadata holds half a surrogate": (raw(f'{{"__metadata__":{{"a":"\\ud800"}},{GOOD}}}'), "does not exist"),
    "escape in a name": (header(**{ESCAPE: {}}), r"'\x1b[2J' is no name"),
    "newline after a name": (header(**{"w\n": {}}), r"'w\n' is no name"),
    "name of 129 letters": (header(**{"w" * 129: {}}), "... is no name"),
    "empty name": (header(**{"": {}}), "'' is no name"),
    "name is a path": (header(**{"../w": {}}), "'../w' is no name"),
    "fp64": (header(w={"dtype": "F64"}), "'F64'"),
    "fp8": (header(w={"dtype": "F8_E4M3"}), "'F8_E4M3'"),
    "type is a number": (header(w={"dtype": 5}), "type of no name"),
    "type is a list": (header(w={"dtype": ["F32"]}), "type of no name"),
    "dimension of 2^62": (header(w={"shape": [2**62]}), "does not fit"),
    "product that wraps to 256": (header(w={"shape": [2**32, 2**32 + 1]}), "does not fit"),
    "dimension of 2^62 times none": (
        header(w={}, x={"shape": [2**62, 0], "data_offsets": [0, 0]}),
        "larger than the file",
    ),
    "dimension of 5,000 digits": (
        raw(f'{{"w":{{"dtype":"F32","shape":[{"9" * 5000}],"data_offsets":[0,1]}}}}'),
        "not JSON",
    ),
    "dimension of 100 digits": (header(w={"shape": [10**100]}), "not 1 to 3 counts"),
    "dimension of -1": (header(w={"shape": [-1, -256]}), "not 1 to 3 counts"),
    "dimension of true": (header(w={"shape": [256, True]}), "not 1 to 3 counts"),
    "dimension of 16.0": (header(w={"shape": [16.0, 16]}), "number '16.0'"),
    "dimension of NaN": (header(w={"shape": [float("nan")]}), "number 'NaN'"),
    "dimension of 1e999": (raw('{"w":{"dtype":"F32","shape":[1e999],"data_offsets":[0,1]}}'), "number '1e999'"),
    "dimension is text": (header(w={"shape": ["256"]}), "not 1 to 3 counts"),
    "shape is a number": (header(w={"shape": 256}), "not 1 to 3 counts"),
    "no dimensions": (header(w={"shape": [], "data_offsets": [0, 4]}), "not 1 to 3 counts"),
    "four dimensions": (header(w={"shape": [1, 1, 1, 256]}), "not 1 to 3 counts"),
    "one offset": (header(w={"data_offsets": [0]}), "not a start and an end"),
    "offsets the wrong way": (header(w={"data_offsets": [1024, 0]}), "not a start and an end"),
    "offset of -4": (header(w={"data_offsets": [-4, 1020]}), "not a start and an end"),
    "offset of 2^64": (header(w={"data_offsets": [2**64, 2**64 + 1024]}), "not a start and an end"),
    "hole at the start": (header(w={"shape": [255], "data_offsets": [4, 1024]}), "leaves a hole"),
    "hole between": (
        header(v={"shape": [1], "data_offsets": [0, 4]}, w={"shape": [254], "data_offsets": [8, 1024]}),
        "leaves a hole",
    ),
    "hole at the end": (header(w={"shape": [255], "data_offsets": [0, 1020]}), "4 bytes that belong to no tensor"),
    "overlap": (header(v={}, w={"shape": [128], "data_offsets": [512, 1024]}), "overlaps another"),
    "two tensors in one place": (header(v={}, w={}), "overlaps another"),
    "data cut short": (raw(f"{{{GOOD}}}".replace("[256]", "[512]").replace("1024]", "2048]")), "its header speaks of"),
    "200,000 empty tensors": (
        raw("{" + ",".join(f'"{i}":{{"dtype":"F32","shape":[0],"data_offsets":[0,0]}}' for i in range(200_000)) + "}"),
        "more than 4098 tables",
    ),
    "100,000 nested lists": (raw('{"w":' + "[" * 100_000), "nested too deeply"),
    "100,000 nested tables": (raw('{"w":' * 100_000), "nested too deeply"),
    "table after the table": (raw(f"{{{GOOD}}}{{}}"), "not JSON"),
    "UTF-16": (raw(b"{" + f"{GOOD}}}".encode("utf-16-le")), "not JSON"),
    "zero byte in a name": (raw('{"w\0' + GOOD[2:] + "}"), "not JSON"),
}


@pytest.mark.parametrize("case", HOSTILE_SAFETENSORS)
def test_a_hostile_safetensors_file_is_refused(forge, saved, assert_refused, case):
    make, fragment = HOSTILE_SAFETENSORS[case]
    assert_refused(saved(make(forge), "model.safetensors"), fragment)


def test_every_truncation_of_a_safetensors_file_is_refused(forge, saved):
    whole = forge.safetensors({f"w{i}": forge.entry([32], 128 * i, 128 * i + 128) for i in range(8)})
    for length in range(1024, len(whole)):
        with pytest.raises(WeightsError):
            open_weights(saved(whole[:length]))


@pytest.mark.parametrize("length", range(9))
def test_a_buffer_shorter_than_its_header_is_refused(length):
    with pytest.raises(WeightsError):
        parse_header(struct.pack("<Q", 100)[:length], length)
