"""2.1: what is looked at, in the order in which it is told.

Order: who waits for ever · the results · how the queue was used · what went through it · polling · every
order of three lines · what is the caller's · the queue's own lock · the texts that are forgotten · naps.
"""

import queue
from itertools import zip_longest

from exercises.ch02 import texts
from exercises.ch02.own_lock import INSIDE, reached_inside
from exercises.engine.battery import Battery
from exercises.engine.by_lot import Call, by_lot
from exercises.engine.inputs import left_in, switch_point
from exercises.engine.lent import Lent
from exercises.engine.spy_queue import Anew, SpyQueue
from exercises.engine.verdict import Refusal
from exercises.judges import Code

LINES = [f"line {number}" for number in range(12)]
BLANK = ["", "oak", " ", ""]
TWICE = ["oak", "oak", "elm", "oak"]
MAXSIZE = 3
LAPS = 3
STEPS = 20_000  # a solution needs some hundred


def check(answer, bench):
    inside, put, takers = [], [], set()

    def program(lines):
        return answer(lines, queue.Queue(MAXSIZE), work)

    for lines in (LINES, TWICE, BLANK, LINES[:1], []):
        shelf, given = Anew(lambda: Shelf(MAXSIZE)), Anew(Lent)
        run = bench.run(
            lambda shelf=shelf, given=given, lines=lines: once(answer, given(lines), shelf()),
            says={
                "error": lambda run, shelf=shelf: gave_up(shelf.last, run),
                "deadlock": lambda run, shelf=shelf, lines=lines: stuck(run, shelf.last, lines),
                "endless": lambda _run, shelf=shelf: shelf.last.looks and endless(shelf.last),
                "leak": UNJOINED,
            },
            steps=STEPS,
        )
        spy = shelf.last
        judge_result(bench, run, lines)
        judge_queue(bench, run, lines, spy)
        bench.require(given.last != lines or not given.last.touched, LENT)  # if it is not, the battery tells
        inside.append(reached_inside(run))
        put = put or [item for item, _ in spy.put_in]
        takers = takers or {thread for _, thread in spy.taken_out}
    texts.own_ones(bench, program, in_capitals)
    texts.ends(bench, program, in_capitals, put, LINES)
    BATTERY.only_waits(answer, bench)
    bench.schedules(
        lambda: answer(LINES[:3], queue.Queue(2), work),
        check=lambda run: judge_result(bench, run, LINES[:3]),
        says={"deadlock": stuck, "leak": UNJOINED, "sleep": UNJOINED_BUT_FOR_A_NAP},
        max_schedules=30,  # plain threads need 2; a pool has thousands, and waits within it
    )
    told = f"right results, and {TAKERS.format(len(LINES), len(takers))}."
    bench.require(len(takers) == 1, told)
    alone_at_its_end(answer, bench)
    bench.require(not any(inside), INSIDE.format("put and get take that lock by themselves"))


def alone_at_its_end(answer, bench):
    """Who puts and who takes, in orders drawn by lot: of two that share a lock one may do it all."""

    def hands():
        shelf = Shelf(1)
        once(answer, list(LINES), shelf)
        for said, through in ((TAKERS, shelf.taken_out), (PUTTERS, shelf.put_in)):
            who = {thread for _, thread in through[: len(LINES)]}
            if len(who) > 1:
                return said.format(len(LINES), len(who))
        return ""

    by_lot(bench, [Call(hands, "right results")], laps=LAPS, switch="line")


def once(answer, lines, shelf):
    results = answer(lines, shelf, shelf.work)
    left_in(shelf)  # takes its lock last, see reached_inside
    return results


class Shelf(SpyQueue):
    """Hands out each line as an equal text, so that it is seen whether that one was worked on."""

    def __init__(self, maxsize=0):
        super().__init__(maxsize)
        self.given = []

    def handed_out(self, item):
        return texts.known_again(item)

    def work(self, line):
        self.given.append(line)
        return work(line)


def in_capitals(lines):
    return [line.upper() for line in lines]


