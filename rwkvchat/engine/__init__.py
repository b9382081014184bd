"""Tensors and token ids: the RWKV engine. Knows no text, no tokenizer and no terminal."""
