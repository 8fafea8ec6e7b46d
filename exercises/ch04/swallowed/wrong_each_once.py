"""Wrong on purpose: it keeps a failure only if it is not in the list yet.

Belief: the same item with the same error is the same failure.
Truth:  two equal items failed, and `in` asks the items' own __eq__.
Verdict: with an item that comes again and fails each time, ['oak', 'elm', 'oak']
"""

from pipeline_core import SENTINEL


def careful_stage(source, target, work, failures):
    try:
        while True:
            item = source.get()
            if item is SENTINEL:
                break
            try:
                result = work(item)
            except Exception as error:
                if (item, error) not in failures:
                    failures.append((item, error))
                continue
            target.put(result)
    finally:
        target.put(SENTINEL)