def work(line):
    if not isinstance(line, str):
        if callable(line):
            raise Refusal("work was given a method and not what it returns: is a pair of brackets missing?")
        kind = type(line).__name__
        raise Refusal(
            f"work was given {'an' if kind[0] in 'aeiou' else 'a'} {kind} instead of one line: "
            "put each line by itself, and give work what get returned."
        )
    switch_point()
    return line.upper()


# -- how a run ended -------------------------------------------------------------------------


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


def stuck(run, spy=None, lines=()):
    """Who waits, and why; ``spy``: the queue, where it is known how it was used."""
    waits = {thread.kind for thread in run.stuck}
    if any(thread.kind == "join" and thread.what.word == "queue" for thread in run.stuck):
        return TASKS
    if "put" in waits:
        return stuck_put(spy)
    return stuck_get(spy, lines) if "get" in waits else None


def stuck_get(spy, lines):
    if spy is None:
        return NO_LINE
    dropped = next((name for name in spy.looks if name in ("put_nowait", "put(block=False)")), "")
    if dropped:
        return f"{dropped} does not wait, and a line that found no room is lost: the other side waits for it."
    if spy.puts == spy.gets >= len(lines):
        return (
            f"stuck: all {len(lines)} lines were put and taken, and one more get waits. How often is get "
            "called for each line?"
        )
    return (
        f"stuck: a get waits for a line, and nobody puts one: {spy.puts} of {len(lines)} lines came in by a "
        "put. Was every line handed on?"
    )


def stuck_put(spy):
    if spy is None:
        return NO_ROOM
    if spy.qsize() < spy.maxsize:
        return MUTEX
    skips = next((name for name in spy.looks if name in ("get_nowait", "get(block=False)")), "")
    if skips:
        return (
            f"{skips} does not wait: where it finds nothing, no line is taken, and in the end the producer "
            "waits for room."
        )
    return NO_ROOM if any(name.startswith("get") for name in spy.calls) else NEVER_TAKEN


NO_LINE = (
    "stuck: a get waits for a line, and nobody puts one any more. Was every line handed on, and is get "
    "called once for each?"
)
NO_ROOM = (
    "stuck: a put waits for room, and nobody takes. Do both threads run before you wait for one of them?"
)
NEVER_TAKEN = (
    "stuck: a put waits for room, and nobody takes: get was never called, so all that was put is still in "
    "the queue. Do both threads run before you wait for one of them, and which call takes?"
)
MUTEX = (
    "stuck: a put waits although there is room: somebody holds the queue's own lock, its mutex. put and get "
    "take that lock by themselves."
)
TASKS = (
    "stuck: the queue's own join waits until task_done has been called for each item, and nobody calls it "
    "any more. A put that waits for room is all the waiting that is needed."
)
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


# -- claims ----------------------------------------------------------------------------------


def judge_result(bench, run, lines):
    """True, or the first thing that is wrong with what came back."""
    expected = in_capitals(lines)
    got = run.result
    bench.require(
        isinstance(got, list), f"your answer returned {got!r}: the list of results was expected.", run
    )
    missing = [line for line in expected if line not in got]
    bench.all_ended(UNJOINED, run)
    bench.require(
        not missing,
        f"{len(missing)} of {len(expected)} results are missing, the first is {missing[:1]}.",
        run,
    )
    twice = f"{len(expected)} lines went in and {len(got)} results came out: some were worked on twice."
    bench.require(len(got) <= len(expected), twice, run)
    bench.require(
        got == expected,
        "the results are not in the order of the lines: one queue and one consumer keep it by themselves.",
        run,
    )
    return True


def judge_queue(bench, run, lines, spy):
    """Each line went through the queue, in by a put and out by a get, and nobody asked first."""
    bench.require(not lines or spy.calls, NOT_THROUGH_IT)
    bench.require(min(spy.puts, spy.gets) >= len(lines), PAST_IT.format(len(lines), spy.puts, spy.gets))
    bench.require(not spy.looks, looked(spy))
    as_given = spy.maxsize == MAXSIZE and spy.peak <= MAXSIZE
    bench.require(as_given, UNBOUND.format(MAXSIZE, spy.peak))
    bench.require(not lines or len(run.threads) > 1, ALONE)
    if len(lines) > MAXSIZE:  # with fewer a pool may do one thing after the other
        bench.require(spy.passed_to_another(), ALONE)
    judge_lines(bench, lines, spy)


