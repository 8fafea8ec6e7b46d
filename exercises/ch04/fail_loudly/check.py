"""4.4: what is looked at, in the order in which it is told.

Order: a pipeline in which all goes well · items that call themselves the end · a stage that fails, first,
middle and last · what was recorded · a failure while nobody takes · errors of work that a queue has, too, and
of the source · a stop from outside, starved and blocked ·
every order of the failure and whoever waits for the stop · and whoever looks into the list unasked · items,
names and notes of all kinds · queues that fail in other ways.
"""

import contextlib
import queue
import time
from decimal import Decimal
from threading import Barrier, Event, Thread

from exercises.ch03.items import AGREEABLE, ASKED, COMPARED, STRANGE, asked, compared, same
from exercises.ch04.errors import RETURNED, of_many_kinds
from exercises.ch04.fail_loudly.around import Failures, Kept, Raised, Refilled, Stop, notes_of
from exercises.engine.battery import Battery
from exercises.engine.bench import STEPS_AT_ONCE
from exercises.engine.endings import crash
from exercises.engine.inputs import FAILING, AlikeError, left_in
from exercises.engine.spy_queue import SpyQueue
from exercises.engine.verdict import Refusal
from exercises.judges import Code
from pipeline_core import SENTINEL, robust_put
from pipeline_core.lab.text import brief

NAMES = ("clean", "infer", "label")
ITEMS = ["a", "b", "c", "d", "e"]
SOON = 0.2 + 0.001  # seconds, and a little for sums of floats
TORN = "the connection is gone"
FULL_DISK = "the disk is full"
BEHIND = LookupError("what lies behind it")
FEW = 20  # tries of a source that is gone
PATIENCE = 2  # seconds for a stage to end; the longest run takes a tenth of that
LAST = 300  # steps of a run that was cut, of which a lap of any loop is a small part
LOOKS, SHORT = 100, 0.004  # so many looks in vain, and that often, in seconds, are a poll by any name
MOST = 1500  # calls of the source's methods; a wait of five seconds with an impatient timeout needs as many


class Watched(SpyQueue):
    """Ends a loop that only asks, in whatever way it passes the time between two looks."""

    def __init__(self, maxsize=0):
        super().__init__(maxsize)
        self.in_vain = []  # when it was looked, and there was nothing

    def get(self, block=True, timeout=None):
        if len(self.calls) > MOST:
            raise Refusal(POLLS)
        try:
            return super().get(block, timeout)
        except queue.Empty:
            self.in_vain.append(time.monotonic())
            if len(self.in_vain) > LOOKS and self.in_vain[-1] - self.in_vain[-1 - LOOKS] < LOOKS * SHORT:
                raise Refusal(POLLS) from None
            raise

    def empty(self):
        if len(self.calls) > MOST:
            raise Refusal(POLLS)
        return super().empty()


class Torn(Watched):
    """A source whose first get raises what does not mean that it is empty; the next one would work."""

    def __init__(self, error, before=None):
        super().__init__()
        self.error, self.before = error, before

    def get(self, block=True, timeout=None):
        if self.error is not None:
            error, self.error = self.error, None
            if self.before is not None:
                self.before()
            raise error
        return super().get(block, timeout)


class Gone(Watched):
    """A source whose connection is gone for good."""

    def get(self, *_how, **_named):
        self.calls.append("get")
        if len(self.calls) > FEW:
            raise Refusal(GOES_ON)
        raise OSError(TORN)


class Work:
    """Adds its mark to an item; raises for one of them, ``times`` times."""

    def __init__(self, mark, fails_at="", error=None, times=99):
        self.mark, self.fails_at, self.error, self.times = mark, fails_at, error, times
        self.failed_at = 0.0  # when it raised first
        self.calls = 0

    def __call__(self, item):
        if item is SENTINEL:
            raise Refusal("work was given SENTINEL: the end is no item. Look before you work.")
        time.sleep(0.01)
        self.calls += 1
        if self.fails_at and item.startswith(self.fails_at) and self.times:
            self.times -= 1  # who tries once more would get a result
            self.failed_at = self.failed_at or time.monotonic()
            raise self.error
        return item + self.mark


