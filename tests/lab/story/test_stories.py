"""What learners read: the story of a run, true, whole, in their own names, in few lines."""

from __future__ import annotations

import logging
import queue
import re
import threading
import time
import types
from concurrent.futures import ThreadPoolExecutor
from html.parser import HTMLParser
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from pipeline_core import PipelineManager, lab
from pipeline_core.lab.story.vocabulary import value_text
from tests.lab.programs import (
    PROGRAMS,
    Counter,
    lock_order,
    lost_update,
    lost_update_inside_a_line,
    nested_submit_to_a_pool_of_one,
    together,
)
from tests.lab.stories import Story, failure_of, program_of, stories

STORIES = stories()
WRONG = [name for name, (_, outcome, _) in PROGRAMS.items() if outcome is not None]
INNER = re.compile(
    r"0x[0-9a-f]{4}|\._[a-z]+_?(cond|lock|flag|waiters)\b|\b_[A-Z]\w+|condition \d|event \d"
    r"|semaphore_acquire|threading\.py|_started|Unwind|LabLock|LabRLock|LabSimpleQueue"
)


def failure(program: Any, check: Any = None, **options: Any) -> Any:
    found = lab.explore(program, check=check, **options)
    assert found.failure is not None, str(found)
    return found.failure


# -- whole stories ---------------------------------------------------------------------------


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.name)
def test_a_story_is_told_word_for_word(story: Story) -> None:
    """A replayed failure has exactly the stored story, on every Python."""
    assert lab.replay(program_of(story), story.schedule).explain() + "\n" == story.told


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.name)
def test_a_line_of_a_story_fits_a_page(story: Story) -> None:
    """Of 100 characters; what a step did is never cut, nor a sentence: these alone may be longer."""
    for line in story.told.splitlines():
        whole = line.endswith("]") or line.startswith(("A circle: ", "Between lines "))
        assert len(line) <= (125 if whole else 100), line


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.name)
def test_a_failure_that_is_found_is_told_like_its_replay(story: Story) -> None:
    """Explore finds a failure of each program; in its replay the story differs in the headline only."""
    run = failure_of(story)
    again = lab.replay(program_of(story), run.schedule)
    assert run.explain().splitlines()[1:] == again.explain().splitlines()[1:]


@pytest.mark.parametrize("name", WRONG)
def test_a_story_is_short_and_in_the_names_of_the_program(name: str) -> None:
    """At most 15 lines, no address, nothing from inside the lab or the standard library, no noise."""
    program, _, options = PROGRAMS[name]
    run = failure(program, **options)
    text = run.explain()
    assert len(text.splitlines()) <= 15
    assert not INNER.search(text), text
    assert not INNER.search(run._repr_html_())
    assert "Traceback" not in run.output


@pytest.mark.parametrize("name", WRONG)
def test_a_line_that_is_cited_is_a_line_of_the_program(name: str) -> None:
    """Every number with a source text beside it is that line of the program's file, perhaps cut short."""
    program, _, options = PROGRAMS[name]
    lines = Path(program.__code__.co_filename).read_text(encoding="utf-8").splitlines()
    source = [" ".join(line.split()) for line in lines]
    cited = re.findall(
        r"(?:at line |^ +)(\d+): (?:… )?(.+?)(?:  \[.*)?$",
        failure(program, **options).explain(),
        re.MULTILINE,
    )
    for number, text in cited:
        assert text.removesuffix("…") in source[int(number) - 1], (number, text)


# -- values ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "None"),
        (1.5, "1.5"),
        ("short", "'short'"),
        ("x" * 300, "'xxxxxxxxxxxx'… (300 characters)"),
        (b"y" * 300, "b'yyyyyyyyyyyy'… (300 bytes)"),
        (10**50, "100000000000… (51 characters)"),
        ([1, 2], "[1, 2]"),
        (list(range(100)), "[0, … 99] (100 items)"),
        (tuple(range(100)), "(0, … 99) (100 items)"),
        ([], "[]"),
        (set(), "set()"),
        ({"b", "a"}, "{'a', 'b'}"),
        ({n: n for n in range(100)}, "a dict (100 items)"),
        ([Counter()], "a list (1 item)"),
        (Counter(), "a Counter"),
        (object(), "an object"),
    ],
)
def test_a_value_is_shown_whole_or_with_its_length(value: Any, text: str) -> None:
    """Nothing is cut without saying so, and no address and no code of the program gets into it."""
    assert value_text(value) == text


