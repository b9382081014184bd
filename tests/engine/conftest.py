"""Builders of weight files, byte by byte, so that tests can make files that no library would write."""

import json
import struct
import time
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from checkpoints import opened

from rwkvchat.errors import WeightsError


class Forge:
    """Makes .pth and safetensors files out of parts, each of which can be made wrong."""

    @staticmethod
    def glob(module: str, name: str) -> bytes:
        return b"c" + module.encode() + b"\n" + name.encode() + b"\n"

    @staticmethod
    def text(text: str) -> bytes:
        raw = text.encode("utf-8", "surrogatepass")
        return b"X" + struct.pack("<I", len(raw)) + raw

    @staticmethod
    def number(value: int) -> bytes:
        raw = value.to_bytes((value.bit_length() + 8) // 8, "little", signed=True)
        return b"\x8a" + bytes([len(raw)]) + raw

    def numbers(self, values: tuple[int, ...]) -> bytes:
        return b"(" + b"".join(map(self.number, values)) + b"t"

    def storage(self, kind: str = "FloatStorage", key: str = "0", items: int = 256) -> bytes:
        parts = [self.text("storage"), self.glob("torch", kind), self.text(key), self.text("cpu"), self.number(items)]
        return b"(" + b"".join(parts) + b"tQ"

    def tensor(
        self,
        shape: tuple[int, ...] = (16, 16),
        strides: tuple[int, ...] | None = None,
        start: int = 0,
        storage: bytes | None = None,
    ) -> bytes:
        """Opcodes that put down one tensor, by default the whole of storage 0."""
        if strides is None:
            strides = tuple(struct.unpack(f"{len(shape)}Q", self._strides(shape)))
        call = self.glob("torch._utils", "_rebuild_tensor_v2") + b"("
        call += (self.storage() if storage is None else storage) + self.number(start)
        hooks = self.glob("collections", "OrderedDict") + b")R"
        return call + self.numbers(shape) + self.numbers(strides) + b"\x89" + hooks + b"tR"

    @staticmethod
    def _strides(shape: tuple[int, ...]) -> bytes:
        strides, step = [], 1
        for size in reversed(shape):
            strides.append(step)
            step = min(step * size, 2**62)
        return struct.pack(f"{len(shape)}Q", *reversed(strides))

    def table(self, entries: Mapping[str, bytes], tail: bytes = b".") -> bytes:
        """A pickle of a dictionary."""
        return b"\x80\x02}(" + b"".join(self.text(key) + value for key, value in entries.items()) + b"u" + tail

    def pickle(self, *values: bytes, tail: bytes = b".") -> bytes:
        """A pickle of a dictionary with these values, or with one good tensor."""
        return self.table({f"w{i}": value for i, value in enumerate(values or (self.tensor(),))}, tail)

    def record(self, name: str, data: bytes, **wrong: int | bytes) -> dict:
        return {"name": name.encode(), "data": data, **wrong}

    def pth(self, pickle: bytes | None = None, *extra: dict, storages: int = 1, **wrong: int | bytes) -> bytes:
        """A checkpoint of one pickle, storages of 1 KiB, and further records."""
        records = [self.record("a/data.pkl", self.pickle() if pickle is None else pickle)]
        records += [self.record(f"a/data/{i}", bytes(range(256)) * 4) for i in range(storages)]
        return self.zip(records + list(extra), **wrong)

    def zip(self, records: list[dict], **wrong: int | bytes) -> bytes:
        """A zip with stored records. A record's keys ``flags``, ``local_size``, ... and ``wrong`` override fields."""
        body, directory = b"", b""
        for record in records:
            name, data = record["name"], record["data"]
            crc, at = record.get("crc", zlib.crc32(data)), record.get("header", len(body))
            method, flags = record.get("method", 0), record.get("flags", 0)
            size, packed = record.get("size", len(data)), record.get("packed", record.get("size", len(data)))
            local_name = record.get("local_name", name)
            local = (record.get("local_flags", flags), record.get("local_method", method), 0, 0)
            local += (record.get("local_crc", crc), record.get("local_packed", packed), record.get("local_size", size))
            extra, local_extra = record.get("extra", b""), record.get("local_extra", b"")
            body += struct.pack("<4s5H3I2H", b"PK\3\4", 20, *local, len(local_name), len(local_extra))
            body += local_name + local_extra + data
            directory += struct.pack("<4s6H3I", b"PK\1\2", 20, 20, flags, method, 0, 0, crc, packed, size)
            directory += struct.pack("<5H2I", len(name), len(extra), 0, record.get("disk", 0), 0, 0, at) + name + extra
        count, start = wrong.get("count", len(records)), wrong.get("start", len(body))
        end = struct.pack("<4s4H2IH", b"PK\5\6", 0, wrong.get("disk", 0), count, count, len(directory), start, 0)
        return body + directory + wrong.get("before_end", b"") + end + wrong.get("after_end", b"")

    @staticmethod
    def end64(count: int, size: int, start: int, at: int) -> bytes:
        """The two zip64 records that lie before the end, when the first lies at ``at``."""
        record = struct.pack("<4sQ2H2I4Q", b"PK\6\6", 44, 45, 45, 0, 0, count, count, size, start)
        return record + struct.pack("<4sIQI", b"PK\6\7", 0, at, 1)

    @staticmethod
    def safetensors(header: object, data: int = 1024, length: int | None = None) -> bytes:
        """A safetensors file with this header (as JSON, unless it is bytes) and ``data`` bytes."""
        raw = header if isinstance(header, bytes) else json.dumps(header).encode()
        return struct.pack("<Q", len(raw) if length is None else length) + raw + bytes(range(256)) * (data // 256)

    @staticmethod
    def entry(shape: object = (16, 16), begin: object = 0, end: object = 1024, dtype: object = "F32") -> dict:
        return {"dtype": dtype, "shape": shape, "data_offsets": [begin, end]}


@pytest.fixture(scope="session")
def forge() -> Forge:
    return Forge()


@pytest.fixture
def saved(tmp_path: Path) -> Callable[[bytes], Path]:
    """Writes bytes to a file and gives its path."""

    def save(data: bytes, name: str = "model.pth") -> Path:
        path = tmp_path / name
        path.unlink(missing_ok=True)  # a file that may still be mapped must not be cut
        path.write_bytes(data)
        return path

    return save


@pytest.fixture(scope="session")
def assert_refused() -> Callable[[Path, str], None]:
    def check(path: Path, fragment: str) -> None:
        """One error that names the file, says what is wrong and what to do, in printable ASCII, at once."""
        started = time.process_time()
        for mapped in (True, False):
            with pytest.raises(WeightsError) as caught:
                opened(path, mapped)
            message = caught.value.message
            assert fragment in message
            assert path.name in message
            assert caught.value.hint
            assert len(message) < 500
            assert message.isascii()
            assert message.isprintable()
        assert time.process_time() - started < 30, "a bomb was unpacked"

    return check
