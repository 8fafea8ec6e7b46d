"""The check of 6.4 meets wrong answers that the gallery has not."""

import threading
import time
from collections import Counter
from threading import Thread

import pytest

from exercises import catalogue
from exercises.engine.check import judged
from exercises.engine.source_text import answer_in


def in_threads(function, parts):
    threads = [Thread(target=function, args=(lines,)) for lines in parts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


lists_first = answer_in(catalogue.find("6.4"), "right_lists_first.py")
places_of_their_own = answer_in(catalogue.find("6.4"), "right_places.py")


def empty(_parts, _words_of, _lock):
    return {}


def forgets_to_wait(parts, words_of, lock):
    total = Counter()

    def count(lines):
        mine = Counter(word for line in lines for word in words_of(line))
        with lock:
            total.update(mine)

    for lines in parts:
        Thread(target=count, args=(lines,)).start()
    return total


def reads_under_the_lock_only(parts, words_of, lock):
    total = {}

    def count(lines):
        mine = Counter(word for line in lines for word in words_of(line))
        with lock:
            before = dict(total)
        for word, often in mine.items():
            total[word] = before.get(word, 0) + often

    in_threads(count, parts)
    return total


def one_after_the_other(parts, words_of, lock):
    total = Counter()
    for lines in parts:
        thread = Thread(target=lambda lines=lines: total.update(lists_first([lines], words_of, lock)))
        thread.start()
        thread.join()
    return total


def waits_for_an_hour_only(parts, words_of, lock):
    """Patient for a while."""
    total = Counter()

    def count(lines):
        mine = Counter(word for line in lines for word in words_of(line))
        with lock:
            total.update(mine)

    threads = [Thread(target=count, args=(lines,)) for lines in parts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=3600)
    return total


def naps_in_its_threads(parts, words_of, lock):
    """Within the time of the longest part."""

    def count(line):
        return words_of(line)

    def slowly(line):
        if line == parts[-1][0]:
            time.sleep(1)
        return count(line)

    return lists_first(parts, slowly, lock)


def keeps_the_lock(parts, words_of, lock):
    total = Counter()

    def count(lines):
        mine = Counter(word for line in lines for word in words_of(line))
        lock.acquire()
        total.update(mine)

    in_threads(count, parts)
    return total


def locks_each_word(parts, words_of, lock):
    total = Counter()

    def count(lines):
        for line in lines:
            for word in words_of(line):
                with lock:
                    total[word] += 1

    in_threads(count, parts)
    return total


def small_parts_only(parts, words_of, lock):
    """Keeps the budget for the parts of the lab, and takes the lock for every line of longer ones."""
    return (locks_each_word if max(map(len, parts)) > 10 else lists_first)(parts, words_of, lock)


@pytest.mark.parametrize(
    ("answer", "phrase"),
    [
        (None, "there is nothing yet"),
        (empty, "and you counted 0"),
        (lambda parts, words_of, lock: None, "a dictionary"),
        (forgets_to_wait, "still running"),
        (reads_under_the_lock_only, "counts are lost"),
        (one_after_the_other, "the waits do not overlap"),
        (waits_for_an_hour_only, "The service took 3600 s for a line"),
        (naps_in_its_threads, "a thread sleeps"),
        (keeps_the_lock, "stuck"),
        (locks_each_word, "The budget is 3"),
        (small_parts_only, "on real threads the lock is taken"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_each_wrong_answer_gets_its_sentence(answer, phrase):
    """Whatever is handed in, the verdict names what is wrong, and no thread outlives it."""
    before = set(threading.enumerate())
    told = judged("6.4", answer)
    assert not told.passed
    assert phrase in told.message, told
    assert set(threading.enumerate()) <= before
