"""Wrong on purpose: it wraps the error in one with a better message.

Belief: the original is still there, as the cause.
Truth:  in the list is another object of another type.
Verdict: failures holds [('two', RuntimeError('work failed: two')), ('five'
"""

from pipeline_core import SENTINEL


def careful_stage(source, target, work, failures):
    def attempt(item):
        try:
            return True, work(item)
        except Exception as error:
            failure = RuntimeError(f"work failed: {error}")
            failure.__cause__ = error
            return False, failure

    try:
        while (item := source.get()) is not SENTINEL:
            fine, outcome = attempt(item)
            if fine:
                target.put(outcome)
            else:
                failures.append((item, outcome))
    finally:
        target.put(SENTINEL)