def test_the_source_is_cut_and_never_the_value() -> None:
    """Beside a long line stands the whole value."""

    def program():
        total = 0

        def add():
            nonlocal total
            seen = total
            total = seen + 123_456_789 + 0 * sum([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17])

        together(add, add)
        return total

    text = failure(program, check=lambda run: run.result == 2 * 123_456_789).explain()
    assert text.count("[total becomes 123456789]") == 2, text
    assert "…  [total becomes" in text


def test_a_condition_that_is_read_is_not_said_to_be_written() -> None:
    """An ``if`` and a call that only looks read; a call that changes a container writes."""

    def program():
        seen, names = {}, []

        def add():
            if len(names) < 1 and "a" not in seen:
                names.append("a")
                seen["a"] = names.count("a")

        together(add, add)
        return names

    text = failure(program, check=lambda run: run.result == ["a"]).explain()
    assert text.count("[reads names = [], reads seen = {}]") == 2, text
    assert "[names becomes ['a']]" in text
    assert "names becomes []" not in text


def test_what_stands_after_a_call_is_read_when_the_call_is_back() -> None:
    """``one() + total`` reads what another thread wrote meanwhile, ``total + one()`` what was before."""

    def race(add_first: bool) -> str:
        def program():
            total, doubled = 5, threading.Event()

            def one():
                doubled.wait()
                return 1

            def before():
                nonlocal total
                total = total + one()

            def after():
                nonlocal total
                total = one() + total

            def double():
                nonlocal total
                total = total * 2
                doubled.set()

            together(before if add_first else after, double)

        return failure(program, check=lambda run: False).explain()

    first, last = race(True), race(False)
    assert "total + one()  [reads total = 5]" in first
    assert "… total = total + one()  [total becomes 6]" in first
    assert "total = one() + total  [reads total = 10, total becomes 11]" in last


def test_a_switch_inside_a_line_shows_as_two_parts_of_it() -> None:
    """At opcode grain the read and the write of one ``count += 1`` stand apart, the other thread between."""
    lines = failure(lost_update_inside_a_line, check=lambda run: run.result == 2, switch="opcode").explain()
    told = [line.split(": ", 1)[1] for line in lines.splitlines() if "count += 1" in line]
    assert told == [
        "count += 1  [reads count = 0]",
        "count += 1  [reads count = 0, count becomes 1]",
        "… count += 1  [count becomes 1]",
    ]
    assert "While bump (thread 1) was inside line" in lines


def test_what_another_thread_changes_inside_a_line_is_not_this_lines_doing() -> None:
    """At opcode grain: ``look`` asks twice for the length, and ``put`` comes in between."""

    def program() -> int:
        items: list[int] = []
        sizes = [0]

        def look() -> None:
            sizes[0] = len(items) + len(items)

        def put() -> None:
            items.append(1)

        together(look, put)
        return sizes[0]

    text = failure(program, check=lambda run: run.result != 1, switch="opcode").explain()
    assert text.count("items becomes [1]") == 1, text
    assert "items.append(1)  [items becomes [1]]" in text


def test_what_a_line_does_after_a_call_stands_after_what_the_call_did() -> None:
    """The answer of ``take`` is appended once ``take`` is over."""

    def program() -> list[int]:
        box, got = [1], []

        def take() -> int:
            return box.pop() if box else 0

        def work() -> None:
            got.append(take())

        together(work, work)
        return got

    lines = failure(program, check=lambda run: run.result == [1, 1]).explain().splitlines()
    popped = next(i for i, line in enumerate(lines) if "box becomes []" in line)
    appended = next(i for i, line in enumerate(lines) if "got becomes [1]" in line)
    assert popped < appended


def test_an_object_deep_inside_another_has_the_name_of_the_way_to_it() -> None:
    """Two threads hold one product each, under the same name."""

    class Product:
        def __init__(self) -> None:
            self.left = 1

    class Shop:
        def __init__(self) -> None:
            self.products = {"pen": Product(), "ink": Product()}

        def sell(self, name: str) -> None:
            product = self.products[name]
            if product.left > 0:
                product.left -= 1

    def program() -> bool:
        shop = Shop()

        def pen() -> None:
            shop.sell("pen")

        together(pen, pen, lambda: shop.sell("ink"))
        return all(product.left >= 0 for product in shop.products.values())

    text = failure(program, check=lambda run: run.result).explain()
    assert "[reads shop.products['pen'].left = 1]" in text, text


