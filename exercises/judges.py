"""What a ``check.py`` may hold: one of four judges, called ``JUDGE``.

    JUDGE = Code(check, answer="relay")           do, fix: a function or class, tried
    JUDGE = Quiz(questions)                       predict, read: questions, and what is right
    JUDGE = Order(HEAD, LINES, check)             order: lines that become a function, tried
    JUDGE = Break(program, goal)                  break: a program, and what a schedule has to reach

Inside:  the four; each can ``judge`` what was handed in, and make its ``form``; what becomes of lines in
         order, and of a schedule, on the way.
Outside: trying code (``engine.bench``), what is said to an answer to a question (``engine.questions``), the
         widgets and their text (``forms``), the guard around it all (``engine.check``).

It stands above ``engine`` and ``forms``, which know nothing of it: they are handed one by the catalogue.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import FunctionType
from typing import TYPE_CHECKING, Any

from exercises.catalogue import Exercise
from exercises.engine.battery import Battery
from exercises.engine.bench import Bench
from exercises.engine.display import show
from exercises.engine.endings import OUT_OF_SIGHT, asks_to_be_driven, kept_for_the_next_call
from exercises.engine.questions import Question, judge_answers
from exercises.engine.source_text import revive
from exercises.engine.subprocess_bench import judge_in_a_process
from exercises.engine.verdict import Refusal, Verdict
from exercises.engine.written import out_of_sight
from exercises.forms import plain
from pipeline_core import lab
from pipeline_core.lab.code.callables import functions_of
from pipeline_core.lab.exploration.leftover_state import LeftoverState
from pipeline_core.lab.scheduler.schedule import parse
from pipeline_core.lab.stepper.session import Session
from pipeline_core.lab.story.run import Run
from pipeline_core.lab.text import brief

if TYPE_CHECKING:  # a check of code draws nothing: matplotlib would take its time
    from pipeline_core.lab.charts.picture import Picture

Check = Callable[[Any, Any], None]  # (answer, bench): raises a Refusal for the first thing that is wrong


def _no_words(_variant: int) -> dict[str, str]:
    return {}


@dataclass(frozen=True, kw_only=True)
class Judge(ABC):
    """What the four have in common.

    Args:
        answer: what the stub calls what is handed in; for two things both names, "guess, in_groups".
        words: variant -> word of the folder's files -> what it says in that variant.
    """

    answer: str
    words: Callable[[int], dict[str, str]] = _no_words

    @property
    def varies(self) -> bool:
        """Whether another variant makes another exercise of it."""
        return self.words is not _no_words

    @abstractmethod
    def judge(self, exercise: Exercise, given: Any, variant: int) -> Verdict:
        """The verdict on what was handed in.

        Raises:
            Refusal: the first thing that is wrong.
        """

    @abstractmethod
    def form(self, exercise: Exercise, variant: int) -> Any:
        """What asks for an answer: a widget, or where there are none a plain form, which is printed.

        None, with the reason shown, where no form asks.
        """


# -- do, fix ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class Code(Judge):
    """A function or class is asked for; with ``questions``, answers as well, and the pair is handed in.

    Args:
        check: (answer, bench) -> None; raises a Refusal, mostly by ``bench.require``.
        questions: variant -> what is asked beside the code.
        battery: what is tried besides, and held against what the solution made of it.
        place: "process" for an answer that does real I/O or starts processes; the bench is a ``RealBench``.
        needs: modules that take long to import, and that the process has before the clock of the check runs.
    """

    check: Check
    questions: Callable[[int], Sequence[Question]] | None = field(default=None, kw_only=True)
    battery: Battery | None = field(default=None, kw_only=True)
    place: str = field(default="here", kw_only=True)
    needs: Sequence[str] = field(default=(), kw_only=True)

    @property
    def varies(self) -> bool:
        """Whether another variant makes another exercise of it."""
        return super().varies or self.questions is not None

    def judge(self, exercise: Exercise, given: Any, variant: int) -> Verdict:
        """Questions first; then the code is tried."""
        if self.place == "process":
            return judge_in_a_process(exercise, given, variant)
        if self.questions is None:
            return _tried(self._all_of_it(exercise), exercise, given, variant)
        if not isinstance(given, tuple) or len(given) != 2:
            raise Refusal(f'two things are asked for: check("{exercise.id}", {exercise.answer_name}).')
        said = judge_answers(self.questions(variant), given[0])
        return _tried(self._all_of_it(exercise), exercise, given[1], variant, said)

    def _all_of_it(self, exercise: Exercise) -> Check:
        """The exercise's own check, whose sentences know it best; then the battery."""
        battery = self.battery

        def check(answer: Any, bench: Any) -> None:
            self.check(answer, bench)
            if battery is not None:
                battery.hold(answer, bench, exercise.expected())
            if bench.at_last is not None:
                raise bench.at_last

        return check

    def form(self, exercise: Exercise, variant: int) -> Any:
        """For the questions; code is written in a cell."""
        if self.questions is None:
            call = f'check("{exercise.id}", {exercise.answer_name})'
            show(f"exercise {exercise.id} has no form, it asks for code: write it in its cell, then {call}.")
            return None
        return _questions_form(exercise, variant, self.questions(variant), None)