def check(answer, bench):
    all_goes_well(answer, bench)
    strange_items(answer, bench)
    for place, at in ((1, "c"), (0, "a"), (2, "e")):
        one_fails(answer, bench, place, at)
    fails_while_full(answer, bench)
    room_comes_late(answer, bench, 1)
    a_queue_fails(answer, bench, "target", OSError(FULL_DISK))
    stopped_with_much_to_do(answer, bench)
    for error in (queue.Empty("no price yet"), queue.Full("no shelf left")):
        fails_in_this_way(answer, bench, error)
    a_queue_fails(answer, bench, "source", OSError(TORN))
    stopped_from_outside(answer, bench, [], "starved", AT_ONCE, *MUCH_LATER)
    stopped_from_outside(answer, bench, ["a"], "starved again")
    stopped_from_outside(answer, bench, ["a", "b"], "blocked", *MUCH_LATER)
    stopped_from_outside(answer, bench, ["a", SENTINEL], "blocked with the end in its hand")
    room_comes_late(answer, bench, 15)
    bench.schedules(
        lambda: seen_at_the_stop(answer),
        check=lambda run: run.result == 1,
        says={"check": TOO_EARLY, "deadlock": STUCK, "error": escaped},
        max_schedules=60,
    )
    bench.schedules(
        lambda: bare_at_a_look(answer),
        check=lambda run: not run.result,
        says={"check": no_note_yet, "deadlock": STUCK, "error": escaped},
        max_schedules=60,
    )
    bench.schedules(
        lambda: two_fail_at_once(answer),
        check=lambda run: both_kept(bench, run),
        says={"deadlock": stuck_in_work, "error": escaped},
        max_schedules=60,
    )
    stopped_while_the_source_is_full(answer, bench)
    bench.run(lambda: source_gone(answer), says={"endless": GOES_ON}, fault="the source raises")
    hard = [{"item": item, "noted": place % 2 == 0} for place, item in enumerate(HARD)]
    each_in_one(
        bench,
        [lambda how=how: hard_to_show(answer, **how) for how in hard],
        [lambda how=how: judge_hard_to_show(answer, bench, **how) for how in hard],
    )
    judge_hard_to_show(answer, bench, "oak", stopped=True)
    same_error_twice(answer, bench)
    each_in_one(
        bench,
        [lambda error=error: failing_in_this_way(answer, error, late=True) for error in of_many_kinds()],
        [lambda error=error: fails_in_this_way(answer, bench, error, late=True) for error in of_many_kinds()],
    )
    kinds_of_queues = (OSError, TimeoutError, RuntimeError, ValueError)
    cases = [(place, kind("gone")) for place in PLACES for kind in kinds_of_queues]
    cases += [(place, OSError("gone"), True) for place in PLACES]
    each_in_one(
        bench,
        [lambda case=case: failing_queue(answer, *case) for case in cases],
        [lambda case=case: a_queue_fails(answer, bench, *case) for case in cases],
    )


def each_in_one(bench, programs, trials):
    """All of them in one run; if one of its programs does not return True, each is tried by itself."""
    run = bench.attempt(lambda: [program() for program in programs], len(programs))
    if run is None or not all(result is True for result in run.result):
        for trial in trials:
            trial()


def pipeline(answer, items, works):
    """Three stages between source and sink: results, failures, whether stopped, who is stuck, the time."""
    queues, results = [Watched(1) for _ in range(4)], []
    stop, closing, failures = Event(), Event(), []
    ends = [Thread(target=feed, args=(queues[0], items, closing), name="source")]
    ends.append(Thread(target=sink, args=(queues[-1], results, closing), name="sink"))
    stages = [
        Thread(target=answer, args=(name, queues[place], queues[place + 1], work, stop, failures), name=name)
        for place, (name, work) in enumerate(zip(NAMES, works, strict=True))
    ]
    for thread in [*ends, *stages]:
        thread.start()
    for stage in stages:
        stage.join(timeout=PATIENCE)  # who is stuck is left behind, and told of
    stuck = [stage.name for stage in stages if stage.is_alive()]
    stopped, over = stop.is_set(), time.monotonic()
    closing.set()
    stop.set()  # ends those who look up for ever; who is deaf stays behind
    for thread in ends:
        thread.join()
    return results, failures, stopped, stuck, over


def feed(first, items, closing):
    for item in [*items, SENTINEL]:
        if not robust_put(first, item, closing):
            return


def sink(last, results, closing):
    while not (closing.is_set() and last.empty()):
        try:
            result = last.get(timeout=0.1)
        except queue.Empty:
            continue
        if result is SENTINEL:
            return
        results.append(result)


def all_goes_well(answer, bench):
    run = bench.run(
        lambda: pipeline(answer, ITEMS, [Work(mark) for mark in "123"]),
        says={"leak": NO_END, "error": escaped, "endless": endless},
    )
    results, failures, stopped, stuck, _ = run.result
    bench.require(not stuck, NO_END, run)
    bench.require(not failures, f"nothing went wrong, and failures holds {failures!r}.", run)
    expected = [item + "123" for item in ITEMS]
    cut = "nothing went wrong, and stop was set: that cuts off the items that are still on their way."
    bench.require(not stopped, cut, run)
    bench.require(results == expected, f"{results!r} came out instead of {expected!r}.", run)


