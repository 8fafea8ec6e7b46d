"""6.4: what is looked at, in the order in which it is told.

Order: the counts · a second call, which shares all with the first · how often a lock is taken · orders of
the steps of two threads, inside lines too · naps and patience · virtual time, and whose thread asks ·
the lock and the threads once more on real threads, counted and not timed · parts of all kinds.
"""

import collections
import os
import threading
import time

from exercises.ch06.lock_less.service import Service, Slow, SpyLock, words
from exercises.ch06.locks import IN_PIECES, did_without, held_when, met_inside, slept, took_one
from exercises.engine.battery import AnyOrder, Battery
from exercises.engine.endings import crash
from exercises.engine.inputs import Input
from exercises.engine.lent import Lent
from exercises.engine.written import constants
from exercises.judges import Code
from pipeline_core.lab.text import brief, times

PARTS = [
    ["to be or not", "to be that is", "the question", "whether it is", "nobler in the"],
    ["mind to suffer", "the slings and", "arrows of", "outrageous fortune"],
    ["or to take arms", "against a sea", "of troubles"],
]
ALIKE = [["to be", "to be"], ["to be", "to be"], ["to to"]]
SECONDS = 5  # that the service takes for a line, in virtual time
HOUR = 3600
LIMITS = 5, 200  # fewer are met before, and more threads than that nobody starts here
MANY_STEPS = 3000  # who waits needs a tenth of them
MEETING = [["to be"], ["to"]]  # two threads that count one word both, and ask for other lines


def check(answer, bench):
    seen = {}
    run = counted(answer, bench, ALIKE, seen)
    again = bench.run(lambda: called_twice(answer), says={**SAYS, "error": beside_another})
    *both, parts, touched = again.result
    bench.require(parts == ALIKE, LEFT.format(ALIKE, brief(parts)), again)
    bench.require(not touched, TOUCHED, again)
    for which, got in zip(("first", "second"), both, strict=True):
        told = AT_ONCE.format(which, brief(got), counts(ALIKE))
        bench.require(got == counts(ALIKE), told, again)
    run = counted(answer, bench, PARTS, seen)
    judge_budget(bench, run, seen["lock"].taken)
    bench.require(not any(event.kind == "sleep" and not event.number for event in run.events), ASKS, run)
    try_orders(answer, bench, MEETING, max_schedules=100)
    # Counter's own lines are steps too here, as its update is many: too many for all orders, so the first few
    try_orders(answer, bench, MEETING, watch=collections.Counter, max_schedules=10)
    bench.require(not slept(run), NAPS, run)
    BATTERY.only_waits(answer, bench)
    while_one_adds(answer, bench)
    counted(answer, bench, PARTS, {}, HOUR)
    judge_time(bench, run, seen)
    judge_threads(bench, run, seen["service"], PARTS)
    longest = max(map(len, ALIKE)) * SECONDS
    bench.require(again.elapsed <= longest, EACH_OTHER.format(again.elapsed, longest), again)
    at_a_limit(answer, bench, pooled=any(event.what.word == "pool" for event in run.events))
    on_real_threads(answer, bench)


def counted(answer, bench, parts, seen, seconds=SECONDS):
    """The run with these parts, whose counts are right."""
    run = bench.run(lambda: asked(answer, parts, seen, seconds), says=SAYS)
    patience = f" The service took {seconds:g} s for a line." if seconds == HOUR else ""
    bench.all_ended(UNJOINED + patience)
    judge_counts(bench, run.result, parts, run)
    return run


def while_one_adds(answer, bench):
    """Words that take their time to be counted: who waits for his turn to add takes no more steps for it."""
    run = bench.run(
        lambda: answer([["one"], ["two"], ["three"]], lambda _line: [Slow("to")], SpyLock()),
        says={**SAYS, "endless": SPINS},
        switch="line",
        steps=MANY_STEPS,
    )
    got = {str(word): often for word, often in run.result.items()}
    bench.require(got == {"to": 3}, f"three threads count one word each, and you counted {got}.", run)


