"""The battery: each of its inputs tells an answer that forgets it, in words; each search finds its race."""

import queue
import time
import traceback
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from queue import Empty, Full
from threading import Lock, Thread, local

import pytest

from exercises import catalogue
from exercises.engine.battery import Battery, text_of
from exercises.engine.bench import Bench
from exercises.engine.inputs import FAILING, INPUTS, Agreeable, Case, Incomparable, Made
from exercises.engine.source_text import answer_in
from exercises.engine.verdict import Refusal
from pipeline_core import SENTINEL

JUDGED = [each for each in catalogue.every() if getattr(each.judge, "battery", None) is not None]


def program(answer, case):
    """The answer maps work over a list."""
    given = case.items
    results = answer(case.work, given)
    return {"the results": results, "what work was given": case.work.given(), "your caller's list": given}


def late(answer, case):
    """The answer takes one item from a queue into which it comes late."""
    source = queue.Queue()
    thread = Thread(target=answer, args=(source,))
    thread.start()
    case.wait(1)
    source.put("late")
    thread.join()
    return {}


def right(work, items):
    return [work(item) for item in items]


BATTERY = Battery(program=program)
TEXTS = Battery(program=program, inputs=("none", "one", "two", "twice", "three", "texts"))
EXPECTED = BATTERY.facts_of(right)


def refusal(answer, battery=BATTERY, expected=EXPECTED):
    """What the battery says to the answer; empty if it finds nothing wrong."""
    try:
        battery.hold(answer, Bench(answer), expected)
    except Refusal as refused:
        return refused.message
    return ""


def only_if(kept):
    return lambda work, items: [work(item) for item in items if kept(item)]


def sorts(work, items):
    return [work(item) for item in sorted(items)]


def keys(work, items):
    made = {}
    for item in items:
        made[item] = work(item)
    return [made[item] for item in items]


def notes(work, items):
    seen = set()
    for item in items:
        seen.add(item)
    return [work(item) for item in items]


def looks_up(work, items):
    made = [None] * len(items)
    for item in items:
        made[items.index(item)] = work(item)
    return made


def pool_of_ten(work, items):
    return [work(item) for item in items[:10]]


def first_of(work, items):
    return [work(item) for item in [items[0], *items[1:]]]


def only_results(work, items):
    made = map(work, items)
    return [result for result in made if result]


def empties(work, items):
    made = []
    while items:
        made.append(work(items.pop(0)))
    return made


def twice(work, items):
    return [work(item) and work(item) for item in items]


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (only_if(lambda item: item is not None), "with items that are false in an if, [0, '', False, None"),
        (only_if(lambda item: item), "with items that are false in an if"),
        (only_if(lambda item: item != "over"), "with items that are equal to everything"),
        (only_if(lambda item: item != "end"), "with texts that look like an end"),
        (sorts, "with two items, ['oak', 'elm']: the results came out as [work('elm'), work('oak')], and"),
        (keys, "with items that are equal, and not the same, [1, True, 1.0]: the results came out as"),
        (notes, "with items that can't be keys, [['a'], ['b'], ['a']]: your answer raised TypeError"),
        (looks_up, "with the same item twice, ['oak', 'oak']: the results came out as [work('oak'), None]"),
        (pool_of_ten, "with 60 items: the results came out wrong (10 instead of 60): number 11 is missing"),
        (first_of, "with no item at all: your answer raised IndexError"),
        (only_results, "with results that are false in an if"),
        (empties, "with a single item: your caller's list came out as [], and ['fig'] was expected"),
        (twice, "with a single item: what work was given came out as ['fig', 'fig']"),
        (lambda work, items: [work(str(item)) for item in items], "work was given '1', which is none of the"),
    ],
)
def test_an_input_that_is_forgotten_is_named(answer, said):
    """The first one that shows it, with what came and what should have come."""
    assert said in refusal(answer)


def test_the_facts_of_a_battery_are_no_result_of_the_answers():
    """A story that told of them would show the checker's own."""
    with pytest.raises(Refusal) as refused:
        BATTERY.hold(sorts, Bench(sorts), EXPECTED)
    assert "result" not in refused.value.run.explain()


def test_an_answer_that_does_the_same_passes():
    """Whatever it looks like."""
    assert refusal(lambda work, items: list(map(work, items))) == ""


def clears_what_it_returned(work, items, made=[]):  # noqa: B006
    made.clear()
    made.extend(work(item) for item in items)
    return made


def adds_to_what_it_returned(work, items, made=[]):  # noqa: B006
    made += [work(item) for item in items]
    return made


MADE = []