def _tried(check: Check, exercise: Exercise, answer: Any, variant: int, said: str = "") -> Verdict:
    """The verdict on code; ``said`` stands before what was tried."""
    if not callable(answer):
        name = exercise.answer_name.rpartition(", ")[2]
        raise Refusal(_not_a_function(name, answer), tried=answer is not None and answer is not ...)
    if runs_nothing := asks_to_be_driven(answer):
        raise Refusal(runs_nothing)
    bench = Bench(answer, variant)
    if (used := out_of_sight(bench.watch)) == "asyncio":  # what waits in it could not be ended either
        raise Refusal(OUT_OF_SIGHT.format(used), tried=False)
    before = LeftoverState(*_reach(bench))
    try:
        check(answer, bench)
    except Refusal as refusal:
        verdict = Verdict.refused(exercise.id, refusal)
        verdict.of_the_answer_alone()
        if kept := before.changed():
            verdict.notes.append(kept_for_the_next_call([each.told() for each in kept]))
    else:
        verdict = Verdict(exercise.id, passed=True, message=f"{said} {bench.told()}.".lstrip())
    verdict.output = bench.output
    return verdict


def _reach(bench: Bench) -> tuple[list[FunctionType], list[dict[str, Any]]]:
    """The functions of the answer, and the namespaces in which they were made."""
    functions = [function for thing in bench.watch for function in functions_of(thing)]
    return functions, [function.__globals__ for function in functions]


def _not_a_function(name: str, answer: Any) -> str:
    if answer is None or answer is ...:
        return f"there is nothing yet: {name} is {answer!r}. Run the cell that defines it, then this one."
    return (
        f"{name} is {brief(answer)}, and a function or class was expected: hand in the thing itself, "
        "without brackets behind its name."
    )


# -- predict, read ---------------------------------------------------------------------------


@dataclass(frozen=True)
class Quiz(Judge):
    """Questions are asked, before anything is shown.

    Args:
        questions: variant -> what is asked, in the order in which it is judged.
        picture: variant -> what the questions are about, shown above them.
        reveal: variant -> what is shown once all is right.
    """

    questions: Callable[[int], Sequence[Question]]
    answer: str = field(default="guess", kw_only=True)
    picture: Callable[[int], Picture] | None = field(default=None, kw_only=True)
    reveal: Callable[[int], Picture] | None = field(default=None, kw_only=True)

    @property
    def varies(self) -> bool:
        """Whether another variant makes another exercise of it: always, questions are told the variant."""
        return True

    def judge(self, exercise: Exercise, given: Any, variant: int) -> Verdict:
        """All answers first, then the first that is wrong."""
        verdict = Verdict(exercise.id, passed=True, message=judge_answers(self.questions(variant), given))
        if self.reveal is not None:
            verdict.picture = self.reveal(variant)
        return verdict

    def form(self, exercise: Exercise, variant: int) -> Any:
        """Each question with a field or its options."""
        picture = None if self.picture is None else self.picture(variant)
        return _questions_form(exercise, variant, self.questions(variant), picture)


