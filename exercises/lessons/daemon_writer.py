"""A program that ends while one of its threads is writing a line. Chapter 04 starts it as a child process.

    python -m exercises.lessons.daemon_writer FILE daemon   the program ends, and takes its thread along
    python -m exercises.lessons.daemon_writer FILE thread   the program asks its thread to stop, and waits

Inside:  one thread that writes an order to a file in two steps, as any disk or network does it.
Outside: starting it, and looking at the file (the chapter).
"""

from __future__ import annotations

import sys
from pathlib import Path
from threading import Event, Thread
from typing import TextIO

stop = Event()
half_written = Event()


def write_orders(path: str) -> None:
    """Write orders until the stop, each as two pieces; say so at the end."""
    with Path(path).open("w", encoding="utf-8") as file:
        try:
            number = 0
            while not stop.is_set():
                number += 1
                write_one(file, number)
        finally:
            file.write("end of file: all orders are complete\n")


def write_one(file: TextIO, number: int) -> None:
    """Write one order; after the first half of the third, the program has seen enough."""
    file.write(f"order {number}: 2 x ")
    file.flush()
    if number == 3:
        half_written.set()
        stop.wait(timeout=5)  # a very slow disk; whoever leaves now leaves half an order behind
    file.write("coffee, paid\n")


def main(path: str, kind: str) -> None:
    """Start the writer, wait until it is in the middle of an order, and end."""
    writer = Thread(target=write_orders, args=(path,), daemon=kind == "daemon")
    writer.start()
    half_written.wait()
    if kind == "thread":
        stop.set()
        writer.join()


if __name__ == "__main__":
    main(*sys.argv[1:])
