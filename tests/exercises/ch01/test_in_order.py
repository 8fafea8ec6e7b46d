"""1.2: races, idle asking and lazy answers are found and told; the gallery holds the rest."""

import threading
from threading import Thread
from time import sleep

import pytest

from exercises import catalogue
from exercises.engine.check import judged
from exercises.engine.source_text import answer_in

right = answer_in(catalogue.find("1.2"), "right_thread_class.py")


def one_thread_for_all(work, items):
    results = []
    thread = Thread(target=lambda: results.extend(work(item) for item in items))
    thread.start()
    thread.join()
    return results


def written_down(work, items):
    return ["C", "A", "D", "B"]


def all_at_once(run, count):
    threads = [Thread(target=run) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def takes_a_number(work, items):
    results, number = [None] * len(items), 0

    def run():
        nonlocal number
        mine = number
        number += 1
        results[mine] = work(items[mine])

    all_at_once(run, len(items))
    return results


def takes_a_number_on_one_line(work, items):
    results, number = [None] * len(items), [0]

    def run():
        mine, number[0] = number[0], number[0] + 1
        results[mine] = work(items[mine])

    all_at_once(run, len(items))
    return results


def puts_another_list_in_its_place(work, items):
    pairs, places = [], iter(range(len(items)))

    def run():
        nonlocal pairs
        place = next(places)
        result = work(items[place])
        pairs = [*pairs, (place, result)]

    all_at_once(run, len(items))
    return [result for _, result in sorted(pairs)]


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (takes_a_number, "and work got it twice"),
        (takes_a_number_on_one_line, "and work got it twice"),
        (puts_another_list_in_its_place, "were expected"),
    ],
)
def test_a_race_is_found_between_lines_and_inside_one(answer, said):
    """Whoever reads and writes what all threads share is interrupted in between."""
    told = judged("1.2", answer)
    assert not told.passed
    assert said in told.message, told


def that_waits(wait):
    """Right but for the way in which it waits for its threads."""

    def in_order(work, items):
        results = [None] * len(items)

        def run(place, item):
            results[place] = work(item)

        threads = [Thread(target=run, args=pair) for pair in enumerate(items)]
        for thread in threads:
            thread.start()
        wait(threads)
        return results

    return in_order


def asks_all(threads):
    while any(thread.is_alive() for thread in threads):
        pass


def asks_and_naps(threads):
    for thread in threads:
        while thread.is_alive():
            sleep(0.01)


def counts_them(threads):
    while threading.active_count() > 1:
        sleep(0.05)


def joins_in_small_steps(threads):
    for thread in threads:
        while thread.is_alive():
            thread.join(0.05)


@pytest.mark.parametrize("wait", [asks_all, asks_and_naps, counts_them])
def test_who_asks_again_and_again_is_sent_to_the_call_that_waits(wait):
    """The results are right and in time; a core is kept busy, or woken for nothing."""
    told = judged("1.2", that_waits(wait))
    assert not told.passed
    assert "it asks again and again" in told.message


def test_a_join_with_a_timeout_is_no_asking():
    """It waits; that it looks afterwards why it came back is how such a join is used."""
    told = judged("1.2", that_waits(joins_in_small_steps))
    assert told.passed, told


def by_index(work, items):
    results = [None] * len(items)

    def run(item):
        results[items.index(item)] = work(item)

    threads = [Thread(target=run, args=(item,)) for item in items]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def without_the_comma(work, items):
    threads = [Thread(target=lambda place: work(items[place]), args=(place)) for place in range(len(items))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return threads


def test_an_answer_that_takes_other_arguments_is_told_so_and_nothing_of_tuples():
    """The call that failed is that of the answer, and no thread was made."""
    told = judged("1.2", lambda work: [])
    assert not told.passed
    assert "can't be called as the task says" in told.message


def test_a_story_shows_the_lines_of_the_answer_and_no_others():
    """Neither the work that is handed in nor the check is a line that the learner wrote."""
    told = judged("1.2", by_index)
    assert "items.index(item)" in str(told)
    assert "calls.append" not in str(told)
    assert "a tuple" not in str(told)


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (by_index, "Two of the items are equal"),
        (without_the_comma, "A tuple of one has a comma"),
        (one_thread_for_all, "work was called for one item after another"),
        (written_down, "is in the list once, and work never got it"),
        (lambda work, items: None, "returned None: the list of results was expected"),
        (lambda work, items: tuple(right(work, items)), "the list of results was expected"),
        (lambda work, items: right(lambda item: work(item[0]), items), "give it one item"),
    ],
)
def test_a_lazy_answer_is_refused_with_its_reason(answer, said):
    """The right list alone is not enough: somebody has to have done the work, at the same time."""
    told = judged("1.2", answer)
    assert not told.passed
    assert said in told.message
