"""What people give by mistake instead of weights, recognised by its first bytes.

Knows what such files look like and what to do about each; reads no file itself.
"""

from rwkvchat.errors import WeightsError

_GGML = "rwkvchat reads the checkpoint it was made from: give that .pth or .safetensors file"
_UNPACK = "unpack it and give the .pth or .safetensors file inside"
_NOT_WEIGHTS = "give the model's .pth or .safetensors file"
_GET = "that is a download that failed: open the link in a browser to see why, then download the file again"
_RESAVE = "save it again with a current torch, if you trust it: torch.save(torch.load(old, map_location='cpu'), new)"

_LFS = b"version https://git-lfs"
_MAGIC = {
    b"GGUF": ("a GGUF file", _GGML),
    **dict.fromkeys((b"ggml", b"lmgg", b"ggmf", b"fmgg", b"ggjt", b"tjgg"), ("a ggml file", _GGML)),
    **dict.fromkeys(
        (b"\x80\x02", b"\x80\x03", b"\x80\x04"), ("a checkpoint in torch's old form, a bare pickle", _RESAVE)
    ),
    b"\x1f\x8b": ("a gzip archive", _UNPACK),
    b"7z\xbc\xaf\x27\x1c": ("a 7z archive", _UNPACK),
    b"Rar!": ("a rar archive", _UNPACK),
    b"\xfd7zXZ": ("an xz archive", _UNPACK),
    b"BZh": ("a bzip2 archive", _UNPACK),
    b"\x28\xb5\x2f\xfd": ("a zstd archive", _UNPACK),
    b"PK\x05\x06": ("an empty zip file", "download it again"),
    b"\x89HDF": ("an HDF5 file", _NOT_WEIGHTS),
    b"\x93NUMPY": ("a NumPy array", _NOT_WEIGHTS),
    b"\x7fELF": ("a program", _NOT_WEIGHTS),
    b"MZ": ("a program", _NOT_WEIGHTS),
}
_HEAD = 4096
_HTML = (b"<!doctype html", b"<html", b"<head", b"<?xml", b"<!--")


def refuse_foreign(head: bytes | bytearray, size: int) -> None:
    """Refuse what does not begin like a .pth (a zip) or a safetensors file.

    ``head`` are the first bytes (up to 4096) of a file of ``size`` bytes.

    Raises:
        WeightsError: it is something else, named where it can be.
    """
    refuse_failed_download(head, size)
    if head[3:9] == b"\0\0\0\0\0{":
        return  # safetensors begins with the length of its header, which may look like any of these
    for magic, (what, hint) in _MAGIC.items():
        if head.startswith(magic):
            raise WeightsError(f"it is {what}", hint)
    if _is_text(head):
        raise WeightsError("it is a text file", _NOT_WEIGHTS)
    if not any(head):
        raise WeightsError("it begins with nothing but zeros", "it is half-downloaded: download it again")
    if not head.startswith(b"PK\x03\x04") and head[8:9] != b"{":
        raise WeightsError("it is neither a .pth nor a safetensors file", _NOT_WEIGHTS)


def refuse_failed_download(head: bytes | bytearray, size: int) -> None:
    """Refuse what downloads leave in the place of any file.

    Raises:
        WeightsError: it is empty, a pointer or a web page.
    """
    if not size:
        raise WeightsError("it is empty", "download it again")
    if head.startswith(_LFS):
        raise WeightsError("it is a Git LFS pointer, not the file itself", "fetch the files with: git lfs pull")
    if bytes(head[:_HEAD]).lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_HTML):
        raise WeightsError("it is a web page", _GET)


def _is_text(head: bytes | bytearray) -> bool:
    # No check of UTF-8: the head may end inside a character, and a text in another encoding is a text too.
    return all(byte >= 0x20 or byte in b"\t\n\f\r" for byte in head)
