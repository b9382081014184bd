"""rwkvchat: chat with RWKV-4 language models. Importing the package imports neither torch nor anything heavy.

model = rwkvchat.load_model("raven.pth", strategy="cpu fp32")
snap = model.forward([510, 1563], model.initial_state())    # Snapshot: .state, .logits
snap = model.forward([310], snap.state)                     # the state that is given stays as it is
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rwkvchat.catalogue import load_model
    from rwkvchat.dialogue.template import load_template
    from rwkvchat.dialogue.tokenizer import load_tokenizer
    from rwkvchat.engine.state import Snapshot, State
    from rwkvchat.errors import RwkvchatError
    from rwkvchat.params import SamplingParams
    from rwkvchat.session import Session

__version__ = "0.1.0"

_HOMES = {
    "load_model": "rwkvchat.catalogue",
    "load_template": "rwkvchat.dialogue.template",
    "load_tokenizer": "rwkvchat.dialogue.tokenizer",
    "RwkvchatError": "rwkvchat.errors",
    "SamplingParams": "rwkvchat.params",
    "Session": "rwkvchat.session",
    "Snapshot": "rwkvchat.engine.state",
    "State": "rwkvchat.engine.state",
}

__all__ = [
    "RwkvchatError",
    "SamplingParams",
    "Session",
    "Snapshot",
    "State",
    "__version__",
    "load_model",
    "load_template",
    "load_tokenizer",
]


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
