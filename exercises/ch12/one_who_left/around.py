"""12.1: who stands around the answer: what it calls, noted."""

import time
from threading import current_thread


class Shop:
    """work and save, of which some calls fail; notes who called what, and what is on its way.

    ``most``: the most results that had been made and were not saved; ``errors``: item -> what was raised.
    """

    def __init__(self, bad_work=(), bad_save=(), seconds=(0, 0)):
        self.bad_work = bad_work
        self.bad_save = bad_save
        self.work_seconds, self.save_seconds = seconds
        self.asked = []
        self.saved = []
        self.errors = {}
        self.workers = []
        self.savers = []
        self.on_their_way = self.most = 0

    def work(self, item):
        """Upper case of it."""
        self.asked.append(item)
        self.workers.append(current_thread())
        time.sleep(self.work_seconds)
        if item in self.bad_work:
            raise self._error(item, "no work on")
        self.on_their_way += 1
        self.most = max(self.most, self.on_their_way)
        return item.upper()

    def save(self, result):
        """Keep it."""
        self.savers.append(current_thread())
        time.sleep(self.save_seconds)
        self.on_their_way -= 1
        item = str(result).lower()
        if item in self.bad_save:
            raise self._error(item, "no room for")
        self.saved.append(result)

    def _error(self, item, why):
        kind = ValueError if len(self.errors) % 2 else KeyError
        self.errors[item] = kind(f"{why} {item}")
        return self.errors[item]
