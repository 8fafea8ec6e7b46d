"""Two threads move counts between two shelves."""

from threading import Lock, Thread
from time import sleep


def main(first=Lock, second=Lock, same_order=False):
    here, there = first(), second()

    def deliver():
        with here:
            sleep(0.1)
            with there:  # here is held
                pass

    def take_back():
        with there:
            sleep(0.1)
            with here:  # there is held
                pass

    def take_back_in_order():
        with here:
            sleep(0.1)
            with there:
                pass

    back = take_back_in_order if same_order else take_back
    threads = [Thread(target=deliver, name="deliver"), Thread(target=back, name="take_back")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
