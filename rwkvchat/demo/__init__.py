"""The small model that ships with the program: its weights and tokenizer, and the recipe that made them.

Importing this package imports nothing else; only `network`, `train` and `evaluate` need torch.
"""

from pathlib import Path

MODEL = Path(__file__).with_name("raven-nano.safetensors")
TOKENIZER = Path(__file__).with_name("tokenizer.json")
