"""Models on the hub: what is in its cache on this machine, and bringing what is not. Never opens a model."""
