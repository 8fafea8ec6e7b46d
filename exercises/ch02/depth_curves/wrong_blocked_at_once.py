"""Wrong on purpose: the producer is blocked as soon as it has put maxsize items.

Belief: maxsize puts fill the queue: 7 × 12 ms.
Truth:  the consumer takes some of them meanwhile; it fills at the difference of both speeds.
Verdict: the consumer takes some meanwhile
"""

guess = {"first": "d", "second": "a", "third": "b", "peak": 24, "blocked": 84}