def test_a_member_that_is_replaced_by_one_that_looks_alike_is_a_change() -> None:
    """What is told of a list of objects is its length."""

    def program() -> int:
        jobs = [Counter()]

        def replace() -> None:
            jobs[:] = [Counter()]

        def look() -> None:
            jobs.count(None)

        together(replace, look)
        return 1

    text = failure(program, check=lambda run: False).explain()
    assert "[jobs becomes a list (1 item)]" in text


def test_an_error_shows_what_was_read_before_it() -> None:
    """A key that another thread removed: who looked, who removed it, who failed, at which lines."""

    def program():
        box = {"k": 1}

        def drop():
            if "k" in box:
                del box["k"]  # noqa: RUF051  the race that is looked for

        together(drop, drop)

    text = failure(program).explain()
    assert text.count("[reads box = {'k': 1}]") == 2, text
    assert "[box['k'] is gone]" in text
    assert "[raises KeyError]" in text
    assert "Between lines" in text


# -- what was not told at all -------------------------------------------------------------------


def test_a_run_in_the_usual_order_that_went_well_is_told_in_two_lines() -> None:
    """There is nothing to tell, and the program is not played again for it."""
    count = [0]

    def program():
        count[0] += 1

    run = lab.simulate(program)
    played = count[0]
    assert len(run.explain().splitlines()) == 2
    assert count[0] == played


def test_a_program_that_does_not_start_from_the_same_state_gets_no_false_table() -> None:
    """The lines are noted in a second run; if that differs from the first, none are shown."""
    count = [0]

    def program():
        count[0] += 1
        seen = []
        together(lambda: seen.append(count[0]), lambda: seen.append(0))
        return seen

    run = lab.simulate(program, seed=1)
    assert "becomes" not in run.explain()


def test_the_call_that_plays_it_again_names_what_was_watched() -> None:
    """Without ``watch`` the schedule would not fit."""
    run = lab.simulate(lost_update, watch=Counter)
    assert run.explain().endswith("lab.replay(program, 'line', watch=Counter)")


# -- names -----------------------------------------------------------------------------------


def test_a_thread_is_named_after_the_method_that_it_runs() -> None:
    """Thread(target=gate.acquire) is called as it is outside of the lab."""

    def program():
        gate, ready = threading.Semaphore(1), threading.Event()
        threads = [threading.Thread(target=f) for f in (gate.acquire, ready.set, queue.Queue().qsize)]
        return [t.name for t in threads]

    assert lab.simulate(program).result == ["Thread-1 (acquire)", "Thread-2 (set)", "Thread-3 (qsize)"]


def test_a_lock_in_an_object_in_a_list_has_a_name() -> None:
    """Two accounts, a transfer each way: the locks are called as the program reaches them."""

    class Account:
        def __init__(self) -> None:
            self._lock = threading.Lock()

    def program():
        accounts = [Account(), Account()]

        def move(here, there):
            with accounts[here]._lock, accounts[there]._lock:
                pass

        together(lambda: move(0, 1), lambda: move(1, 0))

    text = failure(program).explain()
    assert "holds lock `accounts[0]._lock`" in text, text
    assert "waits for lock `accounts[1]._lock`" in text


def test_a_lock_that_is_made_on_first_use_is_where_the_story_begins() -> None:
    """Two threads make one each: where a lock is stored, another may have looked and found none."""

    class Lazy:
        def __init__(self) -> None:
            self.lock: threading.Lock | None = None
            self.value = 0

        def add(self) -> None:
            if self.lock is None:
                self.lock = threading.Lock()
            with self.lock:
                seen = self.value
                self.value = seen + 1

    def program() -> int:
        shared = Lazy()
        together(shared.add, shared.add)
        return shared.value

    told = failure(program, lambda run: run.result == 2).explain()
    assert told.count("[reads self.lock = None]") == 2
    assert told.count("[self.lock becomes a Lock]") == 2
    assert re.search(r"Between lines \d+ and \d+ of .* ran line \d+: self.lock becomes a Lock", told)


def test_workers_of_a_pool_that_all_wait_for_it_form_a_circle() -> None:
    """Two workers, each waiting for a third sub-task: nobody is left to run it."""

    def program():
        with ThreadPoolExecutor(2, thread_name_prefix="pool") as pool:

            def outer():
                return pool.submit(int).result()

            return [f.result() for f in [pool.submit(outer) for _ in range(2)]]

    text = failure(program).explain()
    assert text.count("waits for a result of the pool `pool`, whose 2 workers wait too") == 2, text
    assert "A circle: pool_0 waits for pool_1, pool_1 waits for pool_0." in text


