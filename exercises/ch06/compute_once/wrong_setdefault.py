"""Wrong on purpose: trusts setdefault, which looks and stores in one step.

Belief: setdefault is atomic, so the key is computed once.
Truth:  its second argument is computed before it is called; what is atomic is only which value stays.
Verdict: is computed 2 times
"""


class Cache:
    def __init__(self, compute):
        self.compute = compute
        self.known = {}

    def get(self, key):
        if key in self.known:
            return self.known[key]
        return self.known.setdefault(key, self.compute(key))