def shared_by_calls(work, items):
    MADE.clear()
    MADE.extend(work(item) for item in items)
    return list(MADE)


ONE = Lock()


BEFORE = local()  # of one run


def knows_the_call_before(work, items):
    before, BEFORE.count = getattr(BEFORE, "count", 0), len(items)
    return [] if before == 1 and len(items) == 2 else [work(item) for item in items]


def one_at_a_time(work, items):
    with ONE:
        return [work(item) for item in items]


BY_LIST = {}


def keeps_by_the_list(work, items):
    BY_LIST[id(items)] = []
    for item in items:
        BY_LIST[id(items)].append(work(item))
    return BY_LIST.pop(id(items))


def keeps_with_the_work(work, items):
    work.made = [None] * len(items)
    for place, item in enumerate(items):
        work.made[place] = work(item)
    return list(work.made)


def remembers_by_the_work(work, items, known={}):  # noqa: B006
    if work not in known:
        known[work] = [work(item) for item in items]
    return list(known[work])


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (clears_what_it_returned, "with no item at all: the results came out as [work('SENTINEL'), "),
        (clears_what_it_returned, "and a later call changed it"),
        (adds_to_what_it_returned, "and a later call changed it"),
        (knows_the_call_before, "when calls with other items came before it, and alone it goes right"),
        (keeps_by_the_list, "with the same items (and"),
        (
            keeps_with_the_work,
            "which one call of that function returned, is in what came of two of them",
        ),
        (remembers_by_the_work, "with the same items (and"),
        (shared_by_calls, "called twice at the same time, with "),
        (
            one_at_a_time,
            "called twice at the same time, the first held up in work until the second has returned",
        ),
    ],
)
def test_what_one_call_shares_with_the_next_is_told(answer, said):
    """Each call by itself does the right thing."""
    assert said in refusal(answer, TEXTS, TEXTS.facts_of(right))