def strange_items(answer, bench):
    """Whatever an item says of itself, only one object is the end."""
    items = [*STRANGE, *odd()]

    def program():
        source, target, failures = Watched(), queue.Queue(), []
        for item in [*items, SENTINEL]:
            source.put(item)
        answer("clean", source, target, lambda item: item, Event(), failures)
        return left_in(target), failures, left_in(source)

    run = bench.run(program, says={"error": escaped, "endless": endless})
    came, failures, left = run.result
    bench.require(not failures, f"nothing went wrong, and failures holds {failures!r}.", run)
    pairs = zip(items, [*came, *[SENTINEL] * len(items)], strict=False)
    wrong = [item for item, each in pairs if each is not item]
    ends = sum(each is SENTINEL for each in came)
    told = f"the end was put into the target {ends} times, and it is passed on once."
    if wrong:
        lost = NOT_HANDED_ON.format(brief(wrong[0], own_repr=False))
        told = TAKEN_FOR_THE_END if wrong[0] is AGREEABLE else lost
    bench.require(same(came, [*items, SENTINEL]), told, run)
    bench.require(not left, PUT_BACK, run)
    bench.all_ended(STAYS, run)


def odd():
    """Items that are equal to nothing, or are nothing, by one reading or the other."""
    numbers = [float("nan"), Decimal("nan"), complex("nan"), float("inf"), -0.0]
    return [*numbers, (each for each in "ab"), iter(()), NotImplemented, Thread(), Event, {}, b""]


def one_fails(answer, bench, place, at):
    error = ValueError(f"{at} is bad")
    error.__cause__ = BEHIND
    works = [Work(mark, at if number == place else "", error) for number, mark in enumerate("123")]

    def program():
        *told, over = pipeline(answer, ITEMS, works)
        return *told, over - works[place].failed_at  # how fast they were before is not asked here

    run = bench.run(
        program,
        says={"leak": STUCK, "error": escaped, "endless": endless},
        fault=f"the {('first', 'middle', 'last')[place]} stage fails",
    )
    _, failures, stopped, stuck, took = run.result
    judge_record(bench, run, failures, error, place, at)
    bench.require(not stuck, STUCK, run)
    bench.require(stopped, "the failure is in the list, and stop was not set: the others go on in vain.", run)
    late = f"everyone should be gone 0.2 s after the failure, and it took {took:.2f} s."
    bench.require(took < SOON, late, run)


def judge_record(bench, run, failures, error, place, at):
    """The exception itself, once, with a note that names the stage and shows the item."""
    bench.require(failures, f"work raised {error!r}, and failures is empty: the caller will never know.", run)
    bench.require(len(failures) == 1, f"one item failed, and failures holds {failures!r}.", run)
    other = (
        f"failures holds {failures[0]!r}: the original exception was expected, the very one that work "
        "raised, with its traceback and its __cause__."
    )
    as_it_was = error.__traceback__ is not None and error.__cause__ is BEHIND
    bench.require(failures[0] is error and as_it_was, other, run)
    note, item = " ".join(getattr(error, "__notes__", ())), at + "123"[:place]
    bench.require(note, "the exception has no note: in which stage was it, and with which item?", run)
    bench.require(NAMES[place] in note, f"the note {note!r} does not name the stage, {NAMES[place]!r}.", run)
    bench.require(
        repr(item) in note, f"the note {note!r} does not show the item, {item!r}, by its repr.", run
    )


def fails_while_full(answer, bench):
    """Nobody takes from the target, as the stage behind may have failed as well."""

    def program():
        source, target, stop, failures = Watched(), queue.Queue(1), Event(), []
        source.put("a")
        target.put("in the way")
        works = (source, target, Work("1", "a", ValueError("a is bad")), stop, failures)
        stage = Thread(target=answer, args=("clean", *works), name="clean")
        stage.start()
        stage.join(timeout=PATIENCE)
        return stop.is_set(), stage.is_alive()

    says = {"leak": NO_ROOM, "deadlock": NO_ROOM, "error": escaped, "endless": endless}
    run = bench.run(program, says=says, fault="work fails while the target is full", steps=STEPS_AT_ONCE)
    stopped, stuck = run.result
    bench.require(stopped and not stuck, NO_ROOM, run)


def room_comes_late(answer, bench, seconds):
    """A consumer that takes its time is no reason to drop a result."""

    def program():
        source, target, stop, failures = queue.Queue(), queue.Queue(1), Event(), []
        stage = Thread(target=answer, args=("clean", source, target, Work("1"), stop, failures))
        stage.start()
        came.clear()
        time.sleep(seconds - 1)
        for item in ("a", "b", "c", SENTINEL):
            source.put(item)
        for _ in range(4):
            time.sleep(seconds)
            came.append(target.get())
        stage.join(timeout=PATIENCE)

    came = []

    def told(_run):
        ends = " and the end" * any(each is SENTINEL for each in came)
        results = [each for each in came if each is not SENTINEL]
        return LATE_ROOM.format("the first item comes late, " * (seconds > 1), seconds, f"{results}{ends}")

    says = {"deadlock": told, "error": escaped, "endless": endless, "leak": told}
    run = bench.run(program, says=says, fault="the next stage takes its time")
    right = came[:-1] == ["a1", "b1", "c1"] and came[-1] is SENTINEL
    bench.require(right, told(run), run)


