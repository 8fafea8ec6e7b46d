"""9.3: what is looked at, in the order in which it is told.

Order: each of the pipelines · a budget that is too small · the list as it was · a second call · time.
"""

from exercises.ch09.queue_sizes.lines import CALLS, EQUAL, NOTHING, OTHER, RUNS, Counted
from exercises.engine.endings import sentence, unwritten
from exercises.judges import Code
from pipeline_core.lab.text import brief


def check(answer, bench):
    took = None
    for asked in RUNS:
        run = called(answer, bench, asked)
        judge(bench, asked, *run.result)
        took = took or (run if run.elapsed else None)
    got, error, _ = called(answer, bench, NOTHING).result
    told = f"{where(NOTHING)}: {brief(got)} came back, and ValueError was to be raised."
    bench.require(error is not None, told)
    twice(answer, bench)
    if took is not None:
        told = f"it takes {took.elapsed:g} s, and there is nothing to wait for: rate is computed."
        bench.require(False, told)
    bench.also.append(f"{sum(len(asked.fitting) for asked in RUNS)} ways that fit")


def where(asked):
    """The input in words."""
    return f"{asked.words}, megabytes {list(asked.megabytes)}, budget {asked.budget}"


def called(answer, bench, asked):
    """The run; its result is what came back, the ValueError that came instead, and the calls of rate."""

    def program():
        megabytes, line = list(asked.megabytes), Counted(asked.line)
        try:
            got = answer(megabytes, asked.budget, line.rate)
        except ValueError as error:
            return None, error, line.calls
        return (got, None, line.calls) if megabytes == list(asked.megabytes) else (CHANGED, None, line.calls)

    def ended(run):
        told = sentence("error", run, {})
        return told if unwritten(run.error) else f"{where(asked)}: {told}"

    return bench.run(program, says={"error": ended})


CHANGED = object()


def judge(bench, asked, got, error, calls):
    """Refuse sizes that are none, do not fit, are slower, or need more than others; and too many calls."""
    told = where(asked)
    bench.require(error is None, f"{told}: ValueError was raised ({error}), and something fits.")
    bench.require(got is not CHANGED, f"{told}: the list of megabytes was changed; it is your caller's.")
    bench.require(isinstance(got, list), f"{told}: {brief(got)} came back, and a list was expected.")
    bench.require(
        len(got) == len(asked.megabytes),
        f"{told}: {brief(got)} came back, and there are {len(asked.megabytes)} queues.",
    )
    for size in got:
        whole = isinstance(size, int) and not isinstance(size, bool)
        bench.require(whole, f"{told}: {brief(got)}, and a maxsize is a whole number, an int.")
    bench.require(0 not in got, f"{told}: {got}, and a queue with maxsize=0 has no bound: what is its most?")
    bench.require(min(got) > 0, f"{told}: {got}, and each queue has one place at least.")
    memory = asked.memory(got)
    parts = zip(asked.megabytes, got, strict=True)
    summed = " + ".join(f"{each} × ({size} + 1)" for each, size in parts)
    told = f"{told}: {got}"
    bench.require(
        memory <= asked.budget,
        f"{told} can have {summed} = {memory} MB inside. An item in a worker's hand takes memory as well.",
    )
    top, least = asked.best
    rate = asked.line.rate(got)
    if rate < top * EQUAL:
        mine, best = apart(rate, top)
        bench.require(False, f"{told} makes {mine} results a second, and {best} fit. {asked.reason}")
    bench.require(
        memory <= least,
        f"{told} makes {rate:.4g} results a second with {memory} MB, and {least} MB are enough for them. "
        "Which places gain nothing?",
    )
    bench.require(
        calls <= CALLS,
        f"{where(asked)}: rate was called {calls:,} times, and {len(asked.fitting)} ways fit. Leave out what "
        "does not fit before you ask, and ask once for each.",
    )


def apart(*rates):
    """Two rates in words, with the digits that tell them apart, four at least."""
    return next(
        told
        for digits in range(4, 18)
        if len(set(told := [f"{rate:.{digits}g}" for rate in rates])) == len(rates)
    )


def twice(answer, bench):
    """What one call returned is its caller's, and the next one begins anew."""
    first = RUNS[1]

    def program():
        kept = answer(list(first.megabytes), first.budget, first.line.rate)
        before = list(kept)
        other = Counted(OTHER)
        again = answer(list(first.megabytes), first.budget, other.rate)
        return before == kept, again, other.calls

    run = bench.run(program)
    same, again, calls = run.result
    bench.require(same, "what the first call returned was changed by the second one.")
    words = "called a second time with another rate"
    judge(bench, type(first)(words, first.megabytes, OTHER, first.budget), again, None, calls)


JUDGE = Code(check, answer="queue_sizes")
