"""Wrong on purpose: a producer that fast rushes past the bound.

Belief: maxsize slows a producer down, and a fast one gets above it for a while.
Truth:  a queue never holds more than maxsize items; put waits.
Verdict: the curve goes up to 8
"""

guess = {"first": "b", "second": "a", "third": "d", "peak": 24, "blocked": 228}
