"""2.3: what is looked at, in the order in which it is told.

Order: the results, with a producer that takes its time · who waits for ever · polling · lines that were
not its own · naps, by the virtual clock · errors of work's · a call beside another ·
every order of two consumers · the queue's own lock · the texts that are forgotten.
"""

import queue
import time
from collections import deque
from threading import Thread

from exercises.ch02 import texts
from exercises.ch02.busy_consumer.raising import (
    beside_another,
    errors,
    filled,
    with_an_error,
)
from exercises.ch02.own_lock import INSIDE, reached_inside
from exercises.engine.battery import Battery
from exercises.engine.inputs import left_in, switch_point
from exercises.engine.spy_queue import Anew, SpyQueue
from exercises.engine.verdict import Refusal
from exercises.judges import Code

PAUSES = (0.0, 0.1, 2.0, 0.1, 0.1)  # seconds before each line; nobody can know the long one
LINES = [f"line {number}" for number in range(len(PAUSES))]
OTHERS = ["not yours", "nor this"]  # lines that come after, for another consumer
LOTS = range(1, 6)  # orders drawn by lot come sooner than the search to consumers that look side by side
MOST = 500  # looks; a beginner's nap of 10 ms needs fewer in the time that the lines take


class Watched(SpyQueue):
    """Ends a loop that only asks (real time would be needed to see it through); notes the latest taking.

    ``late``: the longest time, in seconds, that a line lay in it.
    """

    def __init__(self):
        super().__init__()
        self.since, self.late = deque(), 0.0

    def empty(self):
        self.asked_again()
        return super().empty()

    def qsize(self):
        self.asked_again()
        return super().qsize()

    def full(self):
        self.asked_again()
        return super().full()

    def get(self, block=True, timeout=None):
        if not block or timeout is not None:
            self.asked_again()
        return super().get(block, timeout)

    def asked_again(self):
        if self.asked > MOST:
            raise Refusal(polled(self))

    def handed_in(self, _line):
        self.since.append(time.monotonic())

    def handed_out(self, line):
        self.late = max(self.late, time.monotonic() - self.since.popleft())
        return line

    @property
    def asked(self):
        """How many calls did not wait."""
        return sum(call not in ("put", "get") for call in self.calls)


def in_capitals(lines):
    return [line.upper() for line in lines]


def work(line):
    if not isinstance(line, str):
        kind = type(line).__name__
        raise Refusal(f"work was given {kind} {line!r} instead of a line: give it what the queue gave you.")
    switch_point()
    return line.upper()


def check(answer, bench):
    inside = [with_a_slow_producer(answer, bench, LINES[:count]) for count in (len(LINES), 1, 0)]
    for seed in LOTS:
        run = bench.run(lambda: with_all_there(answer, LINES), says={"error": gave_up}, seed=seed)
        bench.require(run.result == in_capitals(LINES), OUT_OF_ORDER, run)
    for error in errors():
        with_an_error(answer, bench, error)
    beside_another(answer, bench)
    texts.own_ones(bench, lambda lines: with_all_there(answer, lines), in_capitals)
    says = {"deadlock": STUCK_IN_SOME_ORDER, "error": gave_up}
    for seed in LOTS:
        each_line_once(bench, bench.run(lambda: two_consumers(answer), says=says, seed=seed))
    bench.schedules(
        lambda: two_consumers(answer),
        check=lambda run: each_line_once(bench, run),
        says=says,
        switch="sync",  # between lines it would be thousands, and the two share nothing but the queue
        max_schedules=40,
    )
    bench.require(not any(inside), INSIDE.format("get takes that lock by itself"))