def in_threads(store):
    """Map with a thread for each item, and each result stored by ``store(results, place, work, item)``."""

    def answer(work, items):
        results = [None] * len(items)
        threads = [
            Thread(target=store, args=(results, place, work, item)) for place, item in enumerate(items)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return results

    return answer


def in_its_place(results, place, work, item):
    results[place] = work(item)


def copied_and_put_back(results, place, work, item):
    seen = list(results)
    seen[place] = work(item)
    results[:] = seen


def at_the_end(results, place, work, item):
    results.append(work(item))
    del results[0]


@pytest.mark.parametrize(("store", "found"), [
    (in_its_place, False), (copied_and_put_back, True), (at_the_end, True)
])  # fmt: skip
def test_a_race_around_the_function_that_is_handed_in_is_found(store, found):
    """It is a switch point before and after, so another thread may come between it and the storing."""
    assert bool(refusal(in_threads(store))) == found


def in_the_order_of_calls(queue, count):
    """A pool in which each call takes for itself: which takes what, nobody knows."""
    with ThreadPoolExecutor(3) as pool:
        return list(pool.map(lambda _: queue.get(), range(count)))


def test_an_order_far_from_the_usual_one_is_drawn():
    """A search that begins at the usual order and has no time is still there when it ends."""

    def takes(answer, case):
        source = queue.Queue()
        thread = Thread(target=lambda: [source.put(item) for item in case.items])
        thread.start()
        got = answer(source, len(case.items))
        thread.join()
        return {"what was taken": got}

    texts = ("one", "two", "twice", "three")
    drawn = Battery(program=takes, inputs=texts)
    undrawn = Battery(program=takes, inputs=texts, drawn=())
    expected = drawn.facts_of(lambda source, count: [source.get() for _ in range(count)])
    assert "with three items" in refusal(in_the_order_of_calls, drawn, expected)
    assert "with three items" not in refusal(in_the_order_of_calls, undrawn, expected)


def get(source):
    source.get()


def polls_on_two_lines(source):
    while source.empty():
        time.sleep(0.01)
    source.get()


def polls_on_one_line(source):
    while source.empty(): time.sleep(0.01)  # fmt: skip  # noqa: E701
    source.get()


def keeps_a_core_busy(source):
    while source.empty():
        pass
    source.get()


def wakes_up(source):
    while True:
        try:
            return source.get(timeout=0.1)
        except queue.Empty:
            continue


def looks_once(source):
    if source.empty():
        return source.get()
    return source.get_nowait()


def two_that_keep_a_core_busy(source):
    other = Thread(target=keeps_a_core_busy, args=(source,))
    other.start()
    while source.empty():
        pass
    source.put("for the other")
    source.get()
    other.join()


@pytest.mark.parametrize(("answer", "polls"), [
    (get, False), (looks_once, False), (polls_on_two_lines, True), (polls_on_one_line, True),
    (wakes_up, True), (keeps_a_core_busy, True), (two_that_keep_a_core_busy, True),
])  # fmt: skip
def test_polling_is_what_grows_with_the_wait(answer, polls):
    """Whatever its layout; a single look before a call that waits is none."""
    battery = Battery(program=lambda answer, case: {}, late=late)
    said = refusal(answer, battery, {name: {} for name in INPUTS})
    assert ("asks again and again" in said) == polls


@pytest.mark.parametrize(
    ("timeless", "said"), [(False, ""), (True, "with a single item: right results, and it takes 0.01 s")]
)
def test_a_nap_is_what_takes_time_where_nothing_does(timeless, said):
    """Only where the task forbids it."""

    def naps(work, items):
        for _ in items:
            time.sleep(0.01)
        return [work(item) for item in items]

    assert refusal(naps, Battery(program=program, timeless=timeless)).startswith(said)


def test_a_sleep_of_no_length_takes_no_time_and_is_one():
    def naps(work, items):
        time.sleep(0)
        return [work(item) for item in items]

    said = "with no item at all: right results, and it calls sleep, if for no time at all"
    assert refusal(naps, Battery(program=program, timeless=True)).startswith(said)
    assert not refusal(naps)


@pytest.mark.parametrize("pause", [0.1, 60, 3600])
def test_who_asks_again_is_found_however_seldom_he_does(pause):
    """Others that are late by a day show what others that are late by seconds do not."""

    def asks_again(source):
        while True:
            try:
                return source.get(timeout=pause)
            except queue.Empty:
                continue

    battery = Battery(program=lambda answer, case: {}, late=late)
    assert "it asks again and again" in refusal(asks_again, battery, {name: {} for name in INPUTS})


def test_who_gives_up_on_others_that_are_late_is_told_when():
    """The two items alone would do; that they come late is the input, too."""

    def gives_up(source):
        source.get(timeout=5)

    battery = Battery(program=lambda answer, case: {}, late=late)
    said = refusal(gives_up, battery, {name: {} for name in INPUTS})
    assert said.startswith(
        "with two items, ['oak', 'elm'] and others that are late: your answer raised Empty"
    )


def test_the_function_that_is_handed_in_has_the_name_that_the_task_gives_it():
    """Whoever was given change has no work."""
    battery = Battery(program=program, calls="change")
    expected = battery.facts_of(right)
    assert "change('elm')" in refusal(sorts, battery, expected)
    assert "change was given '1'" in refusal(
        lambda change, items: [change(str(each)) for each in items], battery, expected
    )


def test_an_error_that_is_raised_again_is_told_where_it_was_raised_last():
    """An exception keeps the frames that it came through, and the same one may come through two calls."""
    case = Case(FAILING["all failing"])

    def first():
        case.work("elm")

    def second():
        case.work("elm")

    for call in (first, second):
        with pytest.raises(ValueError, match="bad") as raised:
            call()
        frames = traceback.extract_tb(raised.value.__traceback__)
        assert [frame.name for frame in frames][1:] == [call.__name__, "__call__"]


def test_an_item_that_cannot_be_shown_is_not_shown():
    """The words of the input say so; a text about its repr would be about the check."""
    given = {"unshowable failing": FAILING["unshowable failing"]}
    battery = Battery(program=program, inputs=(), more=given, searched=(), drawn=())
    said = refusal(right, battery, {"unshowable failing": {}})
    assert said.startswith("with items that fail and can't be shown: ")


def test_texts_that_are_equal_are_the_same_item():
    """A text may have been taken apart and put together again on its way."""

    def spells(work, items):
        return [work("".join([*item])) for item in items]

    assert refusal(spells, TEXTS, TEXTS.facts_of(right)) == ""


def named(items):
    return {id(item): f"item {place + 1}" for place, item in enumerate(items)}


def test_a_value_is_told_alike_in_each_run():
    """Items by their place, whatever they say of themselves; no address; sets and dicts in a fixed order."""
    items = [["a"], Agreeable(), Incomparable(), ["a"]]
    assert text_of([items[3], items[0], ["a"]], named(items)) == "[item 4, item 1, ['a']]"
    assert text_of((items[2], Made(items[1]), SENTINEL, object()), named(items)) == (
        "(item 3, work(item 2), SENTINEL, an object)"
    )
    assert text_of((TypeError, 0), {}) == "(TypeError, 0)"
    assert text_of({"b": 1, "a": {2, 1}, "c": ValueError("x", 1)}, {}) == (
        "{'a': {1, 2}, 'b': 1, 'c': ValueError['x', 1]}"
    )


def test_each_run_has_items_of_its_own():
    """What one answer does to them, the next one does not see."""
    for given in INPUTS.values():
        first, second = Case(given), Case(given)
        assert first.items is not second.items
        assert len(first.items) == len(second.items)


def through_a_queue(answer, case):
    """The answer hands on what is in a queue."""
    source = case.queue()
    for item in case.items:
        source.put(item)
    source.put(SENTINEL)
    return {"what was handed on": answer(source)}


def takes_all(source):
    return [*iter(source.get, SENTINEL)]


def adds_to_it(source):
    source.taken = getattr(source, "taken", [])
    source.taken += takes_all(source)
    return [*source.taken]


def same_list_each_time(source):
    source.taken = getattr(source, "taken", [])
    source.taken[:] = takes_all(source)
    return source.taken


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (takes_all, ""),
        (adds_to_it, "called again with the same queues, which are empty again, with three items"),
        (same_list_each_time, "and a later call changed it"),
    ],
)
def test_a_queue_that_is_used_again_brings_nothing_with_it(answer, said):
    """State that is kept by the id of a queue, or on it, is that of another call."""
    battery = Battery(program=through_a_queue, inputs=("two", "three"), searched=())
    told = refusal(answer, battery, battery.facts_of(takes_all))
    assert said in told if said else not told


