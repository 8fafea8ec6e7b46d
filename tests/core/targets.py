"""Functions for other processes: a child that is spawned imports them from here by name."""

import os

from pipeline_core import SENTINEL, SKIP


def square(number):
    return number * number


def process_id(item):
    return os.getpid()


def is_sentinel(item):
    return item is SENTINEL


def skip_odd(number):
    return SKIP if number % 2 else number


def marks(item):
    return [SENTINEL, SKIP, item]


def refuse_two(number):
    if number == 2:
        raise ValueError(f"refused: {number}")
    return number


def die_at_two(number):
    if number == 2:
        os._exit(1)
    return number