class Disk(SpyQueue):
    """A target that raises, once: for the first item, or for the end."""

    def __init__(self, error, at_the_end, before=None):
        super().__init__()
        self.error, self.at_the_end, self.before = error, at_the_end, before

    def _put(self, item):
        if self.error is not None and (item is SENTINEL) >= self.at_the_end:
            error, self.error = self.error, None
            if self.before is not None:
                self.before()
            raise error
        super()._put(item)


PLACES = ("target", "source", "end")


def failing_queue(answer, place, error, stopped=False):
    """What comes of what a queue raises, perhaps after a stop: True if it left, or is in failures."""
    failures, stop = [], Event()
    before = stop.set if stopped else None
    source = Torn(error, before) if place == "source" else Watched()
    target = queue.Queue() if place == "source" else Disk(error, place == "end", before)
    for item in ("a", SENTINEL):
        source.put(item)
    try:
        answer("clean", source, target, Work("1"), stop, failures)
    except type(error) as left_by:
        heard = left_by is error
    else:
        heard = any(each is error for each in failures)
    came = any(item is SENTINEL for item, _ in source.taken_out)
    put = any(each is SENTINEL for each in left_in(target))
    return NO_END_CAME.format(error) if heard and put and not came else heard


def a_queue_fails(answer, bench, place, error, stopped=False):
    """It may go into failures or leave the stage; it may not vanish, unless it says that a wait was over."""
    source = place == "source"
    run = bench.run(
        lambda: failing_queue(answer, place, error, stopped),
        says={"error": lambda run: elsewhere(run.error, error) or escaped(run), "endless": endless},
        fault="the source raises" if source else "the target raises",
    )
    at_the_end = ", when the end was put" * (place == "end")
    hidden = HIDDEN_SOURCE.format(error) if source else HIDDEN_TARGET.format(error, at_the_end)
    if stopped:
        hidden = f"the stop was set, and then a queue raised {error!r}: nobody will ever hear of it."
    bench.require(run.result is True, run.result or hidden, run)


def elsewhere(raised, error):
    """What a queue raised has left a thread that is not the stage's."""
    if raised is not error:
        return None
    return (
        f"a queue raised {error!r} in a thread that your stage has started, where nobody hears of it: it is "
        "neither in failures nor has it left the stage."
    )


def source_gone(answer):
    """A source that raises each time; whether that leaves the stage or goes into failures is left open."""
    with contextlib.suppress(OSError):
        answer("clean", Gone(), queue.Queue(), Work("1"), Event(), [])


def stopped_while_the_source_is_full(answer, bench):
    """Whatever is put back has no room, and whoever puts it there does not hear the stop."""

    def program():
        stop = Event()
        answer("clean", Refilled("a", stop), queue.Queue(1), Work("1"), stop, [])

    bench.run(program, says={"deadlock": BACK_AND_DEAF, "error": escaped, "endless": endless})


class Table:
    """An item whose repr has several lines."""

    def __repr__(self):
        return "name  price\nash   3\noak   4"


HARD = [
    Table(),
    f"{'a long text ' * 1000}to the END",
    "the baker's",
    (1, 2),
    ("one",),
    {"price": 1},
    "100% {0} {price}",
    "café",
    "oak",
]
STAGE = f"Stage 50% {{clean}} à la carte, {'and so on, ' * 20}to the END"
ROW = "row 17 of prices.csv"
AT_ONCE_TOO = "in stage 'infer', item 'elm'"


