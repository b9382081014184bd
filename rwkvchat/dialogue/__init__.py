"""Text and turns: tokenizer, templates, streaming, the conversation. Knows no tensors and no terminal."""
