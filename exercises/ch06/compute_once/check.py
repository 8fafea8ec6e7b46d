"""6.3: what is looked at, in the order in which it is told.

Order: values with one thread · computations that raise · every order of the steps of two threads, inside
lines too: the same key, two keys, a computation that raises · a crowd that waits · a hash that takes its
time · keys and values of all kinds.
"""

from collections.abc import MutableMapping
from concurrent.futures import Future
from queue import Queue
from threading import Barrier, Condition, Event, Lock, RLock, Semaphore, Thread
from traceback import walk_tb

from exercises.ch06.compute_once.callers import (
    TOLD,
    Cancelled,
    Computing,
    OneCall,
    call,
    call_from_here,
    one_by_one,
)
from exercises.ch06.compute_once.keys import SlowHash, equal_keys, unequal_keys
from exercises.ch06.in_a_row import each_where_one_was
from exercises.ch06.locks import (
    LETS_IN_TWO,
    alone_with_a_lock,
    did_without,
    held_when,
    met_inside,
    slept,
    took_one,
)
from exercises.engine.battery import ORDINALS, Battery
from exercises.engine.endings import crash
from exercises.engine.inputs import INPUTS, Agreeable, Incomparable, Input
from exercises.engine.verdict import Refusal
from exercises.judges import Code
from pipeline_core.lab.text import brief

FAULT = "compute raises"
ERRORS = (ConnectionError, KeyError, TimeoutError, StopIteration, Cancelled)
# keys, how many computations raise, and what was asked for before
CASES = (
    (("a", "a"), 0, ()),
    (("a", "b"), 0, ()),
    (("a", "a"), 1, ()),
    (("a", "b"), 0, ("z", "a")),
)
ROW = ["a", "b", *["bad"] * 7, "a", "b", "bad"]  # one caller after the other
OFTEN = 6  # so often the key that fails does so


def check(answer, bench):
    run = bench.run(lambda: alone(answer), says={"deadlock": stuck, "leak": OF_ITS_OWN})
    judge_alone(bench, run)
    own = [Computing(prefix=f"{number} ") for number in range(4)]  # made before: they would take the place
    each_where_one_was(
        bench,
        "caches, each with a compute of its own,",
        "get('a') returned",
        lambda number: with_its_own(answer, own[number]),
        [f"{number} A" for number in range(4)],
    )
    contexts = []
    for kind in ERRORS:
        run = bench.run(
            lambda kind=kind: after_an_error(answer, kind),
            fault=FAULT,
            says={"deadlock": kept(kind), "error": lambda run, kind=kind: in_a_helper(run.error, kind)},
        )
        judge_error(bench, run, kind)
        contexts.append((in_an_except(run.result[-1]), run))
    for told, of in contexts:  # of what else is wrong with an error there is more to say
        bench.require(not told, f"compute raised an error, and get raised it: {told}", of)
    run = bench.run(lambda: in_a_row(answer), fault=FAULT, says={"deadlock": kept(ConnectionError)})
    judge_row(bench, run)
    caches_of_their_own(answer, bench)
    unequal(answer, bench)
    BATTERY.only_waits(answer, bench)
    many = search(answer, bench)
    run = bench.run(lambda: alone(answer))
    bench.require(not run.elapsed, f"seven calls of one thread took {run.elapsed:g} s: {NO_NAP}", run)
    for keys, failing in CROWDS:
        run = bench.run(
            lambda keys=keys, failing=failing: crowd(answer, keys, failing),
            says={"deadlock": left_waiting(keys, failing), "error": raised(keys, failing)},
        )
        judge_crowd(bench, run, keys, failing)
    equal_at_once(answer, bench)
    # Too many for all of them: those with few interruptions. Between lines they show nearly everything that
    # can go wrong; so they come first, for all cases.
    for switch, bounds in SOME:
        for case in many:
            orders(answer, bench, case, call_from_here, switch=switch, **bounds)
    hash_in_python(answer, bench)
    run = bench.run(lambda: others_meanwhile(answer), says={"deadlock": stuck})
    told = (
        f"while get('a') computes, another thread asks for {len(OTHERS)} other keys, and then for 'a': it is "
    )
    bench.require(run.result == 1, f"{told}computed {run.result} times. What has been forgotten?", run)
    run = bench.run(lambda: no_key_meanwhile(answer), says={"deadlock": stuck})
    got, calls = run.result
    bench.require(got == ["A", "A"] and calls.count("a") == 1, MEANWHILE.format(got, calls), run)


