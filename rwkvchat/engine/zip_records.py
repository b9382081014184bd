"""The directory of a zip file whose records are stored as they are, as torch writes it.

Knows zip and zip64 and trusts no number in them; knows nothing of what the records hold.
"""

import struct
import zlib
from collections.abc import Iterator
from typing import NamedTuple

from rwkvchat.engine.tensor_table import MAX_TENSORS, quoted
from rwkvchat.errors import WeightsError

DAMAGED = "the file is damaged or was tampered with: download it again"
HALF = "it is half-downloaded or was cut off: download it again"

_END = struct.Struct("<4s4H2IH")
_END64 = struct.Struct("<4sQ2H2I4Q")
_LOCATOR = struct.Struct("<4sIQI")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_LOCAL = struct.Struct("<4s5H3I2H")

_MAX_RECORDS = MAX_TENSORS + 64
_MAX_NAME = 512
_MAX_EXTRA = 1024
_FULL16, _FULL32 = 0xFFFF, 0xFFFFFFFF
_HAS_DESCRIPTOR = 0x0008
_ENCRYPTED = 0x0001 | 0x0040 | 0x2000
# Besides the descriptor: two bits that only tune deflate, and "the name is UTF-8".
_HARMLESS = _HAS_DESCRIPTOR | 0x0002 | 0x0004 | 0x0800
_STEP = 1 << 20


class Entry(NamedTuple):
    """A record as the directory at the file's end describes it."""

    name: bytes
    flags: int
    method: int
    crc: int
    packed: int
    size: int
    header: int


class Directory(NamedTuple):
    """All entries, and where the directory starts: no record reaches further."""

    entries: list[Entry]
    start: int


class Record(NamedTuple):
    """A record that was found to lie where the directory says: ``size`` bytes from ``start``."""

    name: bytes
    crc: int
    start: int
    size: int


def read_directory(data: memoryview) -> Directory:
    """Every entry of the zip's directory; where they point to is not looked at yet.

    Raises:
        WeightsError: there is no directory, or it contradicts itself.
    """
    count, start, end = _find_directory(data)
    if count > _MAX_RECORDS:
        raise WeightsError(f"its zip directory lists {count} records, more than any model has", DAMAGED)
    entries, at = [], start
    for _ in range(count):
        entry, at = _read_entry(data, at, end)
        entries.append(entry)
    if at != end:
        raise WeightsError("its zip directory is longer than its entries", DAMAGED)
    return Directory(entries, start)


def locate(data: memoryview, directory: Directory) -> dict[bytes, Record]:
    """Where each record's bytes lie, by name.

    Raises:
        WeightsError: a record is compressed, encrypted, named twice, outside the file or over another.
    """
    records: dict[bytes, Record] = {}
    free_from = 0
    for entry in sorted(directory.entries, key=lambda entry: entry.header):
        record = _locate(data, entry, directory.start)
        if entry.header < free_from:
            raise WeightsError(f"its record {quoted(entry.name)} overlaps another", DAMAGED)
        if record.name in records:
            raise WeightsError(f"it holds the record {quoted(entry.name)} twice", DAMAGED)
        free_from = record.start + record.size
        records[record.name] = record
    return records


def check_sum(data: memoryview, record: Record) -> None:
    """Compare a record with its CRC-32, a mebibyte at a time.

    Raises:
        WeightsError: its bytes are not those that were written.
    """
    crc = 0
    for start in range(record.start, record.start + record.size, _STEP):
        crc = zlib.crc32(data[start : min(start + _STEP, record.start + record.size)], crc)
    if crc != record.crc:
        raise WeightsError(f"the checksum of its record {quoted(record.name)} does not match its bytes", DAMAGED)


def _find_directory(data: memoryview) -> tuple[int, int, int]:
    """The number of entries, and where the directory starts and ends."""
    end = len(data) - _END.size
    if end < 0 or bytes(data[end : end + 4]) != b"PK\x05\x06":
        raise WeightsError("it is a zip file without an end", HALF)
    _, disk, first_disk, here, count, size, start, comment = _END.unpack_from(data, end)
    if comment:
        raise WeightsError("its zip directory is followed by a comment", DAMAGED)
    fields = (here, count, size, start)
    locator = end - _LOCATOR.size
    if locator >= 0 and bytes(data[locator : locator + 4]) == b"PK\x06\x07":
        end, wide = _find_end64(data, locator)
        # A reader that knows zip64 and one that does not must see the same directory.
        limits = (_FULL16, _FULL16, _FULL32, _FULL32)
        if any(narrow not in (limit, value) for narrow, limit, value in zip(fields, limits, wide, strict=True)):
            raise WeightsError("it has two zip directories that disagree", DAMAGED)
        fields = wide
    here, count, size, start = fields
    if disk or first_disk or here != count:
        raise WeightsError("it is one part of a zip file split over several", "put the parts together first")
    if start + size != end:
        raise WeightsError("its zip directory is not where its end record says", DAMAGED)
    return count, start, end


