"""Wrong on purpose: rounds the batch size to what looks tidy.

Belief: fifteen is as good as sixteen.
Truth:  a batch of fifteen is shared in 0.375 ms, and its journey takes 0.4.
Verdict: Then a batch holds less work than its journey takes
"""

guess = {"small": "a", "python": "d", "pages": "b", "zip": "b", "long": "e", "seconds": 402, "batch": 15}
