"""Checkpoints made to do harm and files given by mistake: one kind of error, at once, and nothing runs."""

import ast
import io
import os
import pickle
import random
import struct
import sys
import tempfile
import tracemalloc
import zlib
from pathlib import Path

import pytest

import rwkvchat
from rwkvchat.engine.checkpoint import open_checkpoint
from rwkvchat.engine.weights import open_weights
from rwkvchat.errors import WeightsError

ESCAPE = "\x1b[2J"
KIB = bytes(range(256)) * 4


class Calls:
    """Pickles as a call, as a hostile author would write it."""

    def __init__(self, function, *arguments):
        self.call = (function, arguments)

    def __reduce__(self):
        return self.call


def calling(function, *arguments, protocol=2):
    return lambda forge: forge.pth(pickle.dumps({"w0": Calls(function, *arguments)}, protocol))


def opcodes(*parts):
    """A file whose pickle is these bytes."""
    return lambda forge: forge.pth(b"\x80\x02" + b"".join(parts) + b".")


def tensor(**wrong):
    return lambda forge: forge.pth(forge.pickle(forge.tensor(**wrong)))


def stored(kind="FloatStorage", key="0", items=256, **wrong):
    return lambda forge: forge.pth(forge.pickle(forge.tensor(storage=forge.storage(kind, key, items), **wrong)))


def persistent(parts):
    return lambda forge: forge.pth(forge.pickle(forge.tensor(storage=b"(" + parts(forge) + b"tQ")))


def record(**wrong):
    """A good file, but for the second record's fields."""
    return lambda forge: forge.zip(
        [forge.record("a/data.pkl", forge.pickle()), forge.record("a/data/0", wrong.pop("data", KIB), **wrong)]
    )


def deflated(forge):
    compressor = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = compressor.compress(bytes(1 << 20)) + compressor.flush()
    bomb = {"method": 8, "size": 1 << 20, "packed": len(packed)}
    return forge.zip([forge.record("a/data.pkl", forge.pickle()), forge.record("a/data/0", packed, **bomb)])


def aliases(forge, count=2000):
    call = forge.storage()
    return forge.pth(forge.pickle(*[forge.tensor(storage=call)] * count))


def rebuild(forge, arguments):
    return forge.pth(forge.pickle(forge.glob("torch._utils", "_rebuild_tensor_v2") + arguments + b"R"))


def zip64(forge, **wrong):
    plain = forge.pth()
    end, directory = len(plain) - 22, plain.index(b"PK\1\2")
    fields = {"count": 2, "size": end - directory, "start": directory, "at": end, **wrong}
    return plain[:end] + forge.end64(**fields) + plain[end:]


OWNED = Path(tempfile.gettempdir()) / f"rwkvchat-owned-{os.getpid()}"
"""What some of them would make, if they ran: of this process alone, so that nothing else can have made it."""