def _questions_form(
    exercise: Exercise, variant: int, questions: Sequence[Question], picture: Picture | None
) -> Any:
    """The form of questions, whether they stand alone or beside code."""
    name, *function = exercise.reworded(exercise.answer_name, variant).split(", ")
    open_ones = "{" + ", ".join(f'"{each.name}": ...' for each in questions) + "}"
    call = plain.call(exercise, variant, open_ones, *function)
    how = f"Without the form: `{call}`, with {plain.dots(questions)} for the dots."
    text = "\n\n".join([plain.questions_text(exercise, questions, picture), plain.plain(how)])
    if not plain.has_widgets():
        show(text)
        return plain.PlainForm(exercise, text)
    from exercises.forms.questions import QuestionForm

    after = plain.call(exercise, variant, name, *function) if function else ""
    return QuestionForm(exercise, variant, questions, text=text, how=how, picture=picture, after=after)


# -- order -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Order(Judge):
    """Lines are put in order, and become a function, which is tried like any other.

    Args:
        head: the lines that stand above and stay; its last ``def`` names the function.
        lines: letter -> line, with its own indentation, in the order in which they are offered.
        check: as for ``Code``.
    """

    head: str
    lines: Mapping[str, str]
    check: Check
    answer: str = field(default="order", kw_only=True)

    @property
    def function(self) -> str:
        """What the function is called that the lines make."""
        names: list[str] = re.findall(r"(?m)^def (\w+)", self.head)
        return names[-1]

    def judge(self, exercise: Exercise, given: Any, variant: int) -> Verdict:
        """The lines are put together, and what they make is tried."""
        source = assemble(self.head, self.lines, given)
        made = build(source, self.function, f"<your order of {exercise.id}>")
        return _tried(self.check, exercise, made, variant)

    def form(self, exercise: Exercise, variant: int) -> Any:
        """The board on which lines are moved."""
        first = " ".join([*self.lines][:3])
        call = plain.call(exercise, variant, f'"{first}"')
        how = (
            f"Without the form: the letters from top to bottom, as in `{call}`. "
            "Perhaps not every line belongs."
        )
        lines = plain.lines_text(self.head, self.lines)
        text = f"{exercise.id} {exercise.title}\n\n{lines}\n\n{plain.plain(how)}"
        if not plain.has_widgets():
            show(text)
            return plain.PlainForm(exercise, text)
        from exercises.forms.order import OrderBoard

        return OrderBoard(exercise, variant, self.head, self.lines, text=text, lines_text=lines, how=how)


def letters_of(lines: Mapping[str, str], given: Any) -> list[str]:
    """The letters of the lines that were put in order: "D A C", "dac", a list of letters, or the board.

    Raises:
        Refusal: nothing yet, a letter that is no line, a letter that comes twice.
    """
    given = getattr(given, "order", given)
    if isinstance(given, str):
        given = [letter for letter in given if letter.isalnum()]
    if given is None or given is ... or given == []:
        raise Refusal(
            'there is nothing yet: hand in the letters of the lines in their order, as in "B A".', tried=False
        )
    if not isinstance(given, list | tuple) or not all(isinstance(each, str) for each in given):
        raise Refusal(f'{brief(given)} was handed in: letters were expected, as in "B A".')
    letters = [each.strip().upper() for each in given]
    for letter in letters:
        if letter not in lines:
            raise Refusal(f"there is no line {letter!r}: the letters are {', '.join(lines)}.")
        if letters.count(letter) > 1:
            raise Refusal(f"line {letter} is there twice: each line is used once, or not at all.")
    return letters


def assemble(head: str, lines: Mapping[str, str], given: Any) -> str:
    """The source of the function: ``head``, then the chosen lines in their order.

    Raises:
        Refusal: as for ``letters_of``.
    """
    return "\n".join([head.rstrip("\n"), *(lines[letter] for letter in letters_of(lines, given))]) + "\n"


