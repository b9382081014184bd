"""Keys and colours: knows events, never tensors."""