def with_a_slow_producer(answer, bench, lines):
    shelf = Anew(Watched)

    def produce(spy):
        for line, pause in zip(lines, PAUSES, strict=False):
            time.sleep(pause)
            spy.put(line)
        for line in OTHERS:
            spy.put(line)

    def program():
        spy = shelf()
        producer = Thread(target=produce, args=(spy,), name="producer")
        producer.start()
        results = answer(spy, len(lines), work)
        producer.join()
        left_in(spy)  # takes its lock last, see reached_inside
        return results

    run = bench.run(
        program,
        says={
            "error": lambda run: gave_up(run, shelf.last),
            "deadlock": lambda run: waits(len(lines), run),
            "endless": lambda _run: polled(shelf.last) if shelf.last.looks else GOES_ON,
        },
    )
    spy = shelf.last
    judge_result(bench, run, lines, spy)
    if "get with a timeout" in spy.looks or spy.asked > 2 * len(lines):  # a look and a try for each may do
        raise Refusal(polled(spy))
    taken = len(lines) + len(OTHERS) - len(left_in(spy))
    back = spy.puts - len(lines) - len(OTHERS)
    bench.require(
        back <= 0, f"it put {number(back, 'line')} into the queue, where it should take: {BACK}", run
    )
    many = f"it took {number(taken, 'line')} where {len(lines)} had been asked for"
    bench.require(taken == len(lines), f"{many}: what is over is no longer there for others.", run)
    bench.require(spy.gets == len(lines), PAST_IT.format(len(lines), spy.gets))
    bench.require(not spy.late, NAPS.format(late_by(spy.late)), run)
    return reached_inside(run)


def judge_result(bench, run, lines, spy):
    """The list of results, all of them, in order."""
    expected, got = in_capitals(lines), run.result
    bench.require(
        isinstance(got, list), f"your answer returned {got!r}: a list of results was expected.", run
    )
    lost = [line for line in expected if line not in got]
    bench.require(not lost, missing(len(lost), len(expected), spy), run)
    known = {line.upper() for line in (*lines, *OTHERS)}
    bench.require(known.issuperset(got), KEPT.format(lines, got), run)
    asked_for = f"{number(len(expected), 'line')} had been asked for"
    bench.require(len(got) == len(expected), f"{asked_for}, and {number(len(got), 'result')} came back.", run)
    bench.require(got == expected, OUT_OF_ORDER, run)
    bench.require(not lines or len(left_in(spy)) < len(lines) + len(OTHERS), NOT_FROM_THE_QUEUE)


def missing(lost, count, spy):
    start = f"{lost} of {count} lines are missing"
    if "get with a timeout" in spy.looks:
        return (
            f"{start}: it gave up when a line was late. How many lines there are is known; how late is not."
        )
    name = next((name for name in spy.looks if name.startswith("get")), "")
    if name:
        return f"{start}: {name} does not wait, and a line that is late is a line lost."
    if spy.looks:
        return f"{start}: an empty queue says nothing about what is still to come."
    return f"{start}: is each line that was taken worked on?"


def number(count, what):
    return f"{count} {what}{'s' * (count != 1)}"


OUT_OF_ORDER = "the results are not in the order in which the lines came."
KEPT = (
    "the lines are {}, and the results are {}: some are of no line of this call. What does your answer keep "
    "from one call to the next?"
)
BACK = "what is put back stands behind the lines that came meanwhile, and was missing for others until then."
PAST_IT = (
    "right results, but for {} lines {} were taken by a get. What lies behind it, a lock and what waits "
    "for it, is the queue's own affair: get takes that lock, and wakes whoever waits for room."
)
TASKS = (
    "stuck: the queue's own join waits until task_done has been called for each item, and nobody calls it. "
    "It does not wait for a line."
)
NOT_FROM_THE_QUEUE = "nothing was taken from the queue: the results have to come from the lines in it."
STUCK_IN_SOME_ORDER = (
    "with a second consumer on the same queue, one of them waits for ever in the order below: each takes as "
    "many lines as it was told to, and no more."
)
NAPS = (
    "right results, but it naps: a line lay in the queue for {} before it was taken. Who waits in the queue "
    "is woken when a line comes, and not later."
)
GOES_ON = (
    "your answer did not come to an end: a loop in it goes on, and makes no call that waits. The queue has "
    "one that does."
)


def gave_up(run, spy=None):
    """Empty left the answer: which call did not wait."""
    if not isinstance(run.error, queue.Empty):
        return None
    if spy is None:
        return (
            "with others on the same queue a call that does not wait comes too early, or too late: the line "
            "can be gone between a look and the taking."
        )
    if "get with a timeout" in spy.looks:
        return (
            "it gave up: get with a timeout raises Empty when a line is late. How late one is, nobody knows."
        )
    name = next((name for name in spy.looks if name.startswith("get")), "get_nowait")
    return f"{name} does not wait: the queue was empty at that moment, and it raised Empty."


