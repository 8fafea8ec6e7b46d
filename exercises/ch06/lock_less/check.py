"""6.4: what is looked at, in the order in which it is told.

Order: the counts · how often a lock is taken · orders of the steps of two threads, inside lines too · virtual
time · the lock once more on real threads, counted and not timed.
"""

import collections
import threading

from exercises.ch06.lock_less.service import Service, SpyLock
from exercises.judges import Code

PARTS = [
    ["to be or not", "to be that is", "the question", "whether it is"],
    ["nobler in the", "mind to suffer", "the slings and", "arrows of"],
    ["outrageous fortune", "or to take arms", "against a sea", "of troubles"],
]
SECONDS = 0.01  # what the service takes for a line, in virtual time
PATIENCE = 5.0  # real seconds for the real threads; they need some milliseconds


def check(answer, bench):
    seen = {}

    def program():
        seen["lock"] = SpyLock()
        seen["service"] = Service(seen["lock"], SECONDS)
        return answer([list(lines) for lines in PARTS], seen["service"].words_of, seen["lock"])

    run = bench.run(program)
    judge_counts(bench, run.result, PARTS, run)
    bench.require(not bench.running, UNJOINED)
    judge_budget(bench, run, seen["lock"].taken)
    # Counter's own lines are steps too here, as its update is many: too many for all orders, so the first few
    try_orders(answer, bench, watch=collections.Counter, max_schedules=20)
    try_orders(answer, bench, max_schedules=100)
    judge_time(bench, run, seen["service"])
    on_real_threads(answer, bench)


def try_orders(answer, bench, **bounds):
    """Orders of the steps of two threads that count the same word."""
    parts = [["to"], ["to"]]

    def program():
        lock = SpyLock()
        return answer([list(lines) for lines in parts], Service(lock, 0).words_of, lock)

    def told(run):
        return lost(run, parts)

    bench.schedules(
        program,
        check=lambda run: run.result == counts(parts),
        says={"check": told, "sleep": told},
        switch="opcode",
        **bounds,
    )


UNJOINED = "your answer returned while a thread of it was still running: wait for all of them first."


def counts(parts):
    return dict(collections.Counter(word for lines in parts for line in lines for word in line.split()))


def judge_counts(bench, got, parts, run=None):
    expected = counts(parts)
    bench.require(
        isinstance(got, dict),
        f"your answer returned {got!r}: a dictionary, {{word: how often}}, was expected.",
    )
    for word in sorted(expected):
        told = f"{word!r} comes {expected[word]} times in all parts, and you counted {got.get(word, 0)!r}."
        bench.require(got.get(word) == expected[word], told, run)
    more = sorted(got.keys() - expected.keys(), key=str)
    bench.require(not more, f"you counted {more[:1]}, and no part has that word.")


def judge_budget(bench, run, taken):
    """The lock that was handed in, and any other."""
    most, lines = len(PARTS), sum(map(len, PARTS))
    told = (
        f"the counts are right, and the lock is taken {taken} times for {lines} lines. The budget is {most}: "
    )
    bench.require(taken <= most, told + "once for each part. What has to be shared for each line?")
    every = sum(event.kind == "acquire" and not event.thread.startswith("Main") for event in run.events)
    told = (
        f"the lock you were given is taken {taken} times, and a lock of your own {every - taken} times. Any "
    )
    bench.require(every <= most, f"{told}lock makes threads wait for each other: the budget is {most}.")


def lost(run, parts):
    """Which counts came out wrong, and whether a nap was to prevent it."""
    told = f"counts are lost: in the order below {parts[0]} and {parts[1]} give {dict(run.result)!r}. "
    if any(event.kind == "sleep" for event in run.events):
        return told + "A nap is no turn: nobody knows how long the others take."
    return told + "What both threads change has to be changed under the lock, from the read to the write."


def judge_time(bench, run, service):
    """Waiting overlaps: all parts together take as long as the longest."""
    longest = max(map(len, PARTS)) * SECONDS
    slow = f"{run.elapsed:g} s for {len(PARTS)} parts, and the longest alone takes {longest:g} s: "
    bench.require(
        run.elapsed <= longest * 1.01 or not service.in_hand,
        f"{slow}you wait for the service with the lock in hand, and everybody else waits for you.",
        run,
    )
    bench.require(run.elapsed <= longest * 1.01, f"{slow}the waits do not overlap.", run)


def on_real_threads(answer, bench):
    """Once without the lab, as it has proven itself there: the same counts, and the lock counted."""
    parts, lock, got = [lines * 100 for lines in PARTS], SpyLock(), []
    words_of = Service(lock, 0).words_of
    caller = threading.Thread(target=lambda: got.append(answer(parts, words_of, lock)), daemon=True)
    caller.start()
    caller.join(PATIENCE)
    bench.require(got, f"right in the lab, and on real threads it did not return within {PATIENCE:g} s.")
    judge_counts(bench, got[0], parts)
    most, lines = len(parts), sum(map(len, parts))
    told = f"on real threads the lock is taken {lock.taken} times for {lines:,} lines: the budget is {most}."
    bench.require(lock.taken <= most, told)
    bench.also.append(f"real threads ({lock.taken} takings of the lock for {lines:,} lines)")


JUDGE = Code(check, answer="count_words")
