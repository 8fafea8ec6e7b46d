"""Two threads move counts between two shelves."""

from threading import Lock, Thread
from time import sleep


def under(lock, work):
    with lock:
        work()


def main(first=Lock, second=Lock, same_order=False):
    here, there = first(), second()

    def count():
        pass

    def carry_there():
        sleep(0.1)
        under(there, count)

    def carry_here():
        sleep(0.1)
        under(here, count)

    def deliver():
        under(here, carry_there)

    def take_back():
        under(there, carry_here)

    back = deliver if same_order else take_back
    threads = [Thread(target=deliver, name="deliver"), Thread(target=back, name="take_back")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
