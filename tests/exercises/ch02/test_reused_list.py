"""2.4: the answers come from running the program of the stub; and what is mended badly is refused."""

import ast
import json
import queue as queues
import threading
import time

import pytest

from exercises.catalogue import find
from exercises.ch02.reused_list import check as judge
from exercises.engine.check import judged


def right(variant=0):
    return {question.name: question.answer for question in judge.questions(variant)}


def in_threads(produce, names, queue, size, take=lambda queue: queue.get()):
    found = []
    count = len(range(0, len(names), size))
    producer = threading.Thread(target=produce)
    consumer = threading.Thread(target=lambda: [found.append(take(queue)) for _ in range(count)])
    producer.start()
    consumer.start()
    producer.join()
    consumer.join()
    return found


def filling(hand_on, take=lambda queue: queue.get()):
    """An answer that collects as the stub does, and hands on in a way of its own."""

    def answer(names, queue, size):
        def produce():
            group = []
            for name in names:
                group.append(name)
                if len(group) == size:
                    group = hand_on(queue, group)
            if group:
                hand_on(queue, group)

        return in_threads(produce, names, queue, size, take)

    return answer


def clears_what_it_put(queue, group):
    queue.put(group)
    group.clear()
    return group


def naps_first(queue, group):
    queue.put(group)
    time.sleep(1)
    group.clear()
    return group


def late_copy(queue):
    return list(queue.get())


def puts_an_iterator(queue, group):
    queue.put(iter(group))
    return []


def puts_until_there_is_room(queue, group):
    while True:
        try:
            queue.put_nowait(group)
        except queues.Full:
            continue
        return []


def looks_and_puts(queue, group):
    while queue.full():
        time.sleep(0.01)
    queue.put(group)
    return []


def naps_and_puts(queue, group):
    time.sleep(0.01)
    queue.put(group)
    return []


def as_texts(names, queue, size):
    """What is put may be anything that says what the group is."""

    def produce():
        for start in range(0, len(names), size):
            queue.put(json.dumps(names[start : start + size]))

    return in_threads(produce, names, queue, size, lambda queue: json.loads(queue.get()))


def test_a_group_may_travel_as_a_text():
    """The names that come back are equal, and not the same objects."""
    told = judged("2.4", (right(), as_texts))
    assert told.passed, told


def without_the_rest(names, queue, size):
    def produce():
        for start in range(0, len(names), size):
            queue.put(names[start : start + size] if start + size <= len(names) else [])

    return in_threads(produce, names, queue, size)


def one_by_one(names, queue, _size):
    return in_threads(lambda: [queue.put([name]) for name in names], names, queue, 1)


def without_a_queue(names, _queue, size):
    return judge.groups(names, size)


def without_threads(names, queue, size):
    found = []
    for group in judge.groups(names, size):
        queue.put(group)
        found.append(queue.get())
    return found


@pytest.mark.parametrize(
    ("answer", "phrase"),
    [
        (filling(clears_what_it_put), "point at 1 list"),
        (filling(clears_what_it_put, late_copy), "changed between put and its copy"),
        (filling(naps_first, late_copy), "held together by a nap"),
        (filling(puts_an_iterator), "a list was expected"),
        (filling(puts_until_there_is_room), "it asks again and again"),
        (filling(looks_and_puts), "it asks again and again"),
        (filling(naps_and_puts), "it sleeps, or waits until a timeout is over"),
        (without_the_rest, "2 of 8 names were lost"),
        (one_by_one, "the groups should be"),
        (without_a_queue, "did not go through the queue"),
        (without_threads, "one thread did it all"),
    ],
)
def test_a_lazy_answer_is_refused(answer, phrase):
    """Each gets the sentence that fits what it does to a list that was put."""
    told = judged("2.4", (right(), answer))
    assert not told.passed
    assert phrase in told.message


def test_the_questions_are_about_the_program_of_the_stub():
    """The answers are found by running that very program."""

    def body(text, name):
        tree = next(node for node in ast.parse(text).body if getattr(node, "name", "") == name)
        return [ast.dump(node) for node in tree.body[1:]]

    exercise = find("2.4")
    assert body(exercise.text("stub.py"), "in_groups") == body(exercise.text("check.py"), "broken")


@pytest.mark.parametrize("variant", [0, 1, 2, 7, 12345])
def test_no_belief_gives_the_right_number_by_chance(variant):
    """Neither who believes in copies, nor who counts one list once, nor who sees it empty is right."""
    names, size = judge.guests(variant)
    assert right(variant)["names"] not in (len(names), len(names) % size, 0, size)
    assert right(variant)["first"] == "c"


def test_variants_have_answers_of_their_own():
    """A class with other seeds can't share one number."""
    assert len({right(variant)["names"] for variant in (1, 2, 7, 12345)}) >= 3