def test_two_locks_of_one_name_are_told_apart() -> None:
    """Each thread calls the lock that it takes first ``mine.lock``: they are two."""

    def take(mine, other, both):
        with mine.lock:
            both.wait()
            with other.lock:
                pass

    def threads_of(both):
        pair = [types.SimpleNamespace(lock=threading.Lock()) for _ in range(2)]
        yield threading.Thread(target=take, args=(*pair, both), name="left")
        yield threading.Thread(target=take, args=(*pair[::-1], both), name="right")

    def program():
        threads = list(threads_of(threading.Barrier(2)))
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    text = lab.simulate(program).explain()
    assert "left holds lock `mine.lock` since line" in text, text
    assert "right holds lock `mine.lock #2` since line" in text, text
    assert "waits for lock `mine.lock #2` (held by right)" in text, text


def test_a_lock_of_a_condition_is_called_by_the_condition() -> None:
    """``with cond`` takes a lock that the program never sees."""

    def program():
        cond = threading.Condition()

        def keep():
            with cond:
                threading.Event().wait()

        def want():
            with cond:
                pass

        together(keep, want)

    text = failure(program).explain()
    assert "keep holds condition `cond` since line" in text, text
    assert "want waits for condition `cond` (held by keep)" in text


def test_what_is_inside_a_library_makes_no_table() -> None:
    """A pipeline of the core that is stuck: the learner's event is named, no line 0, no inner queue."""

    def program():
        gate = threading.Event()
        manager = PipelineManager(maxsize=1)
        manager.add_worker(lambda item: gate.wait())
        return list(manager.run([1, 2, 3]))

    text = lab.simulate(program).explain()
    assert "waits for event `gate` (not set)" in text, text
    assert not re.search(r"lines? 0|\[puts|\[gets", text), text


# -- noise -----------------------------------------------------------------------------------


def test_nothing_of_the_unwinding_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    """Neither the pool's report of its worker's end nor a ``finally`` of the program reaches the output."""

    def program():
        try:
            print("before")
            nested_submit_to_a_pool_of_one()
        finally:
            print("after")

    heard = StringIO()
    handler = logging.StreamHandler(heard)  # a handler from before the run writes past ``run.output``
    logger = logging.getLogger("concurrent.futures")
    logger.addHandler(handler)
    try:
        run = lab.simulate(program)
    finally:
        logger.removeHandler(handler)
    assert (run.outcome, run.output, heard.getvalue()) == ("deadlock", "before\n", "")
    assert capsys.readouterr() == ("", "")


def test_what_the_program_logs_itself_is_still_heard(caplog: pytest.LogCaptureFixture) -> None:
    """Only the lab's own unwinding is silent."""

    def program():
        logging.getLogger("concurrent.futures").critical("this is the program's own")

    lab.simulate(program)
    heard = [(record.getMessage(), record.funcName) for record in caplog.records]
    assert heard == [("this is the program's own", "program")]


# -- tables ----------------------------------------------------------------------------------


