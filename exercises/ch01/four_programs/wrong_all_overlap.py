"""Wrong on purpose: takes the longest wait everywhere.

Belief: whatever runs in threads runs at the same time.
Truth:  b joins each thread before it makes the next one.
Verdict: has the second thread been started when the first one is joined
"""

guess = {"a": 0.4, "b": 0.4, "c": 0.4, "d": 0.4, "where": "c"}
