"""The program's code as the lab reads it: statements, frames, the functions behind a callable.

Reading order: statements, frames, callables.
"""
