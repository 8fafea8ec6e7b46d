"""2.1: what is looked at, in the order in which it is told.

Order: who waits for ever · the results · how the queue was used · every order of two and three lines.
"""

import queue

from exercises.engine.spy_queue import SpyQueue
from exercises.engine.verdict import Refusal
from exercises.judges import Code

LINES = [f"line {number}" for number in range(12)]
MAXSIZE = 3


def check(answer, bench):
    for lines in (LINES, LINES[:1], []):
        spy = SpyQueue(MAXSIZE)
        run = bench.run(
            lambda spy=spy, lines=lines: answer(list(lines), spy, work),
            says={
                "error": lambda run, spy=spy: gave_up(spy, run),
                "deadlock": lambda run, spy=spy: stuck(run, spy),
                "endless": lambda _run, spy=spy: spy.looks and endless(spy),
                "leak": UNJOINED,
            },
        )
        judge_result(bench, run, lines)
        bench.require(not lines or spy.calls, NOT_THROUGH_IT)
        bench.require(not spy.looks, looked(spy))
        bench.require(not lines or len(run.threads) > 1, ALONE)
    for count, maxsize in ((2, 1), (3, 2)):
        lines = LINES[:count]
        bench.schedules(
            lambda lines=lines, maxsize=maxsize: answer(list(lines), queue.Queue(maxsize), work),
            check=lambda run, lines=lines: judge_result(bench, run, lines),
            says={"deadlock": stuck, "leak": UNJOINED, "sleep": UNJOINED_BUT_FOR_A_NAP},
            max_schedules=100,  # plain threads need 2; a pool has thousands, and waits within it
        )


NOT_THROUGH_IT = "the lines did not go through the queue: put each one in, get it out in the other thread."
ALONE = (
    "right results, and one thread did it all: it puts and gets in turn. A second thread has to take what "
    "the first one puts."
)


def work(line):
    if not isinstance(line, str):
        if callable(line):
            raise Refusal("work was given a method and not what it returns: is a pair of brackets missing?")
        kind = type(line).__name__
        raise Refusal(
            f"work was given {'an' if kind[0] in 'aeiou' else 'a'} {kind} instead of one line: "
            "put each line by itself, and give work what get returned."
        )
    return line.upper()


def gave_up(spy, run):
    """Full or Empty left a thread: which call did not wait."""
    if not isinstance(run.error, queue.Full | queue.Empty):
        return None
    puts = isinstance(run.error, queue.Full)
    name = next((name for name in spy.looks if name.startswith("put" if puts else "get")), "")
    if "timeout" in name:
        wait = "how long the queue stays full" if puts else "how late a line comes"
        return f"{name} gives up when its time is over, and nobody knows {wait}. The plain call just waits."
    there = "full" if puts else "empty"
    return (
        f"{name} does not wait: the queue was {there} at that moment. Use the call that waits, and no nap "
        "before it."
    )


def stuck(run, spy=None):
    """Who waits, and why."""
    for name in spy.looks if spy else ():
        if name.endswith("_nowait"):
            return (
                f"{name} does not wait, and a line that found no room is lost: the other side waits for it."
            )
    waits = {thread.kind for thread in run.stuck}
    if "put" in waits:
        return (
            "stuck: a put waits for room, and nobody takes. Do both threads run before you wait for one of "
            "them?"
        )
    if "get" in waits:
        return "stuck: a get waits for a line, and nobody puts one. Was every line handed on?"
    return None


def judge_result(bench, run, lines):
    """True, or the first thing that is wrong with what came back."""
    expected = [line.upper() for line in lines]
    got = run.result
    bench.require(
        isinstance(got, list), f"your answer returned {got!r}: the list of results was expected.", run
    )
    missing = [line for line in expected if line not in got]
    bench.require(not bench.running, UNJOINED, run)
    bench.require(
        not missing, f"{len(missing)} of {len(expected)} lines were lost, the first is {missing[:1]}.", run
    )
    twice = f"{len(expected)} lines went in and {len(got)} came out: some were worked on twice."
    bench.require(len(got) <= len(expected), twice, run)
    bench.require(
        got == expected,
        "the results are not in the order of the lines: one queue and one consumer keep it by themselves.",
        run,
    )
    return True


UNJOINED = "your answer returned while a thread of it was still running: join both threads first."
UNJOINED_BUT_FOR_A_NAP = (
    "it returns after a while, done or not: in the order below a thread of it was still running. Wait for "
    "the end of both threads, however long that takes."
)


def endless(spy):
    """A loop that asks for ever: which call it makes."""
    return (
        f"your answer did not come to an end: it goes on asking the queue ({spy.looks[0]}), and nothing "
        "changes. The plain calls wait by themselves."
    )


def looked(spy):
    name = spy.looks[0] if spy.looks else ""
    if name.endswith("_nowait"):
        return (
            f"right results, but by luck: {name} does not wait, and fails when the other thread is late. The "
            "plain call waits by itself."
        )
    if name.startswith(("put", "get")):
        return f"right results, but by luck: {name} may give up. The plain call waits by itself."
    return (
        f"right results, but you ask the queue how full it is ({name}): what it says may be over before "
        "you act. The plain call waits by itself."
    )


JUDGE = Code(check, answer="producer_consumer")
