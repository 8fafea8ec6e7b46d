"""The machine that makes mutants, and what the check of 2.1 says to them. All exercises: `make bench`."""

import ast

import pytest

from exercises.catalogue import find
from tests.benchmarks.mutants import EQUIVALENT, TARGET, share, tried
from tests.benchmarks.mutations import mutants_of

EXAMPLE = '''
def worker(source, lock, done):
    """A docstring."""
    inner = Queue(maxsize=3)
    while not done:
        ready.wait()
    try:
        while source.full():
            item = source.get(timeout=1)
            if item is SENTINEL:
                source.put(SENTINEL)
                break
            with lock:
                count = done.pop()
                done.append(count + 1)
    except Empty:
        raise
    finally:
        Thread(target=print).start()
'''


def whats(source):
    return {mutant.what for mutant in mutants_of(source)}


@pytest.mark.parametrize(
    "what",
    [
        "without source.put(SENTINEL)", "without break", "without with lock (its body stays)",
        "without raise",
        "done.append(count + 1) behind with lock", "if for while not done", "item is SENTINEL with Eq",
        "no bound in Queue(maxsize=3)", "put_nowait in source.put(SENTINEL)", "without except Empty",
        "except Exception for Empty", "without finally: Thread(target=print).start()",
        "Thread(target=print).start() behind try", "source.get(timeout=1) without timeout",
        "called in Thread(target=print)", "without done.append(count + 1)",
    ],
)  # fmt: skip
def test_what_people_forget_is_among_the_mutants(what):
    """A lock, the end passed on, a bound, an except: one at a time."""
    assert what in whats(EXAMPLE)


def test_two_places_alike_have_two_names():
    """A reason given for one of them would cover the other too."""
    found = [mutant.what for mutant in mutants_of("def f(q):\n    q.put(1)\n    q.put(1)\n    return q")]
    assert len(found) == len(set(found))


def test_mutants_compile_and_differ_from_the_source_and_from_each_other():
    """Two alike would be counted twice; one that does not compile proves nothing about a check."""
    mutants = mutants_of(EXAMPLE)
    texts = {mutant.source for mutant in mutants}
    assert len(texts) == len(mutants) > 15
    assert ast.unparse(ast.parse(EXAMPLE)) not in texts
    for text in texts:
        compile(text, "<mutant>", "exec")


def test_a_docstring_is_no_loss():
    """Nobody's program runs otherwise without it."""
    assert not any("docstring" in what for what in whats(EXAMPLE))


@pytest.mark.parametrize(
    ("address", "least"),
    [("2.1", 10), ("8.1", 4), *(pytest.param(each, 25, marks=pytest.mark.wide) for each in ("8.2", "8.3"))],
)
def test_nearly_every_mutant_is_refused(address, least):
    """2.1 is the pattern of all exercises: what its check lets pass, others will."""
    results = list(tried(find(address)))
    assert len(results) >= least
    assert share(results) >= TARGET, [each for each in results if each.outcome != "refused"]


def test_each_equivalent_mutant_has_its_reason_and_its_exercise():
    """An entry that no longer fits an exercise would hide nothing, and mislead."""
    for (address, _what), reason in EQUIVALENT.items():
        assert find(address)
        assert len(reason) > 20
