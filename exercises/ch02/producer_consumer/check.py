"""Says what is wrong with an answer to 2.1 first, or None when nothing is; on real threads and a real queue.

Order:  it can be called · nothing raised · nothing waits for ever · the results · how the queue was used.
Inside: ``WatchedQueue``, a queue that notes its use and can be ended, so that no wrong answer keeps a thread.
"""

import threading
from queue import Empty, Full, Queue

ANSWER = "producer_consumer"
LINES = [f"line {number}" for number in range(12)]
MAXSIZE = 3
STILL, LOOK_EVERY = 0.9, 0.1  # seconds without any put or get after which an answer counts as stuck
NUDGE = 0.3  # longest time for which one side is held back so that the other one has to wait


class Ended(BaseException):
    """Unwinds a thread of the answer; no ``except Exception`` in it can swallow this."""


class WatchedQueue(Queue):
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
            self._without_waiting(
                "put_nowait" if not block else "put with a timeout", Full, super().put, item
            )
            return
        self._move(
            "put",
            self.not_full,
            lambda: self._qsize() < self.maxsize,
            lambda: self._put(item),
            self.not_empty,
        )

    def get(self, block=True, timeout=None):
        self.taker_came.set()
        if not block or timeout is not None:
            name = "get_nowait" if not block else "get with a timeout"
            return self._without_waiting(name, Empty, super().get)
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
        self.queue = WatchedQueue(MAXSIZE)
        self.lines, self.errors, self.strange = lines, [], []
        self.result, self.stuck = None, False
        before = set(threading.enumerate())
        previous = threading.excepthook

        def note(args):
            if args.thread in before:
                previous(args)  # somebody else's thread: none of our business
            elif not issubclass(args.exc_type, Ended):
                self.errors.append(args.exc_value)
                self.queue.end()

        threading.excepthook = note
        try:
            runner = threading.Thread(target=self._run, args=(answer,), name="answer", daemon=True)
            runner.start()
            self._wait(runner)
            started = [thread for thread in threading.enumerate() if thread not in before]
            for thread in started:
                thread.join(NUDGE)
            self.unjoined = [] if self.stuck else [thread.name for thread in started if thread.is_alive()]
            self.queue.end()
            for thread in started:
                thread.join(STILL)
            self.alive = [thread.name for thread in started if thread.is_alive()]
        finally:
            threading.excepthook = previous

    def _run(self, answer):
        try:
            self.result = answer(list(self.lines), self.queue, self._work)
        except Ended:
            pass  # the verdict says who waited; this only ends the thread
        except BaseException as error:
            self.errors.append(error)

    def _work(self, line):
        if not isinstance(line, str):
            self.strange.append(line)
            self.queue.end()
            return line
        if len(self.lines) > MAXSIZE + 1:
            self.queue.giver_waited.wait(NUDGE)  # the first line takes long, so that put has to wait as well
            self.queue.giver_waited.set()
        return line.upper()

    def _wait(self, runner):
        moves, still = 0, 0.0
        while runner.is_alive() and still < STILL:
            runner.join(LOOK_EVERY)
            still = still + LOOK_EVERY if moves == self.queue.moves else 0.0
            moves = self.queue.moves
        if runner.is_alive():
            self.stuck = True
            self.queue.end()


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
        there = "was full" if name.startswith("put") else "was empty"
        return (
            f"{name} does not wait: the queue {there} at that moment. "
            "Use the call that waits, and no nap before it."
        )
    for error in trial.errors:
        if isinstance(error, NameError) and "____" in str(error):
            return "a blank is still open: put one call in the place of each ____."
        return f"your answer raised {type(error).__name__}: {error}."
    return None


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
    if trial.result == expected:
        return None
    missing = [line for line in expected if line not in trial.result]
    if missing:
        return f"{len(missing)} of {len(expected)} lines were lost, the first is {missing[0]!r}."
    if len(trial.result) > len(expected):
        return f"{len(expected)} lines went in and {len(trial.result)} came out: some were worked on twice."
    return "the results are not in the order of the lines: one queue and one consumer keep it by themselves."


def _looked(trial):
    if trial.lines and not trial.queue.looks and not trial.queue.moves:
        return "the lines did not go through the queue: put each one in, get it out in the other thread."
    if trial.queue.looks:
        return (
            f"right results, but you ask the queue how full it is ({trial.queue.looks[0]}): what it says may "
            "be over before you act. The plain call waits by itself."
        )
    return None


def _article(word):
    return "an" if word[0] in "aeiou" else "a"