def hard_to_show(answer, item, stopped=False, noted=True):
    """A failure with a note of its own, in a list that holds another one: True, or what is wrong."""
    earlier, other, error = (
        KeyError("earlier"),
        KeyError("at the same time"),
        Raised("bad", other=AT_ONCE_TOO),
    )
    earlier.add_note("in stage 'label', item 'b'")
    if noted:
        error.add_note(ROW)
    had = error.attributes()
    failures = Failures(earlier, other=other)
    stop, source = Stop(failures, error), Watched()
    source.put(item)

    def fails(_item):
        if stopped:  # by another stage, whose failure is there already
            Event.set(stop)
        raise error

    answer(STAGE, source, queue.Queue(), fails, stop, failures)
    text, at_first = "\n".join(notes_of(error)), "\n".join(failures.seen.get(id(error), ()))
    claims = (
        (failures.holds(error), f"work raised {error!r} for {brief(item)}, and failures lacks it."),
        (
            ROW in notes_of(error) or not noted,
            f"work had noted {ROW!r} on its exception: that note is gone.",
        ),
        (STAGE in text, f"the note {brief(text, 300)} does not name the stage, all of {brief(STAGE)}."),
        (repr(item) in text, f"the note {brief(text, 300)} does not show the whole item, {brief(item)}."),
        (STAGE in at_first and repr(item) in at_first, NOTE_COMES_LATE),
        (not error.overwritten or AT_ONCE_TOO in notes_of(error), NOTES_WRITTEN),
        (error.attributes() == had, ATTRIBUTES.format(*changed(had, error.attributes()))),
        (error.args == ("bad",), f"work raised ValueError('bad'), and its args are {error.args!r} now."),
        (not stop.early, STOP_COMES_FIRST),
        (not failures.strange, HELD.format(*failures.strange[:1] or [None])),
        (not failures.sorted or not failures.holds(earlier), SORTED),
        (not failures.lacked or not failures.holds(earlier), LACKED),
        (failures.holds(earlier), "failures held another stage's exception, and it is gone."),
        (failures.other is other or failures.holds(other), OVERWRITTEN),
    )
    return next((told for holds, told in claims if not holds), True)


def changed(had, has):
    """The name of an attribute that is not as it was, with what it was and is, as texts; or blanks."""
    one = next((each for each in {**had, **has} if had.get(each, had) is not has.get(each, has)), "")
    return one, *(brief(each[one]) if one in each else "not there" for each in (had, has))


def judge_hard_to_show(answer, bench, item, stopped=False, noted=True):
    run = bench.run(
        lambda: hard_to_show(answer, item, stopped, noted),
        says={"error": escaped_for(item), "deadlock": STUCK, "endless": endless},
        fault="work fails while another stage has failed",
    )
    bench.require(run.result is True, run.result, run)


def escaped_for(item):
    """What to say if the note itself raised."""

    def told(run):
        if isinstance(run.error, TypeError | ValueError | KeyError | IndexError) and run.error.args != (
            "bad",
        ):
            return f"with the item {brief(item)}, in the stage {brief(STAGE)}: {crash(run.error)}"
        return escaped(run)

    return told


def stopped_with_much_to_do(answer, bench):
    """The stop comes while the source is full and each item takes 0.15 s."""

    def program():
        source, stop = Watched(), Event()
        for _ in range(100):
            source.put("a")
        stage = Thread(target=answer, args=("clean", source, queue.Queue(), slow, stop, []))
        stage.start()
        time.sleep(0.52)
        stop.set()
        at = time.monotonic()
        stage.join()
        return time.monotonic() - at

    def slow(item):
        time.sleep(0.15)
        return item

    run = bench.run(program, says={"error": escaped, "endless": endless}, fault="stopped with much to do")
    late = f"stop was set while items were there, and the stage was gone {run.result:.2f} s later. Who looks?"
    bench.require(run.result < SOON, late, run)


def same_error_twice(answer, bench):
    """One exception, raised by the works of two stages, as one that is made beforehand is."""

    def program():
        error, failures = ValueError("bad"), []
        stops = [Event() for _ in TWO]  # both alive, so that neither lies where the other was
        for (name, item), stop in zip(TWO, stops, strict=True):
            source = Watched()
            source.put(item)
            answer(name, source, queue.Queue(), Work("1", item, error), stop, failures)
        return any(each is error for each in failures), " ".join(notes_of(error))

    run = bench.run(
        program, says={"error": escaped, "endless": endless}, fault="two raise the same exception"
    )
    heard, text = run.result
    bench.require(heard, "the works of two stages raised the same exception, and failures lacks it.", run)
    for name, item in TWO:
        told = (
            "the works of two stages, one after the other, raised the same exception: the failure of stage "
            f"{name!r}, with the item {item!r}, is not told by its notes in failures, {text!r}."
        )
        bench.require(name in text and repr(item) in text, told, run)


TWO = (("clean", "oak"), ("label", "elm"))


class Meeting:
    """A work in which two stages meet, so that neither has heard of the other's failure, and both fail."""

    def __init__(self):
        self.barrier = Barrier(2)

    def __call__(self, _item):
        self.barrier.wait()
        raise AlikeError("bad")


def two_fail_at_once(answer):
    """The failures of two stages that share the stop and the list, by what they say."""
    stop, failures, work = Event(), [], Meeting()
    stages = []
    for item in ("x", "y"):
        source = queue.Queue()
        source.put(item)
        arguments = (f"stage {item}", source, queue.Queue(), work, stop, failures)
        stages.append(Thread(target=answer, args=arguments))
    for stage in stages:
        stage.start()
    for stage in stages:
        stage.join()
    return sorted(str(error) for error in failures)


def stuck_in_work(run):
    """Whether the two have met: one that waits for the other in work has not failed yet."""
    return ONE_AT_A_TIME if any(thread.kind == "barrier" for thread in run.stuck) else STUCK


