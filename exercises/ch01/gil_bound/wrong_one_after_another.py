"""Wrong on purpose: takes threads that are started one after another for threads that take turns.

Belief: if no two threads run at the same time, it is the GIL.
Truth:  a thread that has not been started can't want the GIL; here the joins stand in the way.
Verdict: the next is not even started
"""

guess = {"which": "d", "sign": "c", "row": 60, "cure": "a"}
