"""Says what is wrong with an answer to 2.1 first, or None when nothing is; on real threads and a real queue.

Order:  it can be called · nothing raised · nothing waits for ever · the results · how the queue was used.
Inside: ``Queue``, a queue that notes its use and can be ended, so that no wrong answer keeps a thread.
"""

import queue
import sys
import threading
import traceback
from time import monotonic

ANSWER = "producer_consumer"
LINES = [f"line {number}" for number in range(12)]
MAXSIZE = 3
STILL, LOOK_EVERY = 0.9, 0.1  # seconds without any put or get after which an answer counts as stuck
NUDGE = 0.3  # longest time for which one side is held back so that the other one has to wait
HOLD = 2.0  # longest time for which the last line waits to see whether the answer returns without it


class Ended(BaseException):
    """Unwinds a thread of the answer; no ``except Exception`` in it can swallow this."""


class Queue(queue.Queue):  # an error message of Python's may show this name to the learner
    """A bounded queue that makes each side wait once, and notes who looked instead of waiting."""

    def __init__(self, maxsize):
        super().__init__(maxsize)
        self.moves = 0
        self.ended = False
        self.waiting = {"put": 0, "get": 0}
        self.gave_up, self.looks = [], []
        self.taker_came, self.giver_waited = threading.Event(), threading.Event()

    def put(self, item, block=True, timeout=None):
        self.taker_came.wait(NUDGE)  # the first line is late, so that get has something to wait for
        self.taker_came.set()  # the others are not
        if not block or timeout is not None:
            name = "put_nowait" if not block else "put with a timeout"
            self._without_waiting(name, queue.Full, super().put, item)
            return
        room, act = (lambda: self._qsize() < self.maxsize), (lambda: self._put(item))
        self._move("put", self.not_full, room, act, self.not_empty)

    def get(self, block=True, timeout=None):
        if not block or timeout is not None:
            name = "get_nowait" if not block else "get with a timeout"
            try:
                return self._without_waiting(name, queue.Empty, super().get)
            finally:
                self.taker_came.set()  # not before: the first line is still to come when it looks
        self.taker_came.set()
        return self._move("get", self.not_empty, self._qsize, self._get, self.not_full)

    def _without_waiting(self, name, failure, call, *item):
        self._stop_if_ended()
        self.looks.append(name)
        try:
            return call(*item, block=False)
        except failure:
            self.gave_up.append(name)
            self.giver_waited.set()
            raise

    def _move(self, side, condition, possible, act, other):
        with condition:
            self.waiting[side] += 1
            if side == "put" and not possible():
                self.giver_waited.set()
            while not possible() and not self.ended:
                condition.wait()
            self._stop_if_ended()  # keeps the count in waiting: the verdict wants to know who waited
            self.waiting[side] -= 1
            self.moves += 1
            self.unfinished_tasks += side == "put"  # so that task_done() and join() keep their meaning
            result = act()
            other.notify()
            return result

    def _stop_if_ended(self):
        if self.ended:
            raise Ended

    def _looked(self, name, answer):
        self._stop_if_ended()
        self.looks.append(name)
        return answer

    def empty(self):
        return self._looked("empty", super().empty())

    def full(self):
        return self._looked("full", super().full())

    def qsize(self):
        return self._looked("qsize", super().qsize())

    def end(self):
        """Let every thread that waits here, or comes here later, unwind."""
        with self.mutex:
            self.ended = True
            self.not_empty.notify_all()
            self.not_full.notify_all()
        self.taker_came.set()
        self.giver_waited.set()


class Trial:
    """One run of the answer: what it returned, what it raised, whether it got stuck, what it left behind."""

    def __init__(self, answer, lines):
        self.queue = Queue(MAXSIZE)
        self.lines, self.errors, self.strange = lines, [], []
        self.result, self.at_return = None, None
        self.stuck, self.held, self.running = False, False, []
        self.before, self.returned = set(threading.enumerate()), threading.Event()
        previous = threading.excepthook

        def note(args):
            if args.thread in self.before:
                previous(args)  # somebody else's thread: none of our business
            elif not issubclass(args.exc_type, Ended):
                self.errors.append(args.exc_value)
                self.queue.end()

        threading.excepthook = note
        try:
            runner = threading.Thread(target=self._run, args=(answer,), name="answer", daemon=True)
            runner.start()
            self._wait(runner)
            started = self._started()
            for thread in started:
                thread.join(NUDGE)
            self.unjoined = [] if self.stuck else [thread.name for thread in started if thread.is_alive()]
            if self.at_return != [line.upper() for line in lines]:
                self.unjoined = self.unjoined or self.running
            self.queue.end()
            for thread in started:
                thread.join(STILL)
            self.alive = [thread.name for thread in started if thread.is_alive()]
        finally:
            threading.excepthook = previous

    def _started(self):
        return [thread for thread in threading.enumerate() if thread not in self.before]

    def _run(self, answer):
        self.runner = threading.current_thread()

        def work(line):
            return self._work(line)

        work.__qualname__ = "work"  # Python's message about a call without a line shows it
        try:
            self.result = answer(list(self.lines), self.queue, work)
            # What counts is what the caller has now: a thread that still runs may fill the list later.
            self.at_return = list(self.result) if isinstance(self.result, list) else None
            self.running = [thread.name for thread in self._started() if thread is not self.runner]
        except Ended:
            pass  # the verdict says who waited; this only ends the thread
        except BaseException as error:
            self.errors.append(error)
        finally:
            self.returned.set()

    def _work(self, line):
        if not isinstance(line, str):
            self.strange.append(line)
            self.queue.end()
            return line
        if len(self.lines) > MAXSIZE + 1:
            self.queue.giver_waited.wait(NUDGE)  # the first line takes long, so that put has to wait as well
            self.queue.giver_waited.set()
        if line == self.lines[-1] and threading.current_thread() is not self.runner:
            self._hold_the_last_line()
        return line.upper()

    def _hold_the_last_line(self):
        """Until the answer waits for this thread, or has returned without it: so it can't be lucky."""
        self.held, deadline = True, monotonic() + HOLD
        while not (self.queue.ended or _is_joined(threading.current_thread()) or self.returned.wait(0.002)):
            if monotonic() > deadline:
                break  # it waits in a way of its own: for an event, a future
        self.held = False

    def _wait(self, runner):
        moves, still = 0, 0.0
        while runner.is_alive() and still < STILL:
            runner.join(LOOK_EVERY)
            still = still + LOOK_EVERY if moves == self.queue.moves and not self.held else 0.0
            moves = self.queue.moves
        if runner.is_alive():
            self.stuck = True
            self.queue.end()