class Tables(HTMLParser):
    """The cells of all tables, and what is not closed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.cells: list[tuple[str, str | None, str]] = []
        self.captions = 0
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        if tag == "br":
            return
        self.open.append(tag)
        self.captions += tag == "caption"
        if tag in ("td", "th"):
            self.cells.append((tag, dict(attrs).get("scope"), ""))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if any(tag in self.open for tag in ("td", "th")):
            tag, scope, text = self.cells[-1]
            self.cells[-1] = tag, scope, text + data


@pytest.mark.parametrize("name", ["lost_update", "lock_order", "consumer_died_behind_a_full_queue"])
def test_a_table_has_headers_and_tells_what_the_story_tells(name: str) -> None:
    """Headers of columns and rows carry their scope, a caption says what the table is, tags are closed."""
    program, _, options = PROGRAMS[name]
    run = failure(program, **options)
    html = run._repr_html_()
    found = Tables(html)
    assert found.open == []
    assert found.captions == html.count("<table")
    assert {scope for tag, scope, _ in found.cells if tag == "th"} == {"col", "row"}
    assert all(scope is None for tag, scope, _ in found.cells if tag == "td")
    cells = "\n".join(text for _, _, text in found.cells)
    for number, text in re.findall(r"(\d+): (.+?)  \[", run.explain()):
        assert f"{number}: {text}" in cells


def test_the_decisive_lines_of_a_table_are_marked_by_more_than_colour() -> None:
    """An arrow before the step and bold type; the sentence below names the lines."""
    html = failure(lost_update, check=lambda run: run.result == 2)._repr_html_()
    marked = [text for tag, _, text in Tables(html).cells if tag == "th" and text.startswith("▸ ")]
    assert len(marked) == 3
    assert html.count("<strong>▸ ") == 3
    assert "Between lines" in html
    assert "color:" not in html


def test_the_circle_is_marked_in_the_table() -> None:
    """Two of three threads wait for each other."""
    html = failure(lock_order)._repr_html_()
    assert [t for _, _, t in Tables(html).cells if t.startswith("▸ ")] == ["▸ one", "▸ two"]


def test_text_of_the_program_is_escaped() -> None:
    """Source and values cannot break the page."""

    def program():
        tag = ""

        def write():
            nonlocal tag
            seen = tag < "<b>"
            tag = "<script>" if seen else "&"

        together(write, write)
        return tag

    html = failure(program, check=lambda run: run.result == "&")._repr_html_()
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_an_exploration_shows_the_verdict_and_the_table() -> None:
    """The same facts as its text."""
    found = lab.explore(lost_update, check=lambda run: run.result == 2)
    assert "failure in schedule" in found._repr_html_()
    assert found.failure is not None
    assert found._repr_html_().endswith(found.failure._repr_html_())


def test_a_number_of_too_many_digits_in_a_container_spoils_no_story() -> None:
    """Python does not spell it out; what noted the lines failed, and that was told as the program's error."""

    def program() -> list[int]:
        shared = [1]

        def bump() -> None:
            seen = shared[0]
            shared[:] = [seen + 10**5000]

        together(bump, bump)
        return shared

    found = lab.explore(program, check=lambda run: run.result[0] > 2 * 10**5000)
    assert found.failure is not None
    assert (found.failure.outcome, found.repeats) == ("finished", True)
    assert "a list (1 item)" in found.failure.explain()
    assert lab.simulate(program, seed=3).explain().startswith("finished")


def test_a_sleep_that_ended_early_is_told_as_such() -> None:
    """The verdict names the kind, the story shows the thread that was too slow."""

    def program():
        data = []
        threading.Thread(target=lambda: data.append(1), name="slow").start()
        time.sleep(3)
        return data[:]

    text = str(lab.explore(program, check=lambda run: run.result == [1]))
    assert text.startswith("held together by a sleep")
    assert "[the sleep is over before slow moves on]" in text
    assert "[reads data = []]" in text


def test_of_a_run_that_was_given_up_on_nothing_is_called_impossible():
    """Where threads take and give back locks for ever, what is wanted now is released a moment later."""

    def livelock():
        first, second = threading.Lock(), threading.Lock()

        def hold(one, other):
            while True:
                with one:
                    if other.acquire(timeout=1):
                        other.release()
                        return

        threads = [threading.Thread(target=hold, args=pair) for pair in ((first, second), (second, first))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    found = lab.explore(livelock, switch="sync", timers="idle", max_schedules=20)
    run = lab.simulate(livelock, schedule=found.failure.schedule, max_steps=500)
    assert run.outcome == "endless"
    assert "any more" not in run.explain()


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (lambda thing: thing.is_set(), "asks whether event `thing` is set"),
        (lambda thing: thing.clear(), "calls clear() of event `thing`"),
    ],
)
def test_what_a_thread_is_at_is_told_as_a_call_or_a_question(call, told):
    """Nobody says "is at is set? of event 1"."""

    def program():
        thing = threading.Event()
        while True:
            call(thing)

    assert (
        f"MainThread {told} (not set), at line"
        in lab.simulate(program, switch="sync", max_steps=50).explain()
    )


def takes_it(lock):
    with lock:
        pass


def tries_its_own(lock):
    with lock:
        lock.acquire(blocking=False)


def takes_it_twice(lock):
    with lock, lock:
        pass


@pytest.mark.parametrize(
    ("make", "step", "at"),
    [
        (threading.Lock, takes_it, "release"),
        (threading.Semaphore, takes_it, "release"),
        (threading.Lock, tries_its_own, "try to acquire"),
        (threading.RLock, takes_it_twice, "acquire"),
    ],
)
def test_who_gives_a_lock_back_or_can_have_it_waits_for_nobody(make, step, at):
    def spins():
        lock = make()

        def loop():
            while True:
                step(lock)

        threads = [threading.Thread(target=loop) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    runs = [lab.simulate(spins, max_steps=steps) for steps in range(200, 212)]
    assert {run.outcome for run in runs} == {"endless"}
    assert any(status.kind == at and status.holds for run in runs for status in run.statuses)
    assert not any("waits for itself" in run.explain() for run in runs)
