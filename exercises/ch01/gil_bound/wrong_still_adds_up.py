"""Wrong on purpose: believes that sleeping threads take turns as well.

Belief: three threads and one GIL: it takes the sum, however they are started.
Truth:  a thread that sleeps has let go of the GIL; started together, the longest decides.
Verdict: do you have to add anything up
"""

guess = {"which": "b", "sign": "c", "row": 130, "cure": "a"}
