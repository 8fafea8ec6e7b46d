"""What a thread is given is looked at when it runs: whoever changes it before that races with it."""

import _thread
import threading

import pytest

from pipeline_core import lab


def by_keyword(job, given):
    return threading.Thread(target=job, kwargs=given)


def by_position(job, given):
    return threading.Thread(target=job, args=given["args"])


def by_a_timer(job, given):
    return threading.Timer(0.1, job, kwargs=given)


def by_a_timers_position(job, given):
    return threading.Timer(0.1, job, args=given["args"])


class Raw:
    """``_thread.start_new_thread``, started and joined as a Thread is."""

    def __init__(self, job, given):
        self.job, self.given = job, given
        self.over = threading.Event()

    def run(self, **given):
        self.job(**given)
        self.over.set()

    def start(self):
        _thread.start_new_thread(self.run, (), self.given)

    def join(self):
        self.over.wait()


def change_item(given, thread):
    given["n"] = 2
    given.get("args", [0])[0] = 2


def change_function(given, thread):
    thread.function = lambda **_: None


@pytest.mark.parametrize(
    ("make", "given", "change"),
    [
        (by_keyword, {"n": 1}, change_item),
        (by_position, {"args": [1]}, change_item),
        (by_a_timer, {"n": 1}, change_item),
        (by_a_timers_position, {"args": [1]}, change_item),
        (by_a_timer, {"n": 1}, change_function),
        (Raw, {"n": 1}, change_item),
    ],
)
def test_both_orders_of_a_change_and_a_start_are_tried(make, given, change):
    """``run`` unpacks the very dict and list that the program gave: both results are reached."""

    def program():
        mine = {key: value.copy() if isinstance(value, list) else value for key, value in given.items()}
        got = []

        def job(n):
            got.append(n)

        thread = make(job, mine)
        other = threading.Thread(target=change, args=(mine, thread))
        other.start()
        thread.start()
        thread.join()
        other.join()
        return got

    for before in ([1], lab.simulate(program).result):
        found = lab.explore(program, check=lambda run, before=before: run.result == before)
        assert found.failure is not None, f"never other than {before}: {found}"
    assert lab.explore(program, check=lambda run: run.result != [1]).failure is not None