def build(source: str, name: str, filename: str) -> Any:
    """The function of that source. Stories and tracebacks find its lines under ``filename``.

    Raises:
        Refusal: the lines are no Python in this order; says at which of them it stops.
    """
    try:
        compile(source, filename, "exec")
    except SyntaxError as error:
        at = source.splitlines()[(error.lineno or 1) - 1].strip() if error.lineno else ""
        where = f" at the line {at!r}" if at else " at the end"
        raise Refusal(f"in this order the lines are no Python: {error.msg},{where}.") from error
    return revive(source, name, filename=filename)[0]


# -- break -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Break(Judge):
    """A schedule is asked for that makes a program do what it should not.

    Args:
        program: variant -> the program, a function of no arguments.
        goal: called with the Run; True, or a sentence about what is still missing.
        said: the sentence for a schedule that reaches the goal, made from its Run.
        watch: as for ``lab.simulate``.
    """

    program: Callable[[int], Callable[[], Any]]
    goal: Callable[[Run], Any]
    answer: str = field(default="schedule", kw_only=True)
    said: Callable[[Run], str] | None = field(default=None, kw_only=True)
    watch: Any = field(default=(), kw_only=True)

    @property
    def varies(self) -> bool:
        """Whether another variant makes another exercise of it: always, the program is told the variant."""
        return True

    def judge(self, exercise: Exercise, given: Any, variant: int) -> Verdict:
        """The schedule is played, and held to the goal.

        ``given`` is a schedule string; a Run, a Stepper or the form, which have one; or the moves of a
        Stepper, as thread numbers: "1 2 1" or [1, 2, 1]. What they leave open is played as the program would.
        """
        program = self.program(variant)
        schedule = _schedule_of(program, getattr(given, "schedule", given), self.watch)
        if schedule is None or schedule is ... or schedule == "":
            raise Refusal(
                "there is nothing yet: hand in a schedule, the string that names the moves.", tried=False
            )
        try:
            parse(schedule)
        except (TypeError, ValueError) as error:
            raise Refusal(f'{error} Or hand in the moves, as numbers of threads: "1 2 1".') from error
        try:
            run = lab.replay(program, schedule, self.watch)
        except ValueError as error:  # it is one, of another program
            raise Refusal(str(error)) from error
        missing = self.goal(run)
        if missing is not True:
            raise Refusal(missing or "with this schedule the goal is not reached.", run)
        message = "this schedule does it." if self.said is None else self.said(run)
        return Verdict(exercise.id, passed=True, message=message, run=run)

    def form(self, exercise: Exercise, variant: int) -> Any:
        """The program in a Stepper."""
        program = self.program(variant)
        session = Session(program, watch=self.watch)
        call = plain.call(exercise, variant, '"1 2 1"')
        how = f"Without the form: hand in the moves as numbers of threads, `{call}`, or a schedule string."
        text = f"{exercise.id} {exercise.title}\n\n{plain.program_text(session)}\n\n{plain.plain(how)}"
        if not plain.has_widgets():
            name = exercise.reworded(exercise.answer_name, variant)
            text += f'\nTo find one: {name}.play("1 2 1") lets these threads move, and shows what they did.'
            show(text)
            return plain.PlainSchedule(exercise, text, session)
        from exercises.forms.schedule import ScheduleForm

        return ScheduleForm(exercise, variant, program, self.watch, text=text, how=how)


def _schedule_of(program: Callable[[], Any], given: Any, watch: Any) -> Any:
    """The schedule that moves are; anything else as it is."""
    if isinstance(given, str) and re.fullmatch(r"[\d\s,]*\d[\d\s,]*", given):
        given = [int(word) for word in given.replace(",", " ").split()]
    if not isinstance(given, list | tuple) or not given or not all(type(move) is int for move in given):
        return given
    try:
        return Session(program, watch=watch).go(list(given)).schedule
    except ValueError as error:
        raise Refusal(f"{error}.") from error
