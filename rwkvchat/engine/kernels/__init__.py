"""What makes the network fast on a CPU: an optional library in C++, each function of which has a plain torch twin."""