def waits(count, run):
    if any(thread.kind == "join" and thread.what.word == "queue" for thread in run.stuck):
        return TASKS
    if all(thread.kind != "get" for thread in run.stuck):
        return None
    return (
        f"stuck: it waits for more than its lines. It had been asked for {count}, and nobody puts anything "
        "else, an end marker neither. The number is known."
    )


def polled(spy):
    """It asks instead of waiting: how often, with which call, and what that costs."""
    name, times = spy.looks[0], spy.asked
    if name == "get with a timeout":
        return (
            f"right lines, but {name} gives up after a while: then it fails, or wakes for nothing and asks "
            f"again ({times} such call{'s' * (times != 1)} here). How late a line is, nobody knows: wait as "
            "long as it takes."
        )
    cost = (
        f"and a line is late by a nap ({late_by(spy.late)} here)" if spy.late else "and a core is kept busy"
    )
    return (
        f"it asks the queue again and again ({name}, {times} times here), {cost}: that is polling. Looking "
        "and taking can be one step that waits by itself."
    )


def late_by(seconds):
    return f"{1000 * seconds:.0f} ms" if seconds >= 0.001 else "less than 1 ms"


def with_all_there(answer, lines):
    return answer(filled([*lines, *OTHERS]), len(lines), work)


def two_consumers(answer):
    shared = queue.Queue()
    first, second = [], []  # of their own, so that no order of storing has to be tried
    consumers = [
        Thread(target=lambda: first.append(answer(shared, 1, work)), name="consumer 1"),
        Thread(target=lambda: second.append(answer(shared, 1, work)), name="consumer 2"),
    ]
    shared.put(LINES[0])  # one is there, one comes later: either of them may have to wait
    for consumer in consumers:
        consumer.start()
    time.sleep(1)
    shared.put(LINES[1])
    for consumer in consumers:
        consumer.join()
    return [*first, *second]


def each_line_once(bench, run):
    got = sorted(line for each in run.result for line in each or ["nothing"])
    bench.require(
        got == [line.upper() for line in LINES[:2]],
        f"two consumers on one queue, a line each: in the order below they have {run.result}.",
        run,
    )
    return True


# -- the battery -----------------------------------------------------------------------------


END = "behind all lines"


def tried(answer, case):
    """What is promised of any lines, through a queue of a single place; behind them come lines of others."""
    given, shelf = case.items, case.queue(1, held=("get",))
    producer = Thread(target=put_all, args=(shelf, [*given, *OTHERS, END]), name="producer")
    producer.start()
    results = answer(shelf, len(given), case.work)
    rest = []
    while (line := shelf.get()) is not END:
        rest.append(line)
    producer.join()
    return {
        "the list of results": results,
        "what work was given": case.work.given(),
        "what others find in the queue afterwards": rest,
    }


def put_all(shelf, lines):
    for line in lines:
        shelf.put(line)


def alone(answer, case):
    """All lines are there."""
    shelf = filled([*case.items, *OTHERS])
    results = answer(shelf, len(case.items), case.work)
    return {"the list of results": results, "what others find in the queue afterwards": left_in(shelf)}


def late(answer, case):
    """A producer that takes its time."""
    shelf = queue.Queue(1)
    taker = Thread(target=answer, args=(shelf, len(case.items), case.work), name="take_lines")
    taker.start()
    for line in case.items:
        case.wait(1)
        shelf.put(line)
    taker.join()
    return {}


def stuck(run):
    if any(thread.kind == "join" and thread.what.word == "queue" for thread in run.stuck):
        return TASKS
    return MORE if any(thread.kind == "get" for thread in run.stuck) else None


MORE = (
    "stuck: more was taken from the queue, or waited for, than the lines that had been asked for. The number "
    "is known."
)


JUDGE = Code(
    check,
    answer="take_lines",
    battery=Battery(
        program=tried,
        late=late,
        alone=alone,
        inputs=(*texts.INPUTS, "falsy results", "odd results"),
        more=texts.MORE,
        waits="two",
        timeless=True,
        says={"deadlock": stuck, "error": gave_up},
    ),
)
