"""6.3: what is looked at, in the order in which it is told.

Order: values with one thread · a computation that raises · every order of the steps of two threads, inside
lines too: the same key, two keys, a computation that raises.
"""

from exercises.ch06.compute_once.callers import Computing, call, call_from_here
from exercises.judges import Code

FAULT = "compute raises"
CASES = ((("a", "a"), 0), (("a", "b"), 0), (("a", "a"), 1))  # keys, and how many computations raise


def check(answer, bench):
    run = bench.run(lambda: alone(answer), says={"deadlock": STUCK})
    judge_alone(bench, run)
    run = bench.run(lambda: after_an_error(answer), fault=FAULT, says={"deadlock": kept})
    judge_error(bench, run)
    many = []
    for case in CASES:
        # Under one lock they are six; where the first case has more, the others have, too.
        if many or not orders(answer, bench, case, call, max_schedules=8).complete:
            many.append(case)
    # Too many for all of them: those with two interruptions. Between lines they are few, and show nearly
    # everything that can go wrong; so they come first, for all cases.
    for switch, most in (("line", 40), ("opcode", 100)):
        for case in many:
            orders(answer, bench, case, call_from_here, switch=switch, max_preemptions=2, max_schedules=most)


def orders(answer, bench, case, calling, switch="opcode", **bounds):
    """Two threads with these keys at once, in every order of the steps within the bounds."""
    keys, failing = case

    def told(run):
        return wrong_with(run, keys, failing)

    return bench.schedules(
        lambda: together(answer, keys, failing, calling),
        check=lambda run: not told(run),
        says={"deadlock": kept if failing else STUCK, "check": told, "sleep": told},
        fault=FAULT if failing else "",
        switch=switch,
        **bounds,
    )


STUCK = "stuck: somebody waits for something that will never happen, though no computation has failed."
NOT_AGAIN = (
    "the first computation has failed, the next would not, and get raises all the same: the next call of get "
    "for that key has to compute again."
)


def kept(run):
    """Who waits for ever after a computation that failed: for a lock, or for its success."""
    if any(thread.kind == "acquire" and thread.what.word == "lock" for thread in run.stuck):
        return (
            "stuck: the lock was not given back when compute raised. It has to be given back on every way "
            "out."
        )
    return "stuck: others wait for a computation that has failed; nobody tells them, and nobody tries again."


def alone(cache_class):
    """One thread, three keys, each asked for twice; what get returned, and what was computed."""
    compute = Computing()
    cache = cache_class(compute)
    keys = ["a", "b", "nothing", "a", "b", "nothing"]
    return [cache.get(key) for key in keys], compute.calls


def after_an_error(cache_class):
    """The first computation raises; the second call of get comes from another thread, later."""
    compute = Computing(failing=1)
    cache = cache_class(compute)
    return call(cache, ["a"]) + call(cache, ["a"], first=2), compute.calls, compute.errors


def together(cache_class, keys, failing, calling):
    """A thread for each key, all at once; then each key once more, when they are done."""
    compute = Computing(failing)
    cache = cache_class(compute)
    return calling(cache, keys), [cache.get(key) for key in keys], compute.calls


def judge_alone(bench, run):
    got, calls = run.result
    expected = ["A", "B", None] * 2
    for number, (value, right) in enumerate(zip(got, expected, strict=True)):
        key = ("a", "b", "nothing")[number % 3]
        bench.require(
            value == right, f"get({key!r}) returned {value!r}, and compute({key!r}) had returned {right!r}."
        )
    for key in ("a", "b"):
        again = f"one thread, get({key!r}) twice, and the key is computed {calls.count(key)} times."
        bench.require(calls.count(key) == 1, again)
    nothing = "compute('nothing') returned None, and was called again for it: None is a value like any other."
    bench.require(calls.count("nothing") == 1, nothing)


def judge_error(bench, run):
    got, calls, errors = run.result
    swallowed = f"compute raised, and get returned {got[0]!r}: the caller has to get the exception itself."
    bench.require(got[0] is errors[0], swallowed)
    bench.require(len(calls) == 2 and not isinstance(got[1], BaseException), NOT_AGAIN)
    other = (
        f"after a computation that failed, get('a') returned {got[1]!r}, and compute('a') had returned 'A'."
    )
    bench.require(got[1] == "A", other)


def wrong_with(run, keys, failing):
    """The first thing that is wrong with two threads at once; empty if nothing is."""
    got, later, calls = run.result
    for key in dict.fromkeys(keys):
        fair = 1 + failing  # a computation that failed may be tried again
        if calls.count(key) > fair:
            return computed_twice(run, key, calls.count(key), failing)
    for key, value in zip((*keys, *keys), (*got, *later), strict=True):
        if value != key.upper() and not (failing and isinstance(value, ConnectionError)):
            return f"get({key!r}) returned {value!r}, and compute({key!r}) had returned {key.upper()!r}."
    if failing and any(isinstance(value, ConnectionError) for value in later):
        return NOT_AGAIN
    return ""


def computed_twice(run, key, count, failing):
    """How often, and which of the usual mistakes the failing run shows."""
    spared = ", though only the first computation failed" if failing else ""
    told = f"two threads call get({key!r}) at once, and the key is computed {count} times{spared}."
    if any(event.kind == "sleep" for event in run.events):
        return f"{told} A sleep is no appointment: nobody knows how long the other one takes."
    if not list(locks(run)):
        return f"{told} Both looked before either had stored."
    if two_inside(run):
        return f"{told} Both held a lock at the same moment, so it was not the same one."
    return f"{told} There is a lock, but the lock is not held from the look to the store."


def locks(run):
    """The steps of the answer's locks; the semaphore is that of ``Computing``."""
    return (e for e in run.events if e.kind in ("acquire", "release") and e.what.word != "semaphore")


def two_inside(run):
    """Whether two threads held a lock at the same moment."""
    held = {}
    for event in locks(run):
        held[event.thread] = held.get(event.thread, 0) + (1 if event.kind == "acquire" else -1)
        if sum(count > 0 for count in held.values()) > 1:
            return True
    return False


JUDGE = Code(check, answer="Cache")
