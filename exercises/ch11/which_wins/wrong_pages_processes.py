"""Wrong on purpose: takes processes for waiting.

Belief: processes are faster than threads.
Truth:  each waits for one page, and there are four.
Verdict: a process waits for one page at a time
"""

guess = {"small": "a", "python": "d", "pages": "c", "zip": "b", "long": "e", "seconds": 402, "batch": 16}
