"""Wrong on purpose: without a bound all items wait in the queue at once.

Belief: no bound means that everything piles up.
Truth:  the consumer takes all the time; only what is faster than it piles up.
Verdict: The consumer takes items while the producer is still at work
"""

guess = {"first": "d", "second": "a", "third": "b", "peak": 60, "blocked": 228}
