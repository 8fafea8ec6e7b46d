"""Wrong on purpose: takes the pool for busy because its stage is called the bottleneck.

Belief: the bottleneck has its hands full.
Truth:  one sub-worker is busy, the others wait: what is missing is one result.
Verdict: What have the others done before
"""

guess = {"head": 4, "held": 5, "why": "b", "idle": "b", "cure": "c"}