HOSTILE_PTH = {
    # what would run if it were unpickled
    "os.system": (calling(os.system, f"touch {OWNED}"), "posix.system"),
    "os.system, protocol 4": (calling(os.system, f"touch {OWNED}", protocol=4), "posix.system"),
    "eval": (calling(eval, "1+1"), "__builtin__.eval"),
    "exec": (calling(exec, "1+1", protocol=4), "builtins.exec"),
    "getattr": (calling(getattr, 1, "real"), "__builtin__.getattr"),
    "open": (calling(io.open, str(OWNED), "w"), "io.open"),
    "dynamic import": (opcodes(b"c__builtin__\n__import__\n", b"X\2\0\0\0os", b"\x85R"), "__builtin__.__import__"),
    "torch.load": (opcodes(b"ctorch\nload\n", b"X\1\0\0\0x", b"\x85R"), "torch.load"),
    "torch.hub": (opcodes(b"ctorch.hub\nload\n"), "torch.hub.load"),
    "code object": (opcodes(b"ctorch.jit\nCompilationUnit\n"), "torch.jit.CompilationUnit"),
    "dotted name": (opcodes(b"\x8c\5torch\x8c\x09os.system\x93"), "torch.os.system"),
    "numpy": (opcodes(b"cnumpy.core.multiarray\n_reconstruct\n"), "numpy.core.multiarray"),
    "other rebuild function": (opcodes(b"ctorch._utils\n_rebuild_sparse_tensor\n"), "_rebuild_sparse_tensor"),
    "fp64 storage": (opcodes(b"ctorch\nDoubleStorage\n"), "torch.DoubleStorage"),
    "untyped storage": (opcodes(b"ctorch.storage\nUntypedStorage\n"), "UntypedStorage"),
    "escape in a global": (opcodes(b"ctor\x1b[2Jch\nx\n"), r"tor\x1b[2Jch.x"),
    "INST": (opcodes(b"(X\1\0\0\0xios\nsystem\n"), "opcode INST"),
    "OBJ": (opcodes(b"(ccollections\nOrderedDict\no"), "opcode OBJ"),
    "NEWOBJ": (opcodes(b"ccollections\nOrderedDict\n)\x81"), "opcode NEWOBJ"),
    "NEWOBJ_EX": (opcodes(b"ccollections\nOrderedDict\n)}\x92"), "opcode NEWOBJ_EX"),
    "EXT1": (opcodes(b"\x82\1"), "opcode EXT1"),
    "EXT4": (opcodes(b"\x84\1\0\0\0"), "opcode EXT4"),
    "text persistent id": (opcodes(b"Pstorage\n"), "opcode PERSID"),
    "escaped string": (opcodes(b"S'\\q'\n"), "opcode STRING"),
    "buffer": (opcodes(b"\x97"), "opcode NEXT_BUFFER"),
    "list": (opcodes(b"]"), "opcode EMPTY_LIST"),
    "byte array of 2^62": (opcodes(b"\x96", struct.pack("<Q", 2**62)), "opcode BYTEARRAY8"),
    "opcode that does not exist": (opcodes(b"\xff"), "opcode 0xff"),
    "STACK_GLOBAL of numbers": (opcodes(b"K\1K\1\x93"), "by what is not text"),
    "STACK_GLOBAL of os": (opcodes(b"\x8c\2os\x8c\6system\x93"), "os.system"),
    "BUILD of attributes": (opcodes(b"}}X\3\0\0\0abcK\1sb"), "BUILD"),
    "BUILD on a number": (opcodes(b"K\1}b"), "not a dictionary"),
    "REDUCE of a text": (opcodes(b"X\1\0\0\0x)R"), "REDUCE"),
    "REDUCE of a storage type": (opcodes(b"ctorch\nFloatStorage\nJ\xff\xff\xff\x7f\x85R"), "torch.FloatStorage"),
    "OrderedDict with arguments": (opcodes(b"ccollections\nOrderedDict\n)\x85R"), "collections.OrderedDict"),
    # a pickle that is not one
    "empty pickle": (lambda f: f.pth(b""), "ends in the middle"),
    "no STOP": (lambda f: f.pth(f.pickle(tail=b"")), "ends in the middle"),
    "STOP at once": (opcodes(), "takes more than"),
    "STOP at a mark": (opcodes(b"("), "takes more than"),
    "tuple without a mark": (opcodes(b"t"), "has not opened"),
    "memo never kept": (opcodes(b"h\5"), "has not kept"),
    "memo never kept, long": (opcodes(b"j\xff\xff\xff\xff"), "has not kept"),
    "put of nothing": (opcodes(b"q\0"), "takes more than"),
    "text longer than the pickle": (opcodes(b"X\xff\xff\xff\xff"), "ends in the middle"),
    "text that is not UTF-8": (opcodes(b"X\2\0\0\0\xff\xfe"), "not UTF-8"),
    "name without an end": (opcodes(b"c" + b"a" * 5000), "does not end"),
    "number of 255 bytes": (opcodes(b"\x8a\xff" + b"\x7f" * 255), "more than 64 bits"),
    "key without a value": (opcodes(b"}(X\1\0\0\0wu"), "key without a value"),
    "key that is a number": (opcodes(b"}K\1K\2s"), "key that is int"),
    "key that is a tuple": (opcodes(b"}" + b")" + b"\x85" * 9000 + b"K\2s"), "key that is tuple"),
    "items for no dictionary": (opcodes(b"(K\1K\1u"), "not a dictionary"),
    "a dictionary in itself": (opcodes(b"}q\0X\1\0\0\0wh\0s"), "not a tensor"),
    "30,000 marks": (opcodes(b"(" * 30_000), "too much at once"),
    "a million tuples": (opcodes(b")" * 19_000 + b"\x85" * 1_000_000), "for too long"),
    "pickle of 5 MB": (lambda f: f.pth(f.pickle() + bytes(5 << 20)), "more than any model's"),
    "not a dictionary": (opcodes(b"K\1"), "no dictionary"),
    "an empty dictionary": (opcodes(b"}"), "holds 0 tensors"),
    "200,000 empty tensors": (
        opcodes(b"}(" + b"".join(b"X\5\0\0\0%05dN" % i for i in range(9000)) + b"u"),
        "9000 tensors",
    ),
    "a tensor named twice": (lambda f: f.pth(f.pickle().replace(b"u.", f.text("w0") + b"Nu.")), "'w0' twice"),
    "an entry that is no tensor": (lambda f: f.pth(f.table({"epoch": b"K\3"})), "'epoch' is not a tensor"),
    "a converted file": (lambda f: f.pth(f.table({"_strategy": b"N"})), "'_strategy' is not a tensor"),
    "escape in a name": (lambda f: f.pth(f.table({ESCAPE: f.tensor()})), r"'\x1b[2J' is no name"),
    "half a surrogate in a name": (lambda f: f.pth(f.table({"\ud800": f.tensor()})), r"'\ud800' is no name"),
    "a very long name": (lambda f: f.pth(f.table({"w" * 100_000: f.tensor()})), "... is no name"),
    # storages
    "persistent id is text": (opcodes(b"X\1\0\0\0xQ"), "BINPERSID"),
    "persistent id too short": (persistent(lambda f: f.text("storage")), "BINPERSID"),
    "persistent id of a module": (
        persistent(lambda f: f.text("module") + f.glob("torch", "FloatStorage") + f.text("0") + f.text("cpu") + b"K\1"),
        "BINPERSID",
    ),
    "storage type is a function": (
        persistent(
            lambda f: f.text("storage") + f.glob("torch._utils", "_rebuild_tensor_v2") + f.text("0") * 2 + b"K\1"
        ),
        "BINPERSID",
    ),
    "storage with a view": (
        persistent(lambda f: f.text("storage") + f.glob("torch", "FloatStorage") + f.text("0") * 2 + b"K\1N"),
        "BINPERSID",
    ),
    "storage of -1 values": (stored(items=-1), "BINPERSID"),
    "storage of True values": (
        persistent(lambda f: f.text("storage") + f.glob("torch", "FloatStorage") + f.text("0") * 2 + b"\x88"),
        "BINPERSID",
    ),
    "storage key is a path": (stored(key="../../etc/passwd"), "not a number"),
    "storage key is empty": (stored(key=""), "not a number"),
    "storage key in other digits": (stored(key="\u0661"), "not a number"),
    "storage that is not there": (stored(key="7"), "record 7 is missing"),
    "storage larger than its record": (stored(items=257), "1028 bytes and has 1024"),
    "storage of 2^62 values": (stored(items=2**62), "has 1024"),
    "storage smaller than its record": (stored(items=255), "1020 bytes and has 1024"),
    "storage under two types": (
        lambda f: f.pth(f.pickle(f.tensor(), f.tensor(storage=f.storage("HalfStorage", items=512)))),
        "both as fp16 and as fp32",
    ),
    # tensors
    "start past the storage": (tensor(start=1), "larger than its storage"),
    "start of -1": (tensor(start=-1), "not counts"),
    "start of 2^63": (tensor(start=2**63), "larger than its storage"),
    "negative size": (tensor(shape=(-16, -16), strides=(16, 1)), "not counts"),
    "dimension of 2^62": (tensor(shape=(2**62,)), "larger than its storage"),
    "product that wraps to 256": (tensor(shape=(2**32, 2**32 + 1), strides=(1, 1)), "larger than its storage"),
    "dimension of 2^62 times none": (tensor(shape=(2**62, 0)), "larger than its storage"),
    "stride of 0": (tensor(strides=(0, 0)), "not contiguous"),
    "stride 0 makes 4 TB of one value": (tensor(shape=(2**20, 2**20), strides=(0, 0)), "larger than its storage"),
    "negative stride": (tensor(strides=(-16, -1)), "not counts"),
    "transposed": (tensor(strides=(1, 16)), "not contiguous"),
    "gap between rows": (tensor(shape=(8, 16), strides=(32, 1)), "not contiguous"),
    "too few strides": (tensor(strides=(1,)), "2 dimensions and 1 strides"),
    "no dimensions": (tensor(shape=()), "0 dimensions"),
    "a thousand dimensions": (tensor(shape=(1,) * 1000), "1000 dimensions"),
    "2,000 tensors of one storage": (aliases, "more bytes than the file has"),
    "5,000 tensors": (lambda f: aliases(f, 5000), "holds 5000 tensors"),
    "rebuild without arguments": (lambda f: rebuild(f, b")"), "arguments that torch.save does not write"),
    "rebuild with text": (lambda f: rebuild(f, b"X\1\0\0\0x"), "arguments that torch.save does not write"),
    "rebuild with a size that is text": (
        lambda f: rebuild(f, b"(" + f.storage() + b"K\0X\1\0\0\0x)\x89}t"),
        "arguments",
    ),
    "rebuild with a size of texts": (
        lambda f: rebuild(f, b"(" + f.storage() + b"K\0X\1\0\0\0x\x85K\1\x85\x89}t"),
        "counts",
    ),
    "parameter of nothing": (opcodes(b"ctorch._utils\n_rebuild_parameter\nN\x89}\x87R"), "arguments that torch.save"),
    # the zip
    "compressed record": (deflated, "'a/data/0' is compressed"),
    "compressed in its own header only": (record(local_method=8), "header of its record 'a/data/0' is compressed"),
    "compression method 99": (record(method=99), "is compressed"),
    "encrypted": (record(flags=1), "is encrypted"),
    "encrypted in its own header only": (record(local_flags=1), "is encrypted"),
    "strong encryption": (record(flags=0x40), "is encrypted"),
    "patched data": (record(flags=0x20), "flags 0x0020"),
    "two records over one another": (record(header=0), "another"),
    "record within the record before it": (
        lambda f: f.zip(
            [f.record("a/data.pkl", f.pickle(), size=9999, packed=9999), f.record("a/data/0", bytes(20_000))]
        ),
        "overlaps another",
    ),
    "two records of one name": (lambda f: f.pth(None, f.record("a/data/0", KIB)), "'a/data/0' twice"),
    "two pickles": (lambda f: f.pth(None, f.record("b/data.pkl", f.pickle())), "more than one data.pkl"),
    "two sizes": (record(packed=5), "has two sizes"),
    "size of 4 GB": (record(size=0xFFFFFFFE), "reaches past"),
    "size in zip64 that is missing": (record(size=0xFFFFFFFF), "are missing"),
    "size of 2^63 in zip64": (record(size=0xFFFFFFFF, extra=struct.pack("<2H2Q", 1, 16, 2**63, 2**63)), "reaches past"),
    "zip64 field cut short": (record(size=0xFFFFFFFF, extra=struct.pack("<2HQB", 1, 9, 5, 0)), "make no sense"),
    "extra field of 60 KB": (record(extra=bytes(60_000)), "impossible name"),
    "own name differs": (record(local_name=b"a/data/1"), "another name"),
    "own size differs": (record(local_size=5), "contradicts"),
    "own checksum differs": (record(local_crc=5), "contradicts"),
    "own name of 60 KB": (record(local_name=b"a" * 60_000), "another name"),
    "record starts at the directory": (record(header=2000), "not where the zip directory says"),
    "record starts at 4 GB": (record(header=0xFFFFFFF0), "not where the zip directory says"),
    "record in another file": (record(disk=1), "lies in another file"),
    "escape in a record's name": (
        lambda f: f.pth(None, f.record(ESCAPE, KIB, method=8)),
        r"'\x1b[2J' is compressed",
    ),
    "more entries than there are": (lambda f: f.pth(count=3), "fewer entries"),
    "fewer entries than there are": (lambda f: f.pth(count=1), "longer than its entries"),
    "60,000 entries": (lambda f: f.pth(count=60_000), "60000 records"),
    "directory elsewhere": (lambda f: f.pth(start=0), "not where its end record says"),
    "bytes before the end record": (lambda f: f.pth(before_end=bytes(10)), "not where its end record says"),
    "bytes after the end record": (lambda f: f.pth(after_end=bytes(10)), "without an end"),
    "split zip": (lambda f: f.pth(disk=1), "split over several"),
    "zip64 with 2^63 entries": (lambda f: zip64(f, count=2**63), "disagree"),
    "zip64 with another directory": (lambda f: zip64(f, start=0), "disagree"),
    "zip64 end record elsewhere": (lambda f: zip64(f, at=2**63), "zip64 end record is missing"),
    "without data.pkl": (lambda f: f.zip([f.record("a/data/0", KIB)]), "without data.pkl"),
    "data.pkl two folders down": (lambda f: f.zip([f.record("a/b/data.pkl", KIB)]), "without data.pkl"),
    "TorchScript": (lambda f: f.pth(None, f.record("a/constants.pkl", KIB)), "TorchScript"),
    "big-endian": (lambda f: f.pth(None, f.record("a/byteorder", b"big")), "byte order 'big'"),
    "byte order of 1 MB": (lambda f: f.pth(None, f.record("a/byteorder", bytes(1 << 20))), "byte order"),
}