def hash_in_python(answer, bench):
    """The hash of a key is written in Python, and takes a while; a mapping may ask for it several times."""
    kept = bench.attempt(lambda: steps_of_a_mapping(answer(Computing())))
    because = (kept and kept.result) or HASH_IS_SLOW
    for place in range(1, MOST_HASHES + 1):
        run = bench.run(lambda place=place: hashed_slowly(answer, place), says={"deadlock": stuck})
        got, calls, waited = run.result
        told = (
            f"one thread calls get('a'), and while the key's __hash__, asked for the {ORDINALS[place - 1]} "
            "time, takes its time, another calls get('a')"
        )
        bench.require(len(calls) == 1, f"{told}: the key is computed {len(calls)} times. {because}", run)
        bench.require(got == ["A", "A"], f"{told}: they got {got!r}.", run)
        if not waited:
            return


def caches_of_their_own(answer, bench):
    """A key that can't be one; a cache that asks another one."""
    run = bench.run(lambda: after_no_key(answer), says={"deadlock": lambda _run: KEPT_BY_NO_KEY})
    bench.require(
        run.result == "A",
        f"after get of a list, which can't be a key, get('a') returned {run.result!r}.",
        run,
    )
    ask_another(answer, bench, asks_another)
    ask_another(answer, bench, asks_another_in_a_thread)
    ask_another(answer, bench, asks_another_with_one_compute)


def ask_another(answer, bench, asking):
    run = bench.run(lambda: asking(answer), says={"deadlock": lambda _run: ONE_FOR_ALL})
    told = f"a cache that asks another one returned {run.result!r} for 'a'."
    bench.require(run.result == "A", told, run)


def unequal(answer, bench):
    """Keys that are not equal are several, however alike they are."""
    keys = unequal_keys()

    def program():
        cache = answer(lambda key: [key])
        got = [cache.get(key) for key in keys]
        return next(((key, each) for key, each in zip(keys, got, strict=True) if each[0] is not key), None)

    run = bench.run(program, says={"deadlock": stuck, "error": of_a_key})
    if run.result is not None:
        key, (given,) = run.result
        told = FOUND_BY_ANOTHER if any(given is each for each in keys) else GIVEN_ANOTHER
        raise Refusal(told.format(shown(key), shown(given)) + NOT_ONE_KEY, run)


def shown(key):
    """A key; of a long text its ends, too."""
    return brief(key, 60, own_repr=not isinstance(key, str), lengths=True)


def of_a_key(run):
    return f"get with keys of all kinds: {crash(run.error)}"


def equal_at_once(answer, bench):
    """Keys that are equal are one key, also if they are not the same object."""
    keys = equal_keys("ab", 6)
    run = bench.run(lambda: crowd(answer, keys, 0), says={"deadlock": stuck})
    got, calls, _ = run.result
    told = "six threads call get at once, with keys that are equal and not the same object"
    bench.require(len(calls) == 1, f"{told}, and the key is computed {len(calls)} times: {BY_ITS_LOOKS}", run)
    bench.require(got == ["AB"] * len(got), f"{told}: get returned {got!r}.", run)


