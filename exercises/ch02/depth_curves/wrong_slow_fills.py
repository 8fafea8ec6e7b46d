"""Wrong on purpose: takes the gentle slope for a producer that is slower than the consumer.

Belief: a slow producer fills the queue slowly.
Truth:  it does not fill it at all: each item is taken as soon as it is put.
Verdict: the curve never goes above 1
"""

guess = {"first": "d", "second": "c", "third": "b", "peak": 24, "blocked": 228}