MISTAKES = {
    "empty file": (b"", "it is empty"),
    "tiny file": (b"PK\3\4" + bytes(100), "it has 104 bytes"),
    "text": (b"Dear model,\n" * 500, "a text file"),
    "text beyond ASCII": ("Größe: 169M\n".encode() * 500, "a text file"),
    "config.json": (b'{"hidden_size": 768}', "a text file"),
    "web page": (b"\r\n<!DOCTYPE html><html>404" * 100, "a web page"),
    "access denied": (b'<?xml version="1.0"?><Error>' * 100, "a web page"),
    "LFS pointer": (b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 5\n", "a Git LFS pointer"),
    "GGUF": (b"GGUF" + bytes(2000), "a GGUF file"),
    "ggml of rwkv.cpp": (struct.pack("<I", 0x67676D66) + bytes(2000), "a ggml file"),
    "old torch": (b"\x80\x02\x8a\x0al\xfc\x9cF\xf9 j\xa8P\x19." + bytes(2000), "torch's old form"),
    "gzip": (b"\x1f\x8b\x08" + bytes(2000), "a gzip archive"),
    "zeros": (bytes(4096), "nothing but zeros"),
    "empty zip": (b"PK\5\6" + bytes(2000), "an empty zip"),
    "noise": (random.Random(1).randbytes(5000), "neither a .pth nor a safetensors file"),
}


@pytest.mark.parametrize("case", HOSTILE_PTH)
def test_a_hostile_pth_is_refused(forge, saved, assert_refused, case):
    make, fragment = HOSTILE_PTH[case]
    assert_refused(saved(make(forge)), fragment)


@pytest.mark.parametrize("case", MISTAKES)
def test_a_file_given_by_mistake_is_named(saved, assert_refused, case):
    data, fragment = MISTAKES[case]
    assert_refused(saved(data), fragment)


def test_a_folder_is_refused(tmp_path, assert_refused):
    assert_refused(tmp_path, "it is a folder")


def test_a_pipe_is_refused_without_waiting(tmp_path, assert_refused):
    os.mkfifo(tmp_path / "pipe.pth")
    assert_refused(tmp_path / "pipe.pth", "not a regular file")


def test_a_device_is_refused(assert_refused):
    assert_refused(Path("/dev/zero"), "not a regular file")


def test_a_link_to_a_device_is_refused(tmp_path, assert_refused):
    (tmp_path / "m.pth").symlink_to("/dev/zero")
    assert_refused(tmp_path / "m.pth", "not a regular file")


@pytest.mark.parametrize("name", ["missing.pth", "a\0b", "x" * 5000, "\x1b[2J", "\udc80"], ids=ascii)
def test_a_path_that_cannot_be_opened_is_refused(tmp_path, name):
    for opened in (open_weights, open_checkpoint):
        with pytest.raises(WeightsError) as caught:
            opened(tmp_path / name)
        assert caught.value.message.isprintable()
        assert len(caught.value.message) < 500


def test_a_file_of_more_than_64_gib_is_refused(forge, saved, assert_refused):
    path = saved(forge.safetensors(b"{}"))
    os.truncate(path, (64 << 30) + 1)
    assert_refused(path, "a model has 1024 to 68719476736")


def test_every_truncation_of_a_checkpoint_is_refused(forge, saved, assert_refused):
    whole = forge.pth()
    for length in range(1024, len(whole)):
        with pytest.raises(WeightsError, match="without an end") as caught:
            open_weights(saved(whole[:length]))
        assert "download it again" in caught.value.hint


def test_bombs_are_refused_within_little_memory(forge, saved):
    bombs = ["2,000 tensors of one storage", "compressed record", "30,000 marks"]
    for case in bombs:
        path = saved(HOSTILE_PTH[case][0](forge))
        tracemalloc.start()
        with pytest.raises(WeightsError):
            open_weights(path)
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert peak < 100 << 20


def test_nothing_is_imported_called_or_unpickled_while_hostile_files_are_read(forge, saved):
    paths = [saved(make(forge), f"{i}.pth") for i, (make, _) in enumerate(HOSTILE_PTH.values())]
    harmless = {"open", "os.stat", "mmap.__new__", "object.__getattr__", "os.truncate"}
    events: set[str] = set()
    watching = True
    # A hook cannot be removed again, so it looks away when the test is over.
    sys.addaudithook(lambda event, _: events.add(event) if watching else None)
    for path in paths:
        with pytest.raises(WeightsError):
            open_weights(path)
    seen = set(events)
    with pytest.raises(pickle.UnpicklingError):
        pickle.loads(b"cos\nsystem\n0.x")
    watching = False
    assert seen <= harmless
    assert "pickle.find_class" in events  # the hook does see an unpickler at work
    assert not OWNED.exists()


def test_no_module_unpickles_or_evaluates():
    forbidden = {"eval", "exec", "Unpickler", "find_class", "genops"}
    found = []
    package = Path(rwkvchat.__file__).parent
    for path in sorted(package.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            match node:
                case ast.Import(names=names) | ast.ImportFrom(names=names):
                    words = {alias.name for alias in names} | {getattr(node, "module", None)}
                    bad = words & (forbidden | {"pickle", "cPickle", "_pickle", "dill", "joblib", "marshal", "shelve"})
                case ast.Attribute(value=ast.Name(id="torch" | "pickle" | "marshal"), attr="load" | "loads" as name):
                    bad = {name}
                case ast.Call(func=ast.Name(id=name)) | ast.Attribute(attr="Unpickler" as name):
                    bad = {name} & forbidden
                case _:
                    continue
            found += [f"{path.relative_to(package).as_posix()} {name}" for name in bad]
    # The writer takes nothing but the class that writes.
    assert found == ["engine/pth_writer.py pickle"]
    assert "from pickle import Pickler " in (package / "engine" / "pth_writer.py").read_text()