OTHERS = [f"key {number}" for number in range(130)]  # more than functools keeps by itself
KEPT_BY_NO_KEY = (
    "stuck: get was called with a list, which can't be a key and raises TypeError, and after that nobody "
    "gets anything any more. The lock has to be given back on every way out."
)
MEANWHILE = (
    "while get('a') computes, another thread calls get with a list, which can't be a key, and then get('a'): "
    "they returned {0[0]!r} and {0[1]!r}, and compute was called with {1}. What a call gives back when it "
    "fails must be its own."
)
FOUND_BY_ANOTHER = "get({}) returned what compute had returned for another key, {}. "
GIVEN_ANOTHER = "get({}) was called, and compute was given {}. "
NOT_ONE_KEY = (
    "Keys that are not equal are several, however alike they are. What do you look for: the key, or "
    "something that is made of it?"
)
CONTEXT = (
    "its __context__ was {!r}, and is {!r} now, and its traceback tells of that error, too, though compute "
    "has nothing to do with it. Who calls compute inside an except adds what was caught there; leave the "
    "except first."
)
ONE_FOR_ALL = (
    "stuck: the compute of one cache asks another cache, and waits for what the first holds. Each cache has "
    "a lock of its own."
)
IN_PYTHON = (
    "Something is kept in a mapping that is written in Python: one call of it, setdefault too, is several "
    "steps, and another thread may come between two of them."
)
MADE_WHEN_MISSING = (
    "Something is kept in a dict that makes what is missing, as a defaultdict does: it looks, makes it and "
    "stores it, asks for the hash each time, and another thread may come between."
)
HASH_IS_SLOW = "Between two of its steps another thread may come."
MOST_HASHES = 10  # of a key in one get; most answers ask for it three times
LET_GO = "There is a lock, but the lock is not held from the look to the store."
BY_ITS_LOOKS = "who goes by the id or the look of a key takes them for several."


def search(answer, bench):
    """Two threads, in every order of the steps, under one lock two or four; the cases that have more."""
    many = []
    for case in CASES:
        # where the first case has more than a few, the others have, too
        if many or not orders(answer, bench, case, call, max_schedules=16).complete:
            many.append(case)
    return many


SOME = (
    ("line", {"max_preemptions": 2, "max_schedules": 25}),
    ("opcode", {"max_preemptions": 1, "max_schedules": 15}),
)


def orders(answer, bench, case, calling, switch="opcode", **bounds):
    """Two threads with these keys at once, in every order of the steps within the bounds."""
    keys, failing, known = case
    before = "".join(f"get({key!r}) has returned, " for key in known) + "and then " * bool(known)

    def told(run):
        said = wrong_with(run, keys, failing)
        return said and before + said

    return bench.schedules(
        lambda: together(answer, keys, failing, known, calling),
        check=lambda run: not told(run),
        says={
            "deadlock": kept(ConnectionError) if failing else stuck,
            "check": told,
            "sleep": told,
            "error": lambda run: before + raised(keys, failing)(run),
        },
        fault=FAULT if failing else "",
        switch=switch,
        **bounds,
    )


MANY = 40  # callers at once
CROWDS = (
    (("a", "a", "a"), 0),
    (("a", "b", "a"), 0),
    (("a", "a", "a"), 1),
    (("a", "a", "a"), 2),
    (("a",) * MANY, 1),  # on either way out
)
NO_NAP = "what a call waits for is that somebody else has the value, and not that a time is over."
NOT_AGAIN = (
    "the first computation has failed, the next would not, and get raises all the same: the next call of get "
    "for that key has to compute again."
)
OF_ITS_OWN = (
    "get returned, and a thread that the cache has started waits for ever: who ends it? A caller can compute "
    "by itself, and a lock needs no thread of its own."
)


def stuck(run):
    """Who waits for ever, though no computation has failed."""
    if alone_with_a_lock(run):
        return (
            "stuck: a single thread waits for a lock that is never given back: it has taken it itself, in "
            "this call of get or in one before."
        )
    return "stuck: somebody waits for something that will never happen, though no computation has failed."


