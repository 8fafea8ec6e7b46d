"""Right in another style: without a pipeline: the executor's own map."""

from collections import Counter
from functools import partial


def count(shortest, text):
    return Counter(word for word in text.split() if len(word) >= shortest)


def word_counts(texts, shortest, executor):
    parts = list(executor.map(partial(count, shortest), texts))
    return sum(parts, Counter()), sum(not part for part in parts)
