"""9.2: what is looked at, in the order in which it is told.

Order: each of the runs · a run without a result · the rows as they were · a second call · time.
"""

from math import ceil

from exercises.ch09.fewest_workers.runs import NOTHING, RUNS
from exercises.engine.endings import sentence, unwritten
from exercises.judges import Code
from pipeline_core.lab.text import brief

MISS = 1e-6  # of the target; a stage that misses it by less reaches it


def right(asked):
    """The fewest workers for each stage."""
    return {one.stage: max(1, ceil(asked.needed(one) * (1 - MISS))) for one in asked.rows}


def check(answer, bench):
    took = None
    for asked in RUNS:
        run = called(answer, bench, asked)
        judge(bench, asked, *run.result)
        took = took or (run if run.elapsed else None)
    got, error = called(answer, bench, NOTHING).result
    told = f"{NOTHING.words}: {brief(got)} came back, and ValueError was to be raised."
    bench.require(error is not None, told)
    twice(answer, bench)
    if took is not None:
        bench.require(
            False, f"it takes {took.elapsed:g} s, and there is nothing to wait for: the run is over."
        )
    bench.also.append(f"{sum(len(asked.rows) for asked in RUNS)} stages")


def called(answer, bench, asked):
    """The run; its result is what came back, and the ValueError that came instead."""

    def program():
        rows = list(asked.rows)
        try:
            got = answer(rows, asked.target)
        except ValueError as error:
            return None, error
        return (got, None) if rows == list(asked.rows) else (CHANGED, None)

    def ended(run):
        told = sentence("error", run, {})
        return told if unwritten(run.error) else f"{asked.words}: {told}"

    return bench.run(program, says={"error": ended})


CHANGED = object()


def judge(bench, asked, got, error):
    """Refuse the first stage that has too few or too many."""
    where = f"{asked.words}, target {asked.target:g}"
    bench.require(error is None, f"{where}: ValueError was raised ({error}), and the run has had results.")
    bench.require(got is not CHANGED, f"{where}: the list of rows was changed; it is your caller's.")
    bench.require(isinstance(got, dict), f"{where}: {brief(got)} came back, and a dict was expected.")
    names = [one.stage for one in asked.rows]
    bench.require(
        set(got) == set(names),
        f"{where}: the dict has {brief(list(got))}, and the stages are {brief(names)}.",
    )
    expected = right(asked)
    for one in asked.rows:
        mine = got[one.stage]
        told = f"{where}: {one.stage} gets {brief(mine)}"
        whole = isinstance(mine, int) and not isinstance(mine, bool)
        bench.require(whole, f"{told}, and workers are a whole number, an int.")
        bench.require(mine >= 1, f"{told} workers. Each stage has one worker at least.")
        if mine < expected[one.stage]:
            bound = f"{asked.bound(one, mine):.10g}"
            bench.require(False, f"{told}, which lets through {bound} results a second: too few. {asked.few}")
        bench.require(
            mine == expected[one.stage], f"{told}, and {expected[one.stage]} would do. {asked.many}"
        )


def twice(answer, bench):
    """What one call returned is its caller's, and the next one begins anew."""
    first, other = RUNS[0], RUNS[3]

    def program():
        kept = answer(list(first.rows), first.target)
        before = dict(kept)
        answer(list(other.rows), other.target)
        again = answer(list(first.rows), 2 * first.target)
        return before == kept, again

    run = bench.run(program)
    same, again = run.result
    bench.require(same, "what the first call returned was changed by the second one.")
    double = type(first)("called a second time with twice the target", first.rows, 2 * first.target)
    judge(bench, double, again, None)


JUDGE = Code(check, answer="fewest_workers")