def left_waiting(keys, failing):
    """Says that somebody waits for ever for what is over."""

    def told(run):
        waiting = sum(thread.thread.startswith("caller") for thread in run.stuck)
        who = "one of them waits" if waiting == 1 else f"{waiting} of them wait"
        return f"stuck: {_several(keys, failing)}, and {who} for ever. Who tells them all that it is over?"

    return told


def kept(kind):
    """Says who waits for ever after a computation that raised this: for a lock, or for its success."""
    name = told_of(kind)

    def told(run):
        if any(thread.kind == "acquire" and thread.what.word == "lock" for thread in run.stuck):
            return (
                f"stuck: the lock was not given back when compute raised {name}. It has to be given back on "
                "every way out."
            )
        return (
            f"stuck: compute raised {name}, and others wait for a computation that has failed: nobody tells "
            "them, and nobody tries again."
        )

    return told


def told_of(kind):
    """The name of what compute raises, with a word where it is no usual one."""
    return (
        f"{kind.__name__} (no Exception, as KeyboardInterrupt is none)"
        if kind is Cancelled
        else kind.__name__
    )


def in_a_helper(error, kind):
    """What compute raised has left a thread, and it is none of the callers', who catch it; else None."""
    if not isinstance(error, kind):
        return None
    return (
        f"compute raised {told_of(kind)} in a thread that your cache has started: what is raised there "
        "leaves no other thread by itself, and the caller has to get it."
    )


def raised(keys, failing):
    """Says what an answer raised that is none of compute's errors, and when."""

    def told(run):
        who = " Who waited may try again, or get the exception of compute." * failing
        return f"{_several(keys, failing)}: {crash(run.error)}{who}"

    return told


def _several(keys, failing):
    """How many threads ask for what."""
    many = {2: "two", 3: "three"}.get(len(keys), len(keys))
    asked = " and ".join(f"get({key!r})" for key in dict.fromkeys(keys))
    fails = ("", ", the first computation fails", ", the first two computations fail")[failing]
    return f"{many} threads call {asked} at once{fails}"


# -- programs --------------------------------------------------------------------------------


def alone(cache_class):
    """One thread, three keys, each asked for twice, in two caches; what get returned, what was computed."""
    keys = ["a", "b", "nothing", "a", "b", "nothing"]
    compute, others = Computing(), Computing(prefix="other ")
    cache, other = cache_class(compute), cache_class(others)
    got = [cache.get(key) for key in keys]
    return got, compute.calls, other.get("a"), others.calls


def after_an_error(cache_class, kind):
    """The first computation raises; the next calls of get come from other threads, later."""
    compute = Computing(failing=1, kind=kind)
    return one_by_one(cache_class(compute), "a", 3), compute.calls, compute.errors, compute.new_context()


def after_no_key(cache_class):
    """One caller with what can't be a key, and then another one."""
    cache = cache_class(Computing())
    one_by_one(cache, ["x"], 1)
    return one_by_one(cache, "a", 1)[0][0]


def in_a_row(cache_class):
    """One caller after the other, of whom some ask for what fails a few times."""
    compute = Computing(OFTEN, only="bad")
    cache = cache_class(compute)
    got = [one_by_one(cache, key, 1)[0] for key in ROW]
    return [value for value, _ in got], [was_raised for _, was_raised in got], compute.calls


def no_key_meanwhile(cache_class):
    """Somebody asks for what can't be a key while another computes, and then for the same as that one."""
    compute = Computing(seconds={"a": 1})
    cache = cache_class(compute)
    first, no_key, then = (OneCall(cache, key, number) for number, key in enumerate(("a", ["x"], "a"), 1))
    first.start()
    Event().wait(0.5)
    for caller in (no_key, then):
        caller.start()
        Event().wait(0.1)
    for caller in (first, no_key, then):
        caller.join()
    return [first.got, then.got], compute.calls


