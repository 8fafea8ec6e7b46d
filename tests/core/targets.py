"""Functions for other processes: a child that is spawned imports them from here by name."""

import os
import time
from pathlib import Path

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


def identity(item):
    return item


def wait_for_file(path):
    """Wait until the file is there; nobody who was forgotten waits for ever."""
    end = time.monotonic() + 30
    while not Path(path).exists() and time.monotonic() < end:
        time.sleep(0.01)


def note_and_pause(item):
    """Note in a file that a number is begun, and take a while."""
    log, number = item
    with Path(log).open("a") as file:
        file.write(f"{number}\n")
    time.sleep(0.05)
    return number
