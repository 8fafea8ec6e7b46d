"""``complete`` held against trying everything, drawing lots, and real threads.

A difference is printed with its seed, its program and the command that plays it again. Some programs here,
2,000 at line grain and some hundred at opcode grain in ``make test-wide``.
"""

import os
import threading

import pytest

from pipeline_core.lab.runtime import runner
from pipeline_core.lab.scheduler.footprint import NAMES, CurrentFootprint
from tests.lab.oracle.grammar import compiled, indent, made, plan, written
from tests.lab.oracle.referee import Limits, judge, real_states, visit
from tests.lab.oracle.tally import tally

QUICK = Limits(reduced=200, whole=200, lots=20, seconds=2, real=60)
BLOCK = 100


@pytest.mark.parametrize("block", range(3))
def test_complete_is_earned_at_line_grain(block):
    """A sample: the states that a complete search visited are those that the unreduced one visits."""
    for seed in range(block * 6, block * 6 + 6):
        verdict = judge(plan(seed), "line", QUICK)
        assert not verdict.differs, verdict.told()


@pytest.mark.parametrize("seed", [1, 2, 12])
def test_complete_is_earned_at_opcode_grain(seed):
    """A sample of the same with switches inside a line, where real threads may switch as well."""
    verdict = judge(plan(seed), "opcode", QUICK, real=True)
    assert not verdict.differs, verdict.told()


@pytest.mark.wide
@pytest.mark.timeout(3_600)
@pytest.mark.parametrize("block", range(20))
def test_complete_is_earned_by_two_thousand_programs(block):
    """All of them, held against real threads too; nine in ten right ones are proved in 5 s."""
    counts = tally(range(block * BLOCK, block * BLOCK + BLOCK), "line", real=True)
    print(counts)
    assert counts.programs == BLOCK
    assert not counts.kinds, "\n".join([*counts.told, str(counts)])
    assert counts.proved >= 0.9 * counts.right, str(counts)


@pytest.mark.wide
@pytest.mark.timeout(3_600)
@pytest.mark.parametrize("block", range(3))
def test_complete_is_earned_at_opcode_grain_by_more_programs(block):
    """Inside a line, and inside a call: no real thread ends as no schedule does."""
    counts = tally(range(block * BLOCK, block * BLOCK + BLOCK), "opcode", real=True)
    print(counts)
    assert not counts.kinds, "\n".join([*counts.told, str(counts)])


# -- the oracle itself -----------------------------------------------------------------------------


def test_a_seed_gives_the_same_program_each_time():
    """So that the seed of a difference is enough to play it again."""
    assert [written(plan(seed)) for seed in range(50)] == [written(plan(seed)) for seed in range(50)]


def test_every_program_can_be_compiled():
    """No combination of words is bad syntax."""
    for seed in range(500):
        made(plan(seed))


@pytest.mark.parametrize("reduce", [True, False])
def test_a_search_that_was_given_up_is_not_complete(monkeypatch, reduce):
    """In the second schedule a thread blocks in C: the rest was not visited."""
    monkeypatch.setattr(runner, "GUARD_SECONDS", 0.3)
    monkeypatch.setattr(runner, "GIVE_UP_SECONDS", 0.2)
    source, sink = os.pipe()

    def program():
        said = []
        thread = threading.Thread(target=lambda: said.append(1))
        thread.start()
        if said:
            os.read(source, 1)
        thread.join()

    found = visit(program, "line", reduce, 2_000, 10)
    os.write(sink, b"x")
    assert runner.wait_until_gone()
    os.close(sink)
    os.close(source)
    assert found.states == {("finished", "None", "")}
    assert "given up" in found.reason


# One small program a kind of touch: lines of program(), the statements of both threads.
OVERLOOKED = {
    "list": ("c = [0]", "v = c[0]\nc[0] = v + 1", "c[0]"),
    "dict": ("c = {}", "v = c.get(0, 0)\nc[0] = v + 1", "c[0]"),
    "J": ("class J: n = 0\n    c = J()", "v = c.n\nc.n = v + 1", "c.n"),
    "Queue": ("c = queue.Queue()", "if c.empty():\n    c.put(1)", "c.qsize()"),
    NAMES: ("n = 0", "v = n\nn = v + 1", "n"),
}


def two_threads(setup, body, shown):
    """The source of a program in which the main thread and another one do the same."""
    if setup.startswith("n = "):
        body = f"nonlocal n\n{body}"
    return (
        f"import collections, queue, threading\ndef program():\n    {setup}\n"
        f"    def f():\n{indent(body, 8)}\n"
        f"    t = threading.Thread(target=f)\n    t.start()\n    f()\n    t.join()\n    return {shown}\n"
    )


INSIDE = two_threads("d = collections.Counter(a=0)", "d.update({'a': 1})", "d['a']")


@pytest.mark.parametrize("kind", OVERLOOKED)
def test_a_reducer_that_overlooks_one_kind_of_touch_is_noticed(monkeypatch, kind):
    """With that kind left out the search is complete too early, and the referee names the states."""
    source = two_threads(*OVERLOOKED[kind])
    program = compiled(source, f"<oracle: {kind}>")
    whole = visit(program, "line", False, 2_000, 10)
    assert not whole.reason
    assert len(whole.states) > 1
    assert visit(program, "line", True, 2_000, 10).states == whole.states
    take = CurrentFootprint.take

    def with_a_gap(self):
        touches = take(self)
        names = [self.kinds[key] if isinstance(key, int) and key >= 0 else key for key, _, _ in touches or ()]
        return touches and [touch for touch, name in zip(touches, names, strict=True) if name != kind]

    monkeypatch.setattr(CurrentFootprint, "take", with_a_gap)
    reduced = visit(program, "line", True, 2_000, 10)
    assert not reduced.reason
    assert whole.states - reduced.states


def test_real_threads_lose_what_is_changed_inside_a_call():
    """``Counter.update`` reads and writes in Python code of the library: real threads lose updates there."""
    for grain in ("line", "opcode"):
        assert {state[1] for state in real_states(INSIDE, 200, grain)} == {"1", "2"}