def asked(answer, parts, seen, seconds):
    """What the answer makes of these parts; what it was handed, and who called it, in ``seen``."""
    seen |= {"lock": SpyLock(), "service": Service(seconds)}
    return answer([list(lines) for lines in parts], seen["service"].words_of, seen["lock"])


def called_twice(answer):
    """What two calls at the same time return, handed the same; the parts, and whether they ever changed."""
    parts, found = Lent(Lent(lines) for lines in ALIKE), {}
    kept = [*parts]
    words_of, lock = Service(SECONDS).words_of, SpyLock()

    def call(number):
        found[number] = answer(parts, words_of, lock)

    threads = [threading.Thread(target=call, args=(number,)) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [
        found[0],
        found[1],
        [list(lines) for lines in parts],
        any(each.touched for each in (parts, *kept)),
    ]


def beside_another(run):
    return f"called twice at the same time, with the same parts, words_of and lock: {crash(run.error)}"


def at_a_limit(answer, bench, pooled):
    """One part more than a number that stands in the answer, or than a pool has threads by itself."""
    by_itself = [min(32, (os.cpu_count() or 1) + 4)] if pooled else []
    for limit in [*constants(bench.watch, int), *by_itself]:
        if LIMITS[0] <= limit <= LIMITS[1]:
            parts = [["to be"]] * (limit + 1)
            run = counted(answer, bench, parts, {})
            told = f"{len(parts)} parts of one line took {run.elapsed:g} s, and {SECONDS} s are enough: how "
            bench.require(run.elapsed <= SECONDS, f"{told}many threads are there at most?", run)


def try_orders(answer, bench, parts, **bounds):
    """Orders of the steps of the threads of these parts."""

    def told(run):
        return lost(run, parts)

    bench.schedules(
        lambda: asked(answer, parts, {}, 0),
        check=lambda run: run.result == counts(parts),
        says={**SAYS, "check": told, "sleep": told},
        switch="opcode",
        **bounds,
    )


UNJOINED = "your answer returned while a thread of it was still running: wait for all of them first."
LEFT = "your caller's parts were {} and are {} now: leave them as they are."
TOUCHED = (
    "your caller's parts were other ones for a while, as another call may see that is at work on them: leave "
    "them as they are."
)
EACH_OTHER = (
    "called twice at the same time, with the same parts, words_of and lock, both together took {:g} s, and "
    "one alone takes {:g} s: one call waits for the other. What do they share?"
)
AT_ONCE = (
    "called twice at the same time, with the same parts, words_of and lock, the {} call returned {}, and {} "
    "was expected: what one call makes is another's as well. Make it inside the function."
)
LOCK_IN_HAND = "you wait for the service with the lock in hand, and everybody else waits for you."
OWN_LOCK_IN_HAND = (
    "you wait for the service with a lock in hand: whoever wants it meanwhile waits for the service, too. "
    "What do you need it for, while you wait?"
)
PLACE_IN_HAND = (
    "you wait for the service with one of the places of a semaphore in hand: when all are taken, the next "
    "thread waits for one, though each part has a thread so that all wait for the service at the same time."
)
ASKS = "the caller sleeps while its threads are at work: there is a call that waits until a thread has ended."
NAPS = "a thread sleeps: whoever waits for the others has join, and whoever wants the lock has the lock."


SPINS = (
    "while one thread adds its counts, which may take a while, another asks again and again whether it may: "
    "that keeps a core busy. Who wants the lock has the lock, and waits in it."
)


ROUND = (
    "a loop of your answer goes round and round while others are at work: either nothing ever ends it, or it "
    "asks again and again for what a join would wait for."
)


def stuck(run):
    """Who waits for ever: for a lock, mostly."""
    if any(thread.kind == "acquire" for thread in run.stuck):
        return "stuck: somebody waits for a lock that is never given back: is it given back on every way out?"
    return None


SAYS = {"deadlock": stuck, "leak": UNJOINED, "endless": ROUND}


def counts(parts):
    return dict(collections.Counter(word for lines in parts for line in lines for word in words(line)))


def judge_counts(bench, got, parts, run=None):
    expected = counts(parts)
    bench.require(
        isinstance(got, dict),
        f"your answer returned {got!r}: a dictionary, {{word: how often}}, was expected.",
    )
    for word in sorted(expected):
        where = f"the parts {parts}" if parts is ALIKE else "all parts"
        told = f"{word!r} comes {times(expected[word])} in {where}, and you counted {got.get(word, 0)!r}."
        bench.require(got.get(word) == expected[word], told, run)
    more = sorted(got.keys() - expected.keys(), key=str)
    bench.require(not more, f"you counted {more[:1]}, and no part has that word.")


def judge_budget(bench, run, taken):
    """The lock that was handed in, and any other; a queue has one."""
    most, lines = len(PARTS), sum(map(len, PARTS))
    told = (
        f"the counts are right, and the lock is taken {taken} times for {lines} lines. The budget is {most}: "
    )
    each = " What has to be shared for each line?" if taken >= lines else ""
    bench.require(taken <= most, f"{told}once for each part.{each}")
    # by threads of the answer; what is put into a pool from there, the pool itself has put
    kinds = [
        event.kind for event in run.events if event.number and not event.vain and event.what.word != "pool"
    ]
    every, puts = kinds.count("acquire") + kinds.count("try to acquire"), kinds.count("put")
    told = (
        f"the lock you were given is taken {taken} times, and a lock of your own {every - taken} times. Any "
    )
    bench.require(every <= most, f"{told}lock makes threads wait for each other: the budget is {most}.")
    locks = f"a lock is taken {every} times, and " * bool(every)
    told = f"{most} parts; {locks}a queue, which has a lock of its own, is put into {puts} times: "
    bench.require(puts + every <= most, f"{told}the budget is {most}, once for each part.")


def lost(run, parts):
    """Which counts came out wrong, and what the locks did meanwhile."""
    if run.outcome != "finished":  # held together by a sleep, and ends otherwise without
        return stuck(run)
    right, got = counts(parts), run.result
    if not isinstance(got, dict):
        return f"in the order below your answer returned {brief(got)}, and {right} was expected."
    given = " and ".join(map(str, parts))
    told = f"in the order below {given} give {brief(dict(got))}, and {right} was expected"
    if any(got.get(word, 0) > often for word, often in right.items()):
        return f"the counts are wrong: {told}."
    return f"counts are lost: {told}. {why(run)}"


WITHOUT = (
    "A thread asked for the lock, did not get it, and went on without it: what it had to add was added "
    "unguarded, or not at all."
)


def why(run):
    """Which of the usual mistakes the failing run shows."""
    met = met_inside(run)
    reasons = (
        (slept(run), "A nap is no turn: nobody knows how long the others take."),
        (did_without(run), WITHOUT),
        (not took_one(run), "No lock is taken: what keeps the other thread out of what this one writes?"),
        (met == "two", "Both held a lock at the same moment, each another one: that keeps nobody out."),
        (True, IN_PIECES),
    )
    return next(said for holds, said in reasons if holds)


def judge_time(bench, run, seen):
    """Waiting overlaps: all parts together take as long as the longest."""
    service, kept = seen["service"], seen["lock"].kept
    longest, lines = max(map(len, PARTS)) * SECONDS, sum(map(len, PARTS))
    slow = f"{run.elapsed:g} s for {len(PARTS)} parts, and the longest alone takes {longest:g} s: "
    held = any(held_when(run, "compute"))
    several = met_inside(run) == "one"
    in_hand = PLACE_IN_HAND if several else LOCK_IN_HAND if run.elapsed > longest else OWN_LOCK_IN_HAND
    bench.require(not held, f"{slow}{in_hand}" if run.elapsed > longest else in_hand, run)
    told = (
        f"somebody holds the lock for {kept:g} s, while others wait for the service: whoever waits for those "
        "who wait for the service has nothing in hand either."
    )
    bench.require(not kept, told, run)
    many = f"words_of is called {len(service.lines)} times for {lines} lines: once for each is enough."
    bench.require(len(service.lines) <= lines, many, run)
    in_a_row = run.elapsed >= lines * SECONDS
    told = "the waits do not overlap, one part comes after the other." if in_a_row else "who waits for what?"
    bench.require(run.elapsed <= longest, f"{slow}{told}", run)


def judge_threads(bench, run, service, parts):
    """One thread for each part, and the caller waits; of real threads there is no run to be shown."""
    told = (
        "a part is counted by the thread that called count_words: each part is to have a thread of its own."
    )
    bench.require(service.caller not in service.threads, told, run)
    told = (
        f"{len(service.threads)} threads ask for the {sum(map(len, parts)):,} lines of {len(parts)} parts: "
        "one thread for each part is enough."
    )
    bench.require(len(service.threads) <= len(parts), told, run)


def on_real_threads(answer, bench):
    """Once without the lab: the same counts, and the lock counted."""
    parts, seen = [lines * 100 for lines in PARTS], {}
    most, lines = len(parts), sum(map(len, parts))
    got = bench.on_real_threads(lambda: asked(answer, parts, seen, 0), f"{lines:,} lines")
    judge_counts(bench, got, parts)
    judge_threads(bench, None, seen["service"], parts)
    taken = seen["lock"].taken
    told = f"on real threads the lock is taken {taken} times for {lines:,} lines: the budget is {most}."
    bench.require(taken <= most, told)
    bench.also[-1] += f" ({taken} takings of the lock)"


# -- any parts -------------------------------------------------------------------------------


BY_THE_CALLER = "whether a part was counted by the thread that called count_words"


def tried(answer, case):
    """What is promised of any parts."""
    lock, service, began = SpyLock(), Service(SECONDS), time.monotonic()
    result = answer(case.items, service.words_of, lock)
    return {
        "the result": result,
        "your caller's parts": [list(lines) for lines in case.items],
        "what words_of was given": AnyOrder(service.lines),
        "the number of takings beyond one for each part": max(0, lock.taken - len(case.items)),
        BY_THE_CALLER: service.caller in service.threads,
        "the number of threads beyond one for each part": max(0, len(service.threads) - len(case.items)),
        f"the seconds for lines that take {SECONDS} each": round(time.monotonic() - began, 3),
    }


def slower(answer, case):
    """Two short parts, at a service that is as slow as the case says."""
    return {"the result": asked(answer, MEETING, {}, SECONDS * case.pace)}


# what is joined with a sign and split again is another word if it has that sign itself
SIGNED = [
    f"a{sign}b" for sign in ("\0", *"\1\t\n\r\x1b\x1e\x1f\x7f\x85,;:|/&+-_=#%~^$@*\\\u2028\ue000\U0010ffff")
]


def one_list_twice():
    lines = ["to be", "or"]
    return [lines, lines]


PART_KINDS = {
    "one": Input("a single part", lambda: [["to be", "or not"]]),
    "empty parts": Input("parts without lines", lambda: [[], ["to be"], []]),
    "nothing": Input("only parts without lines", lambda: [[], []]),
    "one list": Input("one list that is there twice", one_list_twice),
    "case": Input("words that differ in case alone", lambda: [["The the THE"], ["the"]]),
    "empty lines": Input("lines without words", lambda: [["", "to"], [""]]),
    "empty words": Input("words that are empty or have a tab", lambda: [["to  be"], [" "], ["to \tto be\t"]]),
    "signs": Input("words with signs and digits", lambda: [["Mr. Mr 1984"], ["it's its -"]]),
    "separators": Input("words with a sign that might stand between two", lambda: [[" ".join(SIGNED)]]),
    "alike": Input(
        "words that look alike", lambda: [["\u00e9 e\u0301"], ["\ufb01 fi"], ["Stra\u00dfe strasse"]]
    ),
    "blanks": Input("words with blanks of other kinds", lambda: [["a\xa0b \u200b"], ["x x\n"]]),
    "long": Input("a part that is much longer", lambda: [["to"] * 5, ["be"]]),
    "many": Input("9 parts", lambda: [["to be"] for _ in range(9)]),
}
BATTERY = Battery(
    program=tried,
    inputs=("none",),
    more=PART_KINDS,
    searched=(),  # the check searches
    at_once=("case", "empty words"),
    late=slower,
    says=SAYS,
)
JUDGE = Code(check, answer="count_words", battery=BATTERY)
