"""A worker counts, and is stopped by whoever holds the lock of the count."""

from threading import Event, Lock, Thread
from time import sleep


def under(lock, work):
    with lock:
        work()


def main():
    lock, stop, count = Lock(), Event(), 0

    def add():
        nonlocal count
        count += 1

    def count_on():
        while not stop.is_set():
            sleep(0.1)
            under(lock, add)

    worker = Thread(target=count_on, name="work")

    def finish():
        stop.set()
        sleep(0.1)
        worker.join()

    worker.start()
    sleep(0.05)
    under(lock, finish)
    return count
