"""Rows are read, and prices saved; the third row is no price."""

from queue import Queue
from threading import Thread

ROWS = ["12.50", "8.00", "n/a", "3.20", "9.99", "4.40"]


def main():
    rows = Queue(maxsize=2)

    def read():
        for row in ROWS:
            rows.put(row)

    def save():
        prices = []
        for _ in ROWS:
            row = rows.get()
            prices.append(float(row))

    threads = [Thread(target=read, name="read"), Thread(target=save, name="save")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
