"""The .pth form of a checkpoint: torch's zip of one pickle and one record per storage.

Knows how the pickle's tensors lie in the records, and that they lie inside them; never unpickles, never imports torch.
"""

from collections import Counter

from rwkvchat.engine import pickle_machine, zip_records
from rwkvchat.engine.pickle_machine import SAVE_AGAIN, PickledTensor
from rwkvchat.engine.tensor_table import ITEM_BYTES, TensorInfo, count_items, quoted
from rwkvchat.engine.zip_records import DAMAGED, Record
from rwkvchat.errors import WeightsError

_MAX_PICKLE = 4 << 20


def read_pth(data: memoryview) -> tuple[dict[str, TensorInfo], tuple[Record, ...]]:
    """The tensors of a whole .pth file, and its records with their checksums (which are not compared here).

    Raises:
        WeightsError: it is anything but uncompressed, contiguous tensors that lie inside the file.
    """
    directory = zip_records.read_directory(data)
    folder = _find_folder([entry.name for entry in directory.entries])
    records = zip_records.locate(data, directory)
    _check_byte_order(data, records.get(folder + b"byteorder"))
    pickle = records[folder + b"data.pkl"]
    if pickle.size > _MAX_PICKLE:
        raise WeightsError(f"its pickle is {pickle.size} bytes long, more than any model's", SAVE_AGAIN)
    pickled = pickle_machine.read_pickle(bytes(data[pickle.start : pickle.start + pickle.size]))
    tensors = _place_all(pickled, records, folder)
    if sum(info.nbytes for info in tensors.values()) - _tied(tensors) > len(data):
        raise WeightsError("its tensors claim more bytes than the file has", "a weight file holds each tensor once")
    return tensors, tuple(records.values())


def _tied(tensors: dict[str, TensorInfo]) -> int:
    """The size of the largest tensor that goes by two names, as an embedding that is the head too does."""
    names = Counter((info.offset, info.nbytes) for info in tensors.values())
    return max((nbytes for (_, nbytes), count in names.items() if count == 2), default=0)


def _find_folder(names: list[bytes]) -> bytes:
    """The folder inside the zip, with its slash, that holds the pickle."""
    pickles = [name for name in names if name.endswith(b"/data.pkl") and name.count(b"/") == 1]
    if not pickles:
        raise WeightsError("it is a zip file without data.pkl, not a checkpoint", "give the .pth file of the model")
    folder = pickles[0].removesuffix(b"data.pkl")
    if len(set(pickles)) > 1:
        raise WeightsError("it holds more than one data.pkl", DAMAGED)
    if folder + b"constants.pkl" in names:
        raise WeightsError("it is a TorchScript program, not weights", SAVE_AGAIN)
    return folder


def _check_byte_order(data: memoryview, record: Record | None) -> None:
    # Files written before torch 2.1 do not say; they were all written on little-endian machines.
    if record is None:
        return
    order = bytes(data[record.start : record.start + min(record.size, 16)])
    if order != b"little":
        raise WeightsError(
            f"its numbers are stored in the byte order {quoted(order)}", "save it again on a little-endian machine"
        )


def _place_all(pickled: dict[str, PickledTensor], records: dict[bytes, Record], folder: bytes) -> dict[str, TensorInfo]:
    dtypes: dict[str, str] = {}
    tensors = {}
    for name, tensor in pickled.items():
        dtype, key, _ = tensor.storage
        if dtypes.setdefault(key, dtype) != dtype:
            raise WeightsError(f"its storage {key} is used both as {dtype} and as {dtypes[key]}", DAMAGED)
        record = records.get(folder + b"data/" + key.encode())
        if record is None:
            raise WeightsError(f"its tensor {quoted(name)} has no data: record {key} is missing", DAMAGED)
        tensors[name] = _place(name, tensor, record)
    return tensors


def _place(name: str, tensor: PickledTensor, record: Record) -> TensorInfo:
    """Where a tensor lies in the file."""
    dtype, key, stored = tensor.storage
    item = ITEM_BYTES[dtype]
    if stored * item != record.size:
        raise WeightsError(f"its storage {key} should have {stored * item} bytes and has {record.size}", DAMAGED)
    items = count_items(tensor.shape)
    if tensor.start + items > stored or max(tensor.shape) > max(stored, 1):
        raise WeightsError(f"its tensor {quoted(name)} is larger than its storage", DAMAGED)
    if not _is_contiguous(tensor):
        raise WeightsError(f"its tensor {quoted(name)} is not contiguous", "save tensor.contiguous() of it instead")
    return TensorInfo(dtype, tensor.shape, record.start + tensor.start * item, items * item)


def _is_contiguous(tensor: PickledTensor) -> bool:
    expected = 1
    for size, stride in zip(reversed(tensor.shape), reversed(tensor.strides), strict=True):
        if size != 1 and stride != expected:  # the stride of a single row is never used
            return False
        expected *= size
    return True
