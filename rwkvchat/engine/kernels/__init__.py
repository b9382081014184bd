"""What makes the network fast: a library in C++ for CPUs, Triton for GPUs. Both are optional and have plain twins."""

VARIABLE = "RWKVCHAT_KERNELS"
"""In the environment: a set of instructions to take instead of the best one, or "off"."""
