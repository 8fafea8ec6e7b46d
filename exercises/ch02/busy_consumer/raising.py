"""2.3: what becomes of an error of work's, and of a call while another one, on another queue, is not over.

Inside:  ``with_an_error``: it reaches the caller, and the call is over; ``beside_another``.
Outside: lines that come as they should (``check``).
"""

import copy
import queue
import time
import traceback
from threading import Event, Thread

from exercises.ch04.errors import of_many_kinds
from exercises.engine.inputs import left_in
from exercises.engine.spy_queue import Anew, SpyQueue
from exercises.engine.verdict import Refusal

LINES = ["line 0", "line 1", "line 2"]
BEHIND = ["not yours", "nor this"]
PUT = [*LINES, *BEHIND]
BAD = LINES[1]
STEPS = 20_000  # who tries the bad line again and again never ends; a pool needs some hundred
LEAVES = (Exception, KeyboardInterrupt, SystemExit, GeneratorExit)  # by name: the lab's own are none of these


def errors():
    """One of each kind that is known from a queue, caught by name, or not caught by ``except Exception``.

    Not StopIteration, as the task says: map takes it for the end of its lines, and a generator makes another
    error of it.
    """
    others = [error for error in of_many_kinds() if not isinstance(error, StopIteration)]
    return [
        ValueError("bad line"), queue.Empty("work's own"), KeyError("line"), TypeError("no text"),
        AttributeError("no such thing"), *others, KeyboardInterrupt(), SystemExit("over"), GeneratorExit(),
    ]  # fmt: skip


class Raising:
    """One call in which work raises; what it was given, and how much had been taken by then."""

    def __init__(self, error):
        self.error, self.spy = error, SpyQueue()
        self.given, self.taken, self.came = [], 0, None
        self.gets = self.puts = 0  # when the call was over
        self.was = as_it_stands(error)
        self.over = False

    def work(self, line):
        self.given.append(line)
        if line == BAD:
            self.taken = self.spy.gets
            raise self.error
        return line.upper()

    def produce(self):
        """The bad line is late, and all behind it comes later: so it is seen who still waits for that."""
        self.spy.put(PUT[0])
        time.sleep(1)
        self.spy.put(BAD)
        time.sleep(1)
        for line in PUT[2:]:
            self.spy.put(line)

    def called(self, answer):
        producer = Thread(target=self.produce, name="producer")
        producer.start()
        try:
            self.came = f"your answer returned {answer(self.spy, len(LINES), self.work)!r}"
        except LEAVES as raised:
            self.came = raised
        producer.join()
        time.sleep(1)  # a thread that was left behind takes what has come
        self.over = True
        rest, self.gets, self.puts = left_in(self.spy), self.spy.gets, self.spy.puts
        on_another = copy.copy(answer(filled(LINES), len(LINES), str.upper))  # as it is now
        return on_another, rest, answer(self.spy, 1, str.upper)


def as_it_stands(error):
    """All that an error says, but for its traceback, which grows on its way."""
    return {
        "its arguments": error.args,
        "its __cause__": error.__cause__,
        "its __context__": error.__context__,
        "its __suppress_context__": error.__suppress_context__,
        "its notes and attributes": dict(vars(error)),
    }


def with_an_error(answer, bench, error):
    """The same error reaches the caller, the call is over with it, and another call is as good as ever."""
    made = Anew(Raising)
    says = {
        "deadlock": lambda _run: (LOCKED if made.last.over else WAITS_ON).format(error),
        "endless": lambda _run: ENDLESS.format(error, BAD) if made.last.given.count(BAD) > 1 else None,
    }
    try:
        run = bench.run(lambda: made(error).called(answer), fault="work raises", says=says, steps=STEPS)
    except Refusal as refusal:
        if refusal.run is not None and refusal.run.error is error:
            raise Refusal(IN_A_THREAD.format(error), refusal.run) from refusal
        raise
    call = made.last
    if isinstance(call.came, BaseException):
        bench.require(call.came is error, ANOTHER.format(error, call.came), run)
    bench.require(call.came is error, SWALLOWED.format(error, call.came), run)
    for what, now in as_it_stands(error).items():
        bench.require(now == call.was[what], CHANGED.format(error, what, call.was[what], now), run)
    frames = [frame.f_code for frame, _ in traceback.walk_tb(error.__traceback__)]
    bench.require(Raising.work.__code__ in frames, NO_TRACE.format(error), run)
    again = f"again with {BAD!r}" if call.given.count(BAD) > 1 else "with the lines behind it"
    bench.require(call.given == LINES[:2], WORKED_ON.format(error, again), run)
    bench.require(call.puts == len(PUT), PUT_BACK.format(error), run)
    bench.require(call.gets == call.taken, TOOK_ON.format(error), run)
    on_another, rest, on_this = run.result
    bench.require(rest == PUT[call.taken :], PUT_BACK.format(error), run)
    bench.require(
        on_another == [line.upper() for line in LINES], NEXT_CALL.format(error, "another", on_another), run
    )
    bench.require(on_this == [rest[0].upper()], NEXT_CALL.format(error, "the same", on_this), run)