def judge_lines(bench, lines, spy):
    """What went through the queue is the lines, and what was taken is what was worked on."""
    known = {*lines}
    put = [item for item, _ in spy.put_in if isinstance(item, str) and item in known]
    if put[: len(lines)] != lines:  # an end marker of its own may come behind them
        others = [item for item, _ in spy.put_in]
        pairs = zip_longest(others, lines, fillvalue=None)
        item, line = next(pair for pair in pairs if pair[0] != pair[1])
        bench.require(False, NOT_THE_LINE.format(item, line))
    taken = {id(item) for item, _ in spy.taken_out}
    beside = next((line for line in spy.given if len(line) > 1 and id(line) not in taken), None)
    bench.require(beside is None, BESIDE_IT.format(beside))


NOT_THROUGH_IT = "the lines did not go through the queue: put each one in, get it out in the other thread."
PAST_IT = (
    "right results, but not every line went through the queue by itself: for {} lines, {} items came in by a "
    "put and {} went out by a get."
)
UNBOUND = (
    "right results, but the queue was given with maxsize {}, and up to {} items were in it, since maxsize "
    "was changed: it is your caller's, and its bound keeps the producer from running ahead."
)
NOT_THE_LINE = (
    "right results, but {!r} was put into the queue where the line {!r} was to be handed on: each line goes "
    "through it by itself, as it is. The other thread knows no more than what it takes."
)
BESIDE_IT = (
    "right results, but work was given the line {!r} from elsewhere, and not the one that get returned: what "
    "was taken is what is worked on."
)
ALONE = (
    "right results, and one thread did it all: it puts and gets in turn. A second thread has to take what "
    "the first one puts."
)

PUTTERS = "{} lines were put by {} threads: one second thread is to take all that the first one puts"
TAKERS = "{} lines were taken by {} threads: one second thread is to take all that the first one puts"
LENT = (
    "right results, but while your answer ran it changed your caller's list of lines: it is put right at the "
    "end, and whoever looks at it before finds it changed. Leave it as it is."
)


def looked(spy):
    name = spy.looks[0] if spy.looks else ""
    if "timeout" in name:
        return (
            f"right results, but {name} gives up when its time is over: who asks again then, polls, and who "
            "does not loses a line. The plain call waits by itself."
        )
    if name.startswith(("put", "get")):
        what = "room is there" if name.startswith("put") else "a line is there"
        return (
            f"right results here, but {name} does not wait until {what}: it fails where the other thread is "
            "late, and who tries again polls. The plain call waits by itself."
        )
    return (
        f"right results, but you ask the queue how full it is ({name}): what it says may be over before "
        "you act. The plain call waits by itself."
    )


# -- the battery -----------------------------------------------------------------------------


def tried(answer, case):
    """What is promised of any lines, through a queue of a single place."""
    given, shelf = case.items, case.queue(1, held=("get", "put"))
    return {
        "the list of results": answer(given, shelf, case.work),
        "what work was given": case.work.given(),
        "your caller's list of lines": given,
        "what is left in the queue": left_in(shelf),
    }


class Slow(list):
    """Lines that take their time to come to who goes through them first, which is who puts them."""

    def __init__(self, case):
        super().__init__(case.items)
        self.case = case

    def __iter__(self):
        case, self.case = self.case, None
        for line in super().__iter__():
            if case is not None:
                case.wait(1)
            yield line


def late(answer, case):
    """A producer that waits for each line, and a consumer whose work takes longer still."""
    answer(Slow(case), queue.Queue(1), case.taking(lambda place: 1 + case.pace * (1 + place)))
    return {}


BATTERY = Battery(
    program=tried,
    late=late,
    alone=tried,
    inputs=(*texts.INPUTS, "falsy results", "odd results"),
    more=texts.MORE,
    searched=("twice",),
    waits="two",
    timeless=True,
    says={"deadlock": stuck, "leak": UNJOINED, "sleep": UNJOINED_BUT_FOR_A_NAP},
)
JUDGE = Code(check, answer="producer_consumer", battery=BATTERY)
