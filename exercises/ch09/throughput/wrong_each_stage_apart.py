"""Wrong on purpose: adds up what each stage needs for all items.

Belief: a stage begins when the one before it is through with all of them.
Truth:  each stage begins with its first item.
Verdict: everything else happens at the same time
"""

guess = {"rate": 100, "seconds": 0.92, "next": 125, "inside": 20.5, "queue": "b"}