def beside_another(answer, bench):
    """One call waits in its get and then in its work, in which it may ask the queue; others come and go.

    The last of them takes from the same queue.
    """
    on_one = []

    def program():
        on_one.clear()
        first, over = queue.Queue(), Event()

        def waits(line):
            first.qsize()
            over.wait()
            return line

        slow = Thread(target=answer, args=(first, 2, waits), name="the first call")
        slow.start()
        for line in LINES[:2]:
            time.sleep(1)
            answer(filled([line]), 1, str.upper)
            first.put(line)
        time.sleep(1)
        answer(filled(LINES), 1, str.upper)
        on_one.append(first)
        for line in (LINES[2], LINES[2]):  # the first call may have taken its second line by now, or not
            first.put(line)
        answer(first, 1, str.upper)
        over.set()
        slow.join()

    bench.run(program, says={"deadlock": lambda run: SAME_QUEUE if on_one else beside(run)})


def beside(run):
    """Whose lock it is that is held."""
    asks = any(thread.kind == "qsize" for thread in run.stuck)
    return HELD_INSIDE if asks or all(thread.kind != "acquire" for thread in run.stuck) else ONE_FOR_ALL


def filled(lines):
    """A queue in which they all are."""
    shelf = queue.Queue()
    for line in lines:
        shelf.put(line)
    return shelf


SWALLOWED = (
    "work raised {!r} for the second line, and nobody hears of it: {}. What work raises is not yours to "
    "catch, even if it looks like an error of the queue's."
)
ANOTHER = (
    "work raised {!r} for the second line, and what reached your caller is not that error: {!r} is another "
    "one. What work raises is not yours to catch."
)
CHANGED = (
    "work raised {!r} for the second line, and what reached your caller is that error, changed: {} was {!r} "
    "and is {!r}. It has to reach him as it is."
)
NO_TRACE = (
    "work raised {!r} for the second line, and the traceback that reached your caller does not lead to that "
    "line of work any more. It has to reach him as it is."
)
IN_A_THREAD = (
    "work raised {!r} for the second line in a thread that your answer has started, and there nobody hears "
    "of it. It has to reach your caller."
)
WORKED_ON = (
    "work raised {!r} for the second line, and then was called {}: with the error the call is over, and what "
    "comes next is your caller's affair."
)
ENDLESS = (
    "work raised {!r} for the second line, and then was called again and again with {!r}, without an end: "
    "with the error the call is over."
)
PUT_BACK = (
    "work raised {!r} for the second line, and something was put into the queue: what is put back stands "
    "behind the lines that came meanwhile, and others were promised none of it."
)
TOOK_ON = (
    "work raised {!r} for the second line, and after that more lines were taken from the queue. With the "
    "error the call is over: what is still to come is for others, and may never come."
)
WAITS_ON = (
    "stuck: work raised {!r} for the second line, and something still waits. With the error the call is "
    "over, and it has to reach your caller."
)
LOCKED = (
    "stuck: work raised {!r} for the second line, and one of the next calls, on another queue and on the "
    "same one, never comes to its end. What did the first one take and not give back?"
)
NEXT_CALL = "work raised {!r} for the second line, and the next call, on {} queue, returned {!r}."
ONE_FOR_ALL = (
    "stuck: while one call waits for its line, or works on it, a call on another queue can't go on. What do "
    "they share? A get waits by itself, and needs no lock around it."
)
SAME_QUEUE = (
    "stuck: while one call works on a line, a second consumer can't take one from the same queue. A get "
    "waits by itself, and needs no lock around it, and work none at all."
)
HELD_INSIDE = (
    "stuck: while work has a line in hand it may ask the queue how many are left, and that never comes back: "
    "what lies behind the queue's methods, its lock and its conditions, is the queue's own affair."
)
