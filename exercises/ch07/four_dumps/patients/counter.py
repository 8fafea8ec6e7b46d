"""A worker counts, and is stopped by whoever holds the lock of the count."""

from threading import Event, Lock, Thread
from time import sleep


def main():
    lock, stop, count = Lock(), Event(), 0

    def work():
        nonlocal count
        while not stop.is_set():
            sleep(0.1)
            with lock:
                count += 1

    worker = Thread(target=work, name="work")
    worker.start()
    sleep(0.05)
    with lock:
        stop.set()
        sleep(0.1)
        worker.join()  # lock is held
    return count
