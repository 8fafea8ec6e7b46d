"""Wrong on purpose: believes that target=f() starts f in the thread.

Belief: Thread(target=sleep(seconds)) sleeps in the thread.
Truth:  the brackets call sleep here and now; the thread gets None.
Verdict: who calls it there, and when
"""

guess = {"a": 0.4, "b": 0.7, "c": 0.4, "d": 0.2, "where": "c"}
