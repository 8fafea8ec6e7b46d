"""Wrong on purpose: believes that one join waits for all threads.

Belief: a function comes back when its threads have ended.
Truth:  join waits for the one thread it is called on.
Verdict: for which does it not
"""

guess = {"a": 0.4, "b": 0.7, "c": 0.7, "d": 0.4, "where": "b"}
