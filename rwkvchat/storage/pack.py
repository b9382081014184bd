"""The container of a conversation file and of a journal's entries: a table as JSON, tensors, a hash over everything.

Needs no torch, so that texts can be read without it; does not know what the table and the tensors mean.
"""

import hashlib
import json
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from rwkvchat.engine.safetensors_format import MAX_HEADER, Part, join, parse_header, split
from rwkvchat.errors import ConversationError, WeightsError

VERSION = 1
"""Of conversation files and of their journals."""
CONVERSATION = "rwkvchat-conversation"
"""The kind of container that a conversation file is."""
CODES = frozenset({"F32", "I32", "U8"})
"""The format's names for the types of tensors that there are."""
RECORD = "record"
"""The part that is the table. It comes first, so that a file that lost its end keeps its text."""

Table = dict[str, Any]


class Damaged(ValueError):
    """The bytes are not what was written, or never were a conversation's."""


class Packed(NamedTuple):
    """A container's bytes, and the hash that they carry."""

    data: bytes
    sha256: str
    text: int
    """Bytes of the table in it."""


class Pack(NamedTuple):
    """What is in a container."""

    metadata: Mapping[str, str]
    table: Table
    parts: Mapping[str, Part]

    @property
    def sha256(self) -> str:
        return self.metadata.get("sha256", "")

    @property
    def text(self) -> int:
        """Bytes of the table."""
        return len(self.parts[RECORD].data)


def table_part(table: Mapping[str, Any]) -> Part:
    """The table as a part, filled up with spaces so that the tensors after it stay aligned."""
    text = json.dumps(table).encode()
    text += b" " * (-len(text) % 8)
    return Part("U8", (len(text),), text)


def pack(metadata: Mapping[str, str], parts: Mapping[str, Part]) -> Packed:
    """A container of these metadata and parts, the hash over everything added."""
    sha256 = digest(metadata, parts)
    text = len(parts[RECORD].data) if RECORD in parts else 0
    return Packed(join({**metadata, "sha256": sha256}, parts), sha256, text)


def unpack(data: bytes, kind: str, where: str) -> Pack:
    """What is in a container of a kind, if it is whole; ``where`` names it.

    Raises:
        Damaged: it is not. ConversationError: it has a newer version.
    """
    try:
        metadata, parts = split(data, CODES)
    except WeightsError as error:
        raise Damaged(error.message) from None
    check_kind(metadata, kind, where)
    said = {key: value for key, value in metadata.items() if key != "sha256"}
    if metadata.get("sha256") != digest(said, parts):
        raise Damaged("its hash is another")
    return Pack(metadata, _table(parts.get(RECORD)), parts)


def unpack_leading(data: bytes, kind: str, where: str, names: frozenset[str]) -> Pack:
    """The table and the parts of these names out of a container that is damaged elsewhere. No hash is looked at.

    Raises:
        Damaged: not even these can be found. ConversationError: it has a newer version.
    """
    length = int.from_bytes(data[:8], "little")
    start = 8 + length
    if length > MAX_HEADER or start > len(data):
        raise Damaged("it ends before its header does")
    parts = {}
    try:
        header = json.loads(data[8:start])
        metadata = {key: str(value) for key, value in header["__metadata__"].items()}
        for name in names | {RECORD}:
            begin, end = header[name]["data_offsets"]
            if not 0 <= begin <= end <= len(data) - start:
                raise Damaged(f"{name} is not in it")
            parts[name] = Part(header[name]["dtype"], tuple(header[name]["shape"]), data[start + begin : start + end])
    except (LookupError, ValueError, TypeError, AttributeError, RecursionError):
        raise Damaged("its header is damaged") from None
    check_kind(metadata, kind, where)
    return Pack(metadata, _table(parts[RECORD]), parts)


def read_table(path: Path, kind: str) -> Pack:
    """The table and the metadata of a file, of which no more is read. The hash is not looked at.

    Raises:
        Damaged: the file is not of this kind, or not whole. ConversationError: it has a newer version.
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        size = os.fstat(file.fileno()).st_size
        length = file.read(8)
        head = length + file.read(min(int.from_bytes(length, "little"), MAX_HEADER + 1))
        try:
            infos, metadata, _ = parse_header(head, size, CODES)
        except WeightsError as error:
            raise Damaged(error.message) from None
        check_kind(metadata, kind, str(path))
        if RECORD not in infos:
            raise Damaged("there is no record in it")
        info = infos[RECORD]
        file.seek(info.offset)
        return Pack(metadata, _table(Part("U8", info.shape, file.read(info.nbytes))), {})


def check_kind(metadata: Mapping[str, str], kind: str, where: str) -> None:
    """See that a container is of a kind and of a version that can be read.

    Raises:
        Damaged: it is of another kind. ConversationError: it has a newer version.
    """
    version = metadata.get("version", "")
    if metadata.get("format") != kind or not re.fullmatch(r"[1-9][0-9]{0,8}", version):
        raise Damaged("it is something else")
    if int(version) > VERSION:
        raise ConversationError(
            f"{where} has version {version} of the format, and this program reads up to {VERSION}", "update rwkvchat"
        )


def digest(metadata: Mapping[str, str], parts: Mapping[str, Part]) -> str:
    """Over everything that a file says: also the types and shapes, of which the same bytes could be given others."""
    state = hashlib.sha256()

    def add(text: str, content: bytes) -> None:
        state.update(f"{text} {len(content)} ".encode() + content)

    for key in sorted(metadata):
        add(key, metadata[key].encode())
    for name in sorted(parts):
        add(f"{name} {parts[name].dtype} {list(parts[name].shape)}", parts[name].data)
    return state.hexdigest()


def _table(part: Part | None) -> Table:
    try:
        table = json.loads(part.data if part else b"")
    except (ValueError, RecursionError):
        raise Damaged("its record is no JSON") from None
    if not isinstance(table, dict):
        raise Damaged("its record is no table")
    return table