def both_kept(bench, run):
    told = (
        f"two stages failed at the same moment, in the same way, and failures holds {len(run.result)} where "
        "there should be two: each failure is kept, whoever else has failed or stopped."
    )
    bench.require(run.result == ["bad", "bad"], told, run)
    return True


def failing_in_this_way(answer, error, late=False):
    """Whether what work raises, once, is in failures, and the stop is set; the item may come a bit late."""
    source, stop, failures = Torn(queue.Empty()) if late else Watched(), Event(), []
    for item in ("a", SENTINEL):
        source.put(item)
    behind = error.__context__
    work = Work("1", "a", error, 1)
    answer("clean", source, queue.Queue(), work, stop, failures)
    if work.calls > 1:
        return TRIED_AGAIN.format(error)
    heard = stop.is_set() and any(each is error for each in failures)
    if heard and error.__context__ is not behind:
        return CONTEXT.format(error, behind, error.__context__)
    return heard


def fails_in_this_way(answer, bench, error, late=False):
    """What work raises is a failure, also if it is what a queue raises when a wait is over."""
    kind = type(error).__name__
    says = {
        "error": lambda run: left_the_stage(error) if run.error is error else escaped(run),
        "endless": endless,
    }
    run = bench.run(lambda: failing_in_this_way(answer, error, late), says=says, fault=f"work raises {kind}")
    lost = (
        f"work raised {error!r}, and it is not in failures, or the stop is not set: that is a failure, too."
    )
    if isinstance(error, queue.Empty | queue.Full) and run.result is False:
        other = bench.attempt(lambda: failing_in_this_way(answer, ValueError("no price yet")))
        if other is not None and other.result is True:
            lost = TAKEN_FOR_A_QUEUES.format(error)
    bench.require(run.result is True, run.result or lost, run)


def left_the_stage(error):
    return (
        f"work raised {error!r}, and it left the stage: in a thread nobody waits for it. It has to be in the "
        "list, and the stage returns."
    )


AT_ONCE = 0.02  # seconds: in the first wait
MUCH_LATER = 5.02, 5.27  # who waits a bit longer each time waits for half a second then


def stopped_from_outside(answer, bench, items, state, *more):
    """One stage; nobody feeds it more, nobody takes from it, and somebody stops it after a while.

    Three moments and more: a wait with a long timeout may look up at one of them by chance.
    """
    for moment in (1.02, 1.13, 1.24, *more):
        stopped_at(answer, bench, items, state, moment)


def stopped_at(answer, bench, items, state, moment):
    def program():
        source, target, stop, failures = Watched(), queue.Queue(1), Kept(), []
        for item in items:
            source.put(item)
        stage = Thread(target=answer, args=("clean", source, target, Work("1"), stop, failures), name="clean")
        stage.start()
        time.sleep(moment)
        early, came = not stage.is_alive(), bool(left_in(target))
        other = beside(answer)
        stop.set()
        at = time.monotonic()
        stage.join()
        took, ends = time.monotonic() - at, sum(each is SENTINEL for each in left_in(target))
        return early, took, failures, source.looks, ends, came, stop.cleared, other

    deaf = f"stuck: the stage was {state} when the stop came, and its wait can't hear it."
    run = bench.run(
        program,
        says={"deadlock": deaf, "error": escaped, "endless": endless},
        fault=f"stopped while {state}",
        steps=STEPS_AT_ONCE,
    )
    early, took, failures, looks, ends, came, cleared, other = run.result
    gone = f"the stage was {state} for {moment:g} s, and left before anybody stopped it: late is not over."
    bench.require(not early, gone, run)
    bench.require(took < SOON, f"the stage was {state}, and heard the stop {took:.2f} s late.", run)
    bench.require(not failures, f"a stop is no failure, and failures holds {failures!r}.", run)
    bench.require(came or not items, NOT_YET.format(state), run)
    bench.require(not ends, END_OF_A_STOP.format(state), run)
    bench.require(not cleared, CLEARED.format(state), run)
    bench.require(other, BESIDE.format(state), run)
    bench.require(not {"empty", "qsize"} & set(looks), POLLS, run)
    naps = [event for event in run.events if event.kind == "sleep" and event.thread == "clean"]
    early = any(event.time - event.waited < moment for event in naps)
    bench.require(items or not naps, NAPS if early else NAPS_AT_LAST, run)  # work sleeps, and there was none


def beside(answer):
    """Whether a stage with queues and a stop of its own comes to its end meanwhile."""
    source = queue.Queue()
    for item in ("a", SENTINEL):
        source.put(item)
    arguments = ("label", source, queue.Queue(), str.upper, Event(), [])
    other = Thread(target=answer, args=arguments, name="another stage")
    other.start()
    other.join(timeout=PATIENCE)
    return not other.is_alive()


