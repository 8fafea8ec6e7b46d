"""Wrong on purpose: a failure is known by its form, a tuple that begins with a word.

Belief: no work returns such a tuple.
Truth:  a result may have any form, and any word in it.
Verdict: By what do you know that work has raised?
"""

from pipeline_core import SENTINEL


def careful_stage(source, target, work, failures):
    def tried(item):
        try:
            return work(item)
        except Exception as error:
            return ("failed", item, error)

    try:
        while (item := source.get()) is not SENTINEL:
            result = tried(item)
            if isinstance(result, tuple) and len(result) == 3 and result[0] == "failed":
                failures.append(result[1:])
            else:
                target.put(result)
    finally:
        target.put(SENTINEL)
