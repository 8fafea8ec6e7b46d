"""Wrong on purpose: knows the time of c, and puts it down to threads in a row.

Belief: c takes the sum because its threads take turns.
Truth:  its threads have nothing to do; the main thread sleeps while it makes the list.
Verdict: a function, or what a call has returned
"""

guess = {"a": 0.4, "b": 0.7, "c": 0.7, "d": 0.2, "where": "a"}