def _find_end64(data: memoryview, locator: int) -> tuple[int, tuple[int, int, int, int]]:
    """Where the zip64 end record starts, and its two counts, the directory's size and its start."""
    _, disk, at, disks = _LOCATOR.unpack_from(data, locator)
    if at != locator - _END64.size or at < 0 or bytes(data[at : at + 4]) != b"PK\x06\x06":
        raise WeightsError("its zip64 end record is missing", DAMAGED)
    _, length, _, _, this_disk, first_disk, here, count, size, start = _END64.unpack_from(data, at)
    if length != _END64.size - 12 or disk or disks > 1 or this_disk or first_disk:
        raise WeightsError("its zip64 end record makes no sense", DAMAGED)
    return at, (here, count, size, start)


def _read_entry(data: memoryview, at: int, end: int) -> tuple[Entry, int]:
    """The directory's entry at ``at``, and where the next begins."""
    if at + _CENTRAL.size > end or bytes(data[at : at + 4]) != b"PK\x01\x02":
        raise WeightsError("its zip directory has fewer entries than it says", DAMAGED)
    values = _CENTRAL.unpack_from(data, at)
    flags, method, crc, packed, size = values[3], values[4], values[7], values[8], values[9]
    name_length, extra_length, comment_length, disk, header = *values[10:14], values[16]
    name_at = at + _CENTRAL.size
    extra_at = name_at + name_length
    following = extra_at + extra_length + comment_length
    if following > end or not 0 < name_length <= _MAX_NAME or extra_length > _MAX_EXTRA:
        raise WeightsError("its zip directory has an entry with an impossible name", DAMAGED)
    name = bytes(data[name_at:extra_at])
    if disk:
        raise WeightsError(f"its record {quoted(name)} lies in another file", DAMAGED)
    wide = _wide_fields(bytes(data[extra_at : extra_at + extra_length]), name)
    # Zip64 keeps, in this order, those of the three that do not fit into 32 bits.
    size, packed, header = (_widened(value, wide, name) for value in (size, packed, header))
    return Entry(name, flags, method, crc, packed, size, header), following


def _wide_fields(extra: bytes, name: bytes) -> Iterator[int]:
    """The 64-bit values in an entry's extra field."""
    at, found = 0, b""
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<2H", extra, at)
        if kind == 1:
            found = extra[at + 4 : at + 4 + length]
            break
        at += 4 + length
    if len(found) % 8 == 4:
        found = found[:-4]  # the number of the disk
    if len(found) % 8:
        raise WeightsError(f"the zip64 sizes of its record {quoted(name)} make no sense", DAMAGED)
    return (value for (value,) in struct.iter_unpack("<Q", found))


def _widened(value: int, wide: Iterator[int], name: bytes) -> int:
    if value != _FULL32:
        return value
    for value64 in wide:
        return value64
    raise WeightsError(f"the zip64 sizes of its record {quoted(name)} are missing", DAMAGED)


def _locate(data: memoryview, entry: Entry, directory: int) -> Record:
    """The record of an entry, once its own header agrees with the directory."""
    name = quoted(entry.name)
    _check_stored(entry, "its record", entry.flags, entry.method)
    if entry.packed != entry.size:
        raise WeightsError(f"its record {name} has two sizes", DAMAGED)
    if entry.header + _LOCAL.size > directory or bytes(data[entry.header : entry.header + 4]) != b"PK\x03\x04":
        raise WeightsError(f"its record {name} is not where the zip directory says", DAMAGED)
    values = _LOCAL.unpack_from(data, entry.header)
    flags, method, crc, packed, size, name_length, extra_length = values[2], values[3], *values[6:]
    _check_stored(entry, "the header of its record", flags, method)
    name_at = entry.header + _LOCAL.size
    start = name_at + name_length + extra_length
    if bytes(data[name_at : name_at + min(name_length, _MAX_NAME + 1)]) != entry.name:
        raise WeightsError(f"its record {name} has another name in the zip directory", DAMAGED)
    if start + entry.size > directory:
        raise WeightsError(f"its record {name} reaches past the records' end", DAMAGED)
    # What a streaming writer did not know yet is 0 here; what does not fit into 32 bits is all ones.
    unknown = {0} if flags & _HAS_DESCRIPTOR else set()
    if crc not in unknown | {entry.crc} or not {packed, size} <= unknown | {entry.size, _FULL32}:
        raise WeightsError(f"the header of its record {name} contradicts the zip directory", DAMAGED)
    return Record(entry.name, entry.crc, start, entry.size)


def _check_stored(entry: Entry, what: str, flags: int, method: int) -> None:
    name = quoted(entry.name)
    if flags & _ENCRYPTED:
        raise WeightsError(f"{what} {name} is encrypted", "decrypt the file first")
    if method:
        raise WeightsError(
            f"{what} {name} is compressed",
            "weights are used in place: save them again with torch.save, which does not compress",
        )
    if flags & ~_HARMLESS:
        raise WeightsError(f"{what} {name} has flags {flags:#06x} that no weight file has", DAMAGED)