def hashed_slowly(cache_class, place):
    """Two callers: the hash of the first one's key is slow when it is asked for the time of that number."""
    compute, key = Computing(seconds={"a": 2}), SlowHash("a", place)
    cache = cache_class(compute)
    callers = [OneCall(cache, each, number) for number, each in enumerate((key, SlowHash("a")), 1)]
    for caller in callers:
        caller.start()
        Event().wait(0.5)
    for caller in callers:
        caller.join()
    return [caller.got for caller in callers], compute.calls, key.waited


def steps_of_a_mapping(cache):
    """Why what it keeps things in takes several steps, as far as one knows; else empty."""
    kept = [each for each in getattr(cache, "__dict__", {}).values() if isinstance(each, MutableMapping)]
    if any(not isinstance(each, dict) for each in kept):
        return IN_PYTHON
    return MADE_WHEN_MISSING if any(hasattr(each, "__missing__") for each in kept) else ""


def others_meanwhile(cache_class):
    """Somebody asks for many keys while another computes, and then for the same as that one."""
    compute = Computing(seconds={"a": 1, **dict.fromkeys(OTHERS, 0)})
    cache = cache_class(compute)
    first = OneCall(cache, "a", 1)
    first.start()
    Event().wait(0.5)
    for key in (*OTHERS, "a"):
        cache.get(key)
    first.join()
    return compute.calls.count("a")


def asks_another(cache_class):
    """What compute asks is another cache."""
    return cache_class(cache_class(Computing()).get).get("a")


def asks_another_in_a_thread(cache_class):
    """The same, and a thread of compute's own asks."""
    other = cache_class(Computing())
    return cache_class(lambda key: one_by_one(other, key, 1)[0][0]).get("a")


def asks_another_with_one_compute(cache_class):
    """Both caches have the same function to compute with."""
    caches = []

    def compute(key):
        return caches[1].get("b") if key == "a" else "A"

    caches[:] = [cache_class(compute), cache_class(compute)]
    return caches[0].get("a")


def with_its_own(cache_class, compute):
    """A new cache, and what it returns for a."""
    cache = cache_class(compute)
    return cache, cache.get("a")


def crowd(cache_class, keys, failing):
    """Several callers at once, while a computation takes a second, and one for b half of it."""
    compute = Computing(failing, seconds={"a": 1, "b": 0.5, "ab": 1})
    return call(cache_class(compute), keys, compute), compute.calls, compute.new_context()


def together(cache_class, keys, failing, known, calling):
    """A thread for each key, all at once, after what is ``known``; then each once more."""
    compute = Computing(failing)
    cache = cache_class(compute)
    for key in known:
        cache.get(key)
    return calling(cache, keys, compute), [cache.get(key) for key in keys], compute.calls


# -- claims ----------------------------------------------------------------------------------


def judge_alone(bench, run):
    got, calls, other, others = run.result
    expected = ["A", "B", None] * 2
    for number, (value, right) in enumerate(zip(got, expected, strict=True)):
        key = ("a", "b", "nothing")[number % 3]
        told = f"get({key!r}) returned {value!r}, and compute({key!r}) returns {right!r}."
        bench.require(value == right, told)
    for key in ("a", "b"):
        again = f"one thread, get({key!r}) twice, and the key is computed {calls.count(key)} times."
        bench.require(calls.count(key) == 1, again)
    nothing = "compute('nothing') returned None, and was called again for it: None is a value like any other."
    bench.require(calls.count("nothing") == 1, nothing)
    told = (
        f"a second cache was made with another compute; its get('a') returned {other!r}, its compute was "
        f"called {len(others)} times, and 'other A' was expected: what is known belongs to one cache."
    )
    bench.require(other == "other A" and len(others) == 1, told)


