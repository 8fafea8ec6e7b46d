"""12.3: who stands around the answer: prices, and the threads that sell, out of the searched lines."""

import time
from threading import Thread, current_thread

PRICES = {"ash": 3, "elm": 4, "fig": 0, "oak": -2, "gold": 2**53 + 1, "debt": -(2**53) - 1}
BAD = "bad"


class Prices:
    """The function that is handed in: notes who asked for what."""

    def __init__(self, seconds=0):
        self.seconds = seconds
        self.asked = []
        self.error = KeyError(f"no price for {BAD}")

    def __call__(self, item):
        """The price, after a while."""
        self.asked.append((item, current_thread().name))
        if self.seconds:
            time.sleep(self.seconds)
        if item == BAD:
            raise self.error
        return PRICES[item]


def raised_by(call, *its):
    """What it raised; None if it did not."""
    try:
        call(*its)
    except Exception as error:  # the price's own, or the answer's
        return error
    return None


def at_once(answer, items, prices):
    """Each item sold in a thread of its own; the report when all are through."""
    takings = answer(prices)
    threads = [Thread(target=raised_by, args=(takings.add, item), name=f"sells {item}") for item in items]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return takings.report()


def seen_meanwhile(answer, items, prices):
    """What a report shows while one thread sells."""
    takings = answer(prices)

    def sell():
        for item in items:
            raised_by(takings.add, item)

    seller = Thread(target=sell, name="sells")
    seller.start()
    seen = takings.report()
    seller.join()
    return seen


def reported_twice(answer):
    """What two threads are told that ask at the same time, when all has been sold."""
    takings = answer(priced)
    for item in ("ash", "elm"):
        takings.add(item)
    seen = {}

    def asks(name):
        seen[name] = takings.report()

    threads = [Thread(target=asks, args=(name,), name=name) for name in ("asks", "asks too")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [seen.get("asks"), seen.get("asks too")]


def priced(item):
    """The price at once, noted nowhere."""
    if item == BAD:
        raise KeyError(BAD)
    return PRICES[item]


class Slow(int):
    """A number whose addition takes its time: so long somebody is at the numbers."""

    seconds = 1.0

    def __radd__(self, other):
        time.sleep(self.seconds)
        return int(other) + int(self)

    __add__ = __radd__
