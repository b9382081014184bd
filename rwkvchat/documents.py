"""Texts that the model is given to read, out of files. Knows what a file may be, not what becomes of its text."""

import stat
from pathlib import Path
from typing import NamedTuple

from rwkvchat.errors import PromptError
from rwkvchat.files import check_path

LARGEST = 1 << 30


class Document(NamedTuple):
    """A text and the name of its file."""

    name: str
    text: str
    nbytes: int


def read_document(path: Path) -> Document:
    """Read a text file whole.

    Raises:
        PromptError: it is missing, no regular file, too large, not UTF-8 or empty.
    """
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            kind = "a folder" if stat.S_ISDIR(status.st_mode) else "no regular file"
            raise PromptError(f"cannot read {path}: it is {kind}", "give a text file; a pipe goes to standard input")
        if status.st_size > LARGEST:
            raise PromptError(f"cannot read {path}: it is larger than a gigabyte", "give a part of it")
        data = path.read_bytes()
        text = data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise PromptError(
            f"cannot read {path}: it is not UTF-8, byte {error.start} is 0x{data[error.start]:02x}",
            "convert it first, for example with iconv -t UTF-8",
        ) from None
    except (OSError, ValueError) as error:
        reason = (isinstance(error, OSError) and error.strerror) or "there can be no such path"
        raise PromptError(f"cannot read {path}: {reason}", check_path(path)) from error
    if not text.strip():
        raise PromptError(f"cannot read {path}: there is no text in it", "give a text file")
    return Document(path.name, text.replace("\r\n", "\n"), len(data))