def _is_joined(thread):
    """Whether some thread is inside ``thread.join()`` without a timeout, by what is on its stack."""
    stacks = sys._current_frames().values()  # noqa: SLF001 - the documented way to see other threads' stacks
    frames = [frame for top in stacks for frame, _ in traceback.walk_stack(top)]
    joins = [frame.f_locals for frame in frames if frame.f_code is threading.Thread.join.__code__]
    return any(call.get("self") is thread and call.get("timeout") is None for call in joins)


def check(answer):
    """The first thing that is wrong with the answer, in one or two sentences; None when it passes.

    Guarantees: returns within seconds, whatever the answer does with its queue; puts back what it replaced.
    """
    if not callable(answer):
        return f"{ANSWER} is {answer!r}, not a function: hand in the function itself, without brackets."
    for lines in (LINES, LINES[:1], []):
        trial = Trial(answer, lines)
        problem = _raised(trial) or _waited(trial) or _returned(trial) or _looked(trial)
        if problem:
            left = " A thread of yours is still running: restart the kernel." if trial.alive else ""
            return problem + left
    return None


def _raised(trial):
    if trial.strange:
        kind = type(trial.strange[0]).__name__
        return (
            f"work was given {_article(kind)} {kind} instead of one line: "
            "put each line by itself, and give work what get returned."
        )
    for name in trial.queue.gave_up:
        return _gave_up(name)
    for error in trial.errors:
        if isinstance(error, NameError) and "____" in str(error):
            return "a blank is still open: put one call in the place of each ____."
        return f"your answer raised {type(error).__name__}: {error}."
    return None


def _gave_up(name):
    puts = name.startswith("put")
    if "timeout" in name:
        wait = "how long the queue stays full" if puts else "how late a line comes"
        return (
            f"{name} gives up when its time is over (the check let it run out), and nobody knows {wait}. "
            "Use the plain call: it waits as long as it takes."
        )
    there = "was full" if puts else "was empty"
    return (
        f"{name} does not wait: the queue {there} at that moment. "
        "Use the call that waits, and no nap before it."
    )


def _waited(trial):
    if not trial.stuck:
        return None
    if trial.queue.waiting["put"]:
        return (
            "stuck: a put waits for room, and nobody takes. "
            "Do both threads run before you wait for one of them?"
        )
    if trial.queue.waiting["get"]:
        return "stuck: a get waits for a line, and nobody puts one. Was every line handed on?"
    return "stuck: your answer neither puts nor takes any more, and does not return."


def _returned(trial):
    expected = [line.upper() for line in trial.lines]
    if trial.unjoined:
        return f"your answer returned while {trial.unjoined[0]} was still running: join both threads first."
    if not isinstance(trial.result, list):
        return f"your answer returned {trial.result!r}: the list of results was expected."
    if trial.at_return == expected:
        return None
    missing = [line for line in expected if line not in trial.at_return]
    if missing:
        return f"{len(missing)} of {len(expected)} lines were lost, the first is {missing[0]!r}."
    if len(trial.at_return) > len(expected):
        out = len(trial.at_return)
        return f"{len(expected)} lines went in and {out} came out: some were worked on twice."
    return "the results are not in the order of the lines: one queue and one consumer keep it by themselves."


def _looked(trial):
    if trial.lines and not trial.queue.looks and not trial.queue.moves:
        return "the lines did not go through the queue: put each one in, get it out in the other thread."
    for name in trial.queue.looks:
        if name.startswith(("put", "get")):
            return f"right results, but by luck: {name} may give up. The plain call waits by itself."
        return (
            f"right results, but you ask the queue how full it is ({name}): what it says may "
            "be over before you act. The plain call waits by itself."
        )
    return None


def _article(word):
    return "an" if word[0] in "aeiou" else "a"