def no_note_yet(run):
    found = run.result if isinstance(run.result, list) else []
    other = [each for each in found if not isinstance(each, BaseException)]
    return PLACE_KEPT.format(other[0]) if other else NO_NOTE_YET


def failing_stage(answer, stop, failures):
    """A stage at work on the item that it fails on."""
    source, target = queue.Queue(), queue.Queue()
    source.put("x")
    stage = Thread(target=answer, args=("clean", source, target, fails, stop, failures), name="clean")
    stage.start()
    return stage


def fails(item):
    raise ValueError(item)  # at once: a nap would be an excuse for an order that goes wrong


def seen_at_the_stop(answer):
    """How many failures whoever waits for the stop sees in the list."""
    stop, failures = Event(), []
    stage = failing_stage(answer, stop, failures)
    stop.wait()
    seen = len(failures)
    stage.join()
    return seen


def bare_at_a_look(answer):
    """The failures without a note that are found by somebody who looks into the list at any moment."""
    stop, failures = Event(), []
    stage = failing_stage(answer, stop, failures)
    bare = [error for error in failures if not getattr(error, "__notes__", ())]
    stage.join()
    return bare


def endless(run):
    """What a loop that goes round and round did last: the bench has cut it, and not the source."""
    last = [event for event in run.events[-LAST:] if event.what.word == "queue"]
    if any(event.kind == "get" for event in last):
        return POLLS
    if any(event.kind == "put" for event in last):
        return NO_ROOM_COMES
    return ROUND


def escaped(run):
    """An exception left the stage's thread."""
    return of_an_item(run.error) or of_a_call(run.error)


def of_an_item(error):
    """An item was asked, and answered with an error."""
    return COMPARED if compared(error) else ASKED if asked(error) else None


def of_a_call(error):
    """A queue or work raised it, and the stage did not do with it what it should."""
    if isinstance(error, UnboundLocalError) and of_a_queue(error.__context__):
        return (
            f"{error}: the except reached for something that was not there yet. What it caught came from "
            "a queue and not from work: how much stands inside the try?"
        )
    if isinstance(error, queue.Empty | queue.Full) and error.args:
        return left_the_stage(error)  # a queue's own says nothing
    if isinstance(error, ValueError):
        return (
            "the exception left the thread of its stage: there nobody waits for it. It has to be in the "
            "list, and the stage returns."
        )
    if isinstance(error, queue.Empty | queue.Full):
        name = type(error).__name__
        return f"{name} left the stage: it says only that a wait was over. Look up, and wait again."
    return None


def of_a_queue(error):
    """Whether it was raised by a queue, and not by work."""
    return (isinstance(error, queue.Empty | queue.Full) and not error.args) or (
        isinstance(error, OSError) and error.args in ((TORN,), (FULL_DISK,))
    )