def judge_error(bench, run, kind):
    got, calls, errors, _ = run.result
    (first, was_raised), (second, second_raised), _ = got
    name = told_of(kind)
    said = f"raised {type(first).__name__}" if was_raised else f"returned {first!r}"
    swallowed = f"compute raised {name}, and get {said}: the caller has to get the exception itself."
    bench.require(was_raised and first is errors[0], swallowed)
    as_it_was = first.args == TOLD and not first.__suppress_context__ and not vars(first)
    as_it_was = as_it_was and from_compute(first)
    changed = (
        f"compute raised {name}, and get raised it, and had changed it: the caller gets it as it is, with "
        "its traceback, and without a note or an attribute more."
    )
    bench.require(as_it_was, changed)
    bench.require(not (second_raised and second is errors[0]), f"compute raised {name}: {NOT_AGAIN}")
    told = f"after a computation that raised {name}, the next get('a')"
    bench.require(not second_raised, f"{told}: {crash(second)}" if second_raised else "")
    bench.require(second == "A", f"{told} returned {second!r}, and compute('a') returns 'A'.")
    more = f"{told} has computed it, and it is computed once more for the one after that."
    bench.require(len(calls) == 2, more)


def in_an_except(context):
    """What happened to the ``__context__`` of what compute raised; empty if nothing did."""
    return context and CONTEXT.format(*context)


def from_compute(error):
    """Whether its traceback still tells that compute raised it."""
    return any(frame.f_code is Computing.__call__.__code__ for frame, _ in walk_tb(error.__traceback__))


def judge_row(bench, run):
    """One key fails a few times, and works then; the others are known all the time."""
    got, calls = run.result[0], run.result[2]
    told = f"get('a'), get('b'), then get('bad'), which fails {OFTEN} times, then 'a' and 'b' again"
    last = f"{told}: when 'bad' would not fail any more, get {'raised' if run.result[1][8] else 'returned'} "
    bench.require(got[8] == "BAD" and not run.result[1][8], f"{last}{got[8]!r}.", run)
    for key in ("a", "b", "bad"):
        right = 1 + OFTEN * (key == "bad")
        more = f"{told}: {key!r} is computed {calls.count(key)} times instead of {right}."
        bench.require(calls.count(key) == right, more, run)
    bench.require(got[-3:] == ["A", "B", "BAD"], f"{told}: get returned {got[-3:]!r} then.", run)


def judge_crowd(bench, run, keys, failing):
    told = _several(keys, failing)
    bench.require(not slept(run), f"{told}, and one sleeps where it waits: {NO_NAP}", run)
    said = wrong_results(keys, run.result) or in_an_except(run.result[2])
    bench.require(not said, f"{told}: {said}", run)
    calls = run.result[1]
    most = len(set(keys)) + failing
    more = f"{told}, and compute is called {len(calls)} times, where {most} calls are enough."
    bench.require(len(calls) <= most, more, run)
    slow = f"{told}, {len(calls)} computations take a second each or less, and it took {run.elapsed:g} s."
    bench.require(run.elapsed <= len(calls), slow, run)


def wrong_results(keys, result):
    """What is wrong with what get returned; empty if nothing is."""
    for key, value in zip(keys, result[0], strict=True):
        if isinstance(value, ConnectionError):
            return NOT_AGAIN
        if value != key.upper():
            return f"get({key!r}) returned {value!r}, and compute({key!r}) returns {key.upper()!r}."
    return ""


def wrong_with(run, keys, failing):
    """The first thing that is wrong with two threads at once; empty if nothing is."""
    if run.outcome != "finished":  # held together by a sleep, and ends otherwise without
        return raised(keys, failing)(run) if run.error is not None else stuck(run)
    got, later, calls = run.result
    for key in dict.fromkeys(keys):
        if calls.count(key) > 1 + failing:  # a computation that failed may be tried again
            return computed_twice(run, key, calls.count(key), failing)
    said = wrong_results((*keys, *keys), ((*got, *later),))
    return said and f"{_several(keys, failing)}: {said}"


