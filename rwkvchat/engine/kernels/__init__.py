"""What makes the network fast on a CPU: an optional library in C++, each function of which has a plain torch twin."""

VARIABLE = "RWKVCHAT_KERNELS"
"""In the environment: a set of instructions to take instead of the best one, or "off"."""
