"""Wrong on purpose: yields in the loop instead of returning.

Belief: With yield it goes on by itself.
Truth:  A function with yield does nothing when it is called but make a generator.
Verdict: a yield makes it a generator
"""

from pipeline_core import SENTINEL


def relay(source, target, change):
    while True:
        item = source.get()
        if item is SENTINEL:
            break
        result = change(item)
        yield target.put(result)
    target.put(SENTINEL)