LOCKS = defaultdict(Lock)


def stage(answer, case):
    """The answer hands on from one queue to the other; others share the event and the work."""
    source, target = case.queue(held=("get",)), case.queue(held=("put",))
    stop = case.event()
    for item in (*case.items, SENTINEL):
        source.put(item)
    answer(source, target, case.work, stop)
    return {"what was handed on": takes_all(target)}


def hands_on(source, target, work, _stop, first=nullcontext, works=nullcontext, last=nullcontext):
    with first():
        item = source.get()
    while item is not SENTINEL:
        with works():
            result = work(item)
        target.put(result)
        item = source.get()
    with last():
        target.put(SENTINEL)


def asks_again(source, target, work, stop):
    """It need not wait in the queue."""
    while True:
        try:
            item = source.get_nowait()
        except Empty:
            stop.wait(1)
            continue
        result = item if item is SENTINEL else work(item)
        while True:
            try:
                target.put(result, timeout=1)
                break
            except Full:
                continue
        if item is SENTINEL:
            return


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (hands_on, ""),
        (asks_again, ""),
        (lambda *them: hands_on(*them, first=lambda: LOCKS["all"]), "waits in its first get until the other"),
        (lambda *them: hands_on(*them, last=lambda: LOCKS["all"]), "waits in its third put until the other"),
        (
            lambda *them: hands_on(*them, last=lambda: LOCKS[them[3]]),
            "waits in its third put until the other",
        ),
        (
            lambda *them: hands_on(*them, works=lambda: LOCKS[them[2]]),
            "waits in its first work until the other",
        ),
    ],
)
def test_a_lock_that_one_call_keeps_while_it_waits_is_told(answer, said):
    """Of a lock of all, and of one for each of what two calls may share."""
    LOCKS.clear()
    battery = Battery(program=stage, inputs=("two",), searched=(), waits="two")
    told = refusal(answer, battery, battery.facts_of(hands_on))
    assert said in told if said else not told
    assert not told or "the other does not return. What do the two share" in told


@pytest.mark.parametrize("exercise", JUDGED, ids=lambda exercise: exercise.id)
def test_what_is_stored_is_what_the_solution_makes_of_each_input(exercise):
    """In this Python as in the one that stored it."""
    answer = answer_in(exercise, "solution.py")
    answer = answer[-1] if isinstance(answer, tuple) else answer
    assert exercise.judge.battery.facts_of(answer) == exercise.expected()


STOPS = set()


def remembers_the_stop(source, stop, items):
    """By the object itself, so that no other one is taken for it."""
    known, _ = stop in STOPS, STOPS.add(stop)
    return [] if known else list(items)


def test_an_event_that_is_clear_again_is_handed_in_again():
    def stopped(answer, case):
        return {"what came": answer(case.queue(), case.event(), case.items)}

    battery = Battery(program=stopped, inputs=("one", "two", "twice", "three"))
    expected = battery.facts_of(lambda _source, _stop, items: list(items))
    told = refusal(remembers_the_stop, battery, expected)
    assert told.startswith(
        "called again with the same queues and event, which are empty and clear again, with"
    )