TAKEN_FOR_THE_END = (
    "an item that is equal to everything was taken for the end, or lost, and it was none: == lets the item "
    "answer, and iter(call, end) asks with ==, too. What can nothing but the end be?"
)
NOT_HANDED_ON = "the item {} was not handed on: it is an item like any other, and no end."
HIDDEN_SOURCE = (
    "source.get raised {!r}, and nobody will ever hear of it: it was taken for a queue that is empty. Only "
    "one exception says that a wait was over; which?"
)
CONTEXT = (
    "work raised {!r}, whose __context__ was {!r}, and it is {!r} now: the exception is recorded as it is. "
    "Who calls work inside an except adds what was caught there; leave the except first."
)
TRIED_AGAIN = (
    "work raised {!r}, and was called once more, with the same item: that work raised is a failure, whatever "
    "it would do the next time."
)
TAKEN_FOR_A_QUEUES = (
    "work raised {!r}, and nobody heard of it, though a ValueError in its place is heard of: it was taken "
    "for a queue's. What stands inside the try that listens to the queue?"
)
GOES_ON = (
    "source.get raises OSError, the connection is gone, and your stage asks it again and again: who has "
    "recorded that is through, and so is everybody else."
)
NO_END_CAME = (
    "a queue raised {!r}, and the end was put into the target: it is passed on when it has come, and in no "
    "other case."
)
HIDDEN_TARGET = (
    "target.put raised {!r}{}, and nobody will ever hear of it: it is neither in failures nor has it left "
    "the stage."
)
NO_END = (
    "stuck, and nothing had gone wrong: after the end somebody waits for ever. Is it passed on, and does the "
    "stage return then?"
)
PUT_BACK = (
    "the end came, and something was put back into the source: there nobody takes it, and where the source "
    "is full, that put waits and can't hear the stop."
)
STAYS = (
    "the end came, the stage returned, and a thread that it has started goes on: the stage is not gone "
    "before that is."
)
BACK_AND_DEAF = (
    "stuck: an item was taken, another one came into its place, and the stop was set. Something waits now "
    "that can't hear it: is anything put back into the source?"
)
LACKED = (
    "a failure was taken out of failures for a while: whoever looks at that moment does not find it. What "
    "adds to a list, and does nothing else?"
)
SORTED = (
    "failures was sorted, and while a list is sorted it is empty: whoever looks at that moment finds "
    "nothing. What adds to a list, and does nothing else?"
)
HELD = (
    "failures held {!r} for a while, which is no failure of anybody: whoever looks at that moment finds "
    "it. What adds to a list in one step?"
)
NOTE_COMES_LATE = (
    "the exception was put into failures before its note was complete: whoever looks between the two finds "
    "it without the stage or the item, also if both stand on one line."
)
STOP_COMES_FIRST = (
    "the stop was set before the failure was in the list: whoever is woken between the two finds nothing, "
    "also if both stand on one line."
)
OVERWRITTEN = (
    "failures was read, and then written as a whole: what another stage recorded between the two is gone. "
    "What adds to a list in one step?"
)
NOTES_WRITTEN = (
    "two stages failed at the same moment, and their works raised the same exception: its notes were written "
    "as a whole, and the note that the other stage added just before is gone. What adds a note in one step?"
)
ATTRIBUTES = (
    "the attribute {!r} of what work raised was {}, and is {} now: the exception is recorded as it is, and "
    "what the stage has to say stands in the note."
)
NOT_YET = (
    "an item had come, the stage was {}, and after a second the target was empty: a result is handed on when "
    "it is there, and not when the next item comes."
)
END_OF_A_STOP = (
    "the stage was {} when the stop came, and the end was put into the target: it is passed on when it has "
    "come, and in no other case."
)
CLEARED = (
    "the stage was {} when the stop came, and it cleared the stop: it is there for all of them, and who "
    "looks a moment later has not heard of it."
)
BESIDE = (
    "the stage was {}, and another one, with queues and a stop of its own, could not go on meanwhile: what "
    "do they share?"
)
STUCK = (
    "stuck: one stage has failed, and somebody waits for ever. Did everyone hear of it, and does every wait "
    "hear it?"
)
ONE_AT_A_TIME = (
    "stuck: two stages with an item each, and one is at work and waits there for the other, which never "
    "comes to its work: what do the two share, that one of them keeps while it works?"
)
LATE_ROOM = (
    "{}the next stage takes an item every {} s, and {} came out instead of "
    "['a1', 'b1', 'c1'] and the end: a "
    "consumer that is late is no reason to drop anything."
)
NO_ROOM = (
    "stuck: work failed while the target was full and nobody took. A stage that has failed has to be gone, "
    "whatever the others do, and everybody has to hear of it."
)
TOO_EARLY = (
    "whoever waited for the stop looked into failures at once, and found nothing: in the order below it was "
    "woken before the failure was in the list."
)
NO_NOTE_YET = (
    "whoever looks into failures may do so at any moment, and in the order below found an exception without "
    "its note: from the moment it is in the list, it belongs to everybody."
)
PLACE_KEPT = (
    "whoever looks into failures may do so at any moment, and in the order below found {!r}, which is no "
    "failure of anybody."
)
NAPS = "it sleeps while nothing is there, and an item that comes meanwhile lies in the queue: let get wait."
NAPS_AT_LAST = (
    "the stop has come, and the stage sleeps before it returns: nobody is helped by that, and everyone waits."
)
NO_ROOM_COMES = (
    "it tries for ever to put something into a queue where nobody takes any more: has the stop been set by "
    "then, and does whoever tries hear it?"
)
ROUND = "a loop of your stage goes round and round, and takes nothing from the source: what ends it?"
POLLS = "it asks again and again whether there is an item: let get itself wait, with a timeout."


def tried(answer, case):
    """What is promised of any input: one stage, in a thread that is not called as it is."""
    source, target = case.queue(held=("get",)), case.queue(held=("put",))
    stop, failures = case.event(), []
    for item in (*case.items, SENTINEL):
        source.put(item)
    stage = Thread(target=answer, args=("clean", source, target, case.work, stop, failures), name="Thread-7")
    stage.start()
    stage.join()
    notes = [" ".join(getattr(error, "__notes__", ())) for error in failures]
    return {
        "failures": failures,
        "whether each note names the stage, which is called clean,": all("clean" in note for note in notes),
        "whether the stop was set": stop.is_set(),
        "what was handed on": left_in(target),
        "what work was given": case.work.given(),
    }


SHOWN = {name: given for name, given in FAILING.items() if name != "unshowable failing"}
JUDGE = Code(
    check,
    answer="fail_loudly",
    battery=Battery(
        program=tried,
        more={**SHOWN, **RETURNED},
        drawn=("three", "failing"),
        waits="three",
        timeless=True,
        says={"error": escaped, "deadlock": STUCK, "endless": endless},
    ),
)
