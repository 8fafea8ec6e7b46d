class Cache:
    """Remember what compute has returned for each key, and compute each key once.

    Given:  compute, a function of one key that takes a while; it returns any value, None too, or raises.
    Do:     mend get, so that threads that ask for the same key at the same time share one computation.
            If compute raises, so does get, and the next call of get for that key computes again.
    Never:  sleep, ask again and again, or leave a thread behind.
    Size:   about 3 lines more.   Stuck: the hints below, one at a time
    """

    def __init__(self, compute):
        self.compute = compute
        self.known = {}

    def get(self, key):
        if key not in self.known:
            self.known[key] = self.compute(key)
        return self.known[key]
