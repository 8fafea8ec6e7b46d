"""Wrong on purpose: believes in a timeout, for the one who joins.

Belief: whoever waits for a while only can never be stuck.
Truth:  main is not; the two are, as before.
Verdict: neither waits for `main`
"""

guess = {"first": "c", "second": "a", "third": "b", "fourth": "e", "cure": "d"}
