"""The small model that ships with the program: its weights and tokenizer, and the recipe that made them.

Importing this package imports nothing else; `corpus`, `probes` and `tokenizer` need no torch.
"""

from pathlib import Path

MODEL = Path(__file__).with_name("raven-nano.safetensors")
TOKENIZER = Path(__file__).with_name("tokenizer.json")
