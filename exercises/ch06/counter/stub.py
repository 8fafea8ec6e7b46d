class Counter:
    """The number of items in flight.

    Given:  a class that is right for one thread. It loses updates when several call it at once.
    Do:     mend add and remove, so that every call counts, whatever the order of steps.
    Never:  sleep, and never leave the counter unusable after a call has raised.
    Size:   about 5 lines more.   Stuck: the hints below, one at a time
    """

    def __init__(self):
        self.value = 0

    def add(self, items):
        self.value += items

    def remove(self, items):
        self.value -= items