def computed_twice(run, key, count, failing):
    """How often, and which of the usual mistakes the failing run shows."""
    spared = ", though only the first computation failed" * failing
    reason = why(run)
    if failing and reason == LET_GO:
        reason = f"{LET_GO[:-1]}, or what a call forgets after an error is no longer its own."
    return f"two threads call get({key!r}) at once, and the key is computed {count} times{spared}. {reason}"


def why(run):
    """What the locks did while the key was computed."""
    held = held_when(run, "compute")
    if slept(run):
        return "A sleep is no appointment: nobody knows how long the other one takes."
    if did_without(run):
        return "One of them asked for the lock, did not get it, and went on without it."
    if not took_one(run):
        return "Both looked before either had stored."
    if all(held) and not set.intersection(*held):
        return "Each of them computed with another lock in hand: it was not the same one."
    if all(held) and met_inside(run) == "one":
        return LETS_IN_TWO
    return LET_GO


# -- any key and any value -------------------------------------------------------------------


def tried(answer, case):
    """What is promised of any keys and values: one caller, who asks for each of them twice."""
    cache = answer(case.work)
    first = [cache.get(key) for key in case.items]
    again = [cache.get(key) for key in case.items]
    return {
        "what get returned": first,
        "what it returned when asked again": again,
        "what compute was given": case.work.given(),
        "the number of values that came again as the same object": sum(map(is_same, first, again)),
    }


def is_same(one, other):
    return one is other


def late(answer, case):
    """Two who ask for one key, and one for another, while compute takes its time."""

    def compute(key):
        case.wait(1)
        return key

    call(answer(compute), ("a", "a", "b"), Computing())
    return {}


def alone_with_many(answer, case):
    """More keys than a cache with a bound would keep."""
    cache = answer(case.work)
    got = [cache.get(key) for key in (*case.items, *case.items)]
    return {"what get returned": got, "what compute was given": case.work.given()}


def values(words, make):
    """An input whose values are made so; its keys are plain."""
    return Input(words, lambda: ["ash", "elm", "fig"], lambda: [make() for _ in range(3)])


KINDS = {
    "falsy keys": Input("keys that are false in an if", lambda: [0, "", None, ()]),
    "tools": Input(
        "values that are locks, events, futures and the like, as a cache itself may need them",
        lambda: ["ash", "bay", "box", "elm", "fig", "fir", "gum", "ivy", "may", "oak", "sal", "yew"],
        lambda: [
            *(Lock(), RLock(), Condition(), Semaphore(), Barrier(2), Event(), Future(), Queue(), Thread()),
            *((True, "fir"), {"may": Event()}, shown),
        ],
    ),
    "equal keys": Input(
        "two keys that are equal, and not the same object",
        lambda: [("oak", "elm"), (*["oak", "elm"],)],
    ),
    "agreeable values": values("values that are equal to everything", Agreeable),
    "incomparable values": values("values that can't be compared", Incomparable),
    "exceptions": values(
        "values that are exceptions, returned and not raised", lambda: ValueError("a value")
    ),
    "constants": Input(
        "values that Python uses itself",
        lambda: ["ash", "elm", "fig"],
        lambda: [..., NotImplemented, KeyError],
    ),
    "values of their own": values("values that can't be copied", lambda: (number for number in ())),
    # 1 and True are one key for a dict, and two for functools: the task says that either is right. Keys that
    # answer == with an error, or with True for a key of another hash, are left out: there it matters how one
    # looks for them.
    **{name: INPUTS[name] for name in ("texts", "marks")},
}
BATTERY = Battery(
    program=tried,
    inputs=("none", "repeated", "falsy results", "odd results"),
    more=KINDS,
    searched=(),  # the check searches
    late=late,
    alone=alone_with_many,
    calls="compute",
    says={"deadlock": stuck, "leak": OF_ITS_OWN},
)
JUDGE = Code(check, answer="Cache", battery=BATTERY)
