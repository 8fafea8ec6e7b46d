"""Wrong on purpose: takes batches for waiting.

Belief: batches save what a page costs.
Truth:  a batch waits for its pages in turn.
Verdict: a batch waits for its pages one after the other
"""

guess = {"small": "a", "python": "d", "pages": "d", "zip": "b", "long": "e", "seconds": 402, "batch": 16}
