"""Wrong on purpose: works in the thread that has the bar.

Belief: no threads, no trouble.
Truth:  so many were asked for.
Verdict: it took 10 s
"""

from pipeline_core import SKIP


def run_with_bar(items, work, open_bar, workers):
    bar = open_bar(total=len(items) if hasattr(items, "__len__") else None)
    results = []
    failures = []
    for item in items:
        try:
            result = work(item)
        except Exception as error:
            failures.append((item, error))
        else:
            if result is not SKIP:
                results.append(result)
        bar.update(1)
    bar.close()
    return results, failures
