"""Numba's code for our operations: each file is imported when the first operation of its kind is compiled."""
