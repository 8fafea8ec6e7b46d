"""Attributes of one name: of one object or of two, and what a class has for all of its instances."""

from __future__ import annotations

from threading import Thread
from typing import Any, ClassVar

from pipeline_core import lab
from tests.lab.programs import together


def story(program: Any, right: Any) -> str:
    found = lab.explore(program, check=lambda run: run.result == right)
    assert found.failure is not None
    return found.failure.explain()


def looked_up(workers: int) -> Any:
    """Each worker loads what the cache of the class has not."""

    def program() -> int:
        loads = []

        class Lookup:
            cache: ClassVar[dict[str, int]] = {}

            def process(self) -> None:
                if "ann" not in self.cache:
                    loads.append(1)
                    self.cache["ann"] = 1

        made = [Lookup() for _ in range(workers)]
        together(made[0].process, made[-1].process)
        return len(loads)

    return program


def test_what_a_class_has_for_two_instances_is_one_thing() -> None:
    """`self.cache` of each would read as if each had one of its own, which is the opposite of the fault."""
    told = story(looked_up(2), 1)
    assert told.count("reads Lookup.cache = {}") == 2
    assert told.count("Lookup.cache['ann'] becomes 1") >= 2
    assert "self.cache =" not in told
    assert "object" not in told


def test_with_one_instance_it_is_called_as_the_program_calls_it() -> None:
    """There is nothing to tell apart."""
    told = story(looked_up(1), 1)
    assert told.count("reads self.cache = {}") == 2


class Tally:
    n = 0

    def bump(self) -> None:
        seen = self.n
        self.n = seen + 1


def test_a_default_in_the_class_is_hidden_by_what_an_instance_sets() -> None:
    """Both threads begin with the class's 0, and set what is the one instance's own."""

    def program() -> int:
        tally = Tally()
        together(tally.bump, tally.bump)
        return tally.n

    told = story(program, 2)
    assert told.count("reads self.n = 0") == 2
    assert "Tally.n" not in told
    assert "Between lines" in told


def test_objects_without_a_name_are_numbered_among_those_of_their_class() -> None:
    """A number alone does not say of what."""

    def program() -> list[int]:
        tallies = {object(): Tally(), object(): Tally()}  # such a key is no name
        together(*(t.bump for t in tallies.values()), *(t.bump for t in tallies.values()))
        return [t.n for t in tallies.values()]

    told = story(program, [2, 2])
    assert "self.n of the 1st Tally becomes" in told
    assert "self.n of the 2nd Tally becomes" in told


def test_a_function_that_the_thread_is_in_names_it_too_unless_another_one_is_called_so() -> None:
    """What the method calls `self`, its caller may have a name for."""

    def first(left: Tally) -> None:
        left.bump()

    def second(right: Tally) -> None:
        right.bump()

    def program(*calls: Any) -> list[int]:
        tallies = {object(): Tally() for _ in range(2)}
        given = zip(calls, [*tallies.values()] * 2, strict=True)
        threads = [Thread(target=call, args=(tally,)) for call, tally in given]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return [t.n for t in tallies.values()]

    told = story(lambda: program(first, second, first, second), [2, 2])
    assert "left.n becomes" in told
    assert "right.n becomes" in told
    told = story(lambda: program(first, first, first, first), [2, 2])
    assert "self.n of the 2nd Tally becomes" in told
    assert "left.n" not in told
