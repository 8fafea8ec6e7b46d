"""The ward: what a seed has broken fails as its faults say, and the lab grades a diagnosis and a cure."""

import re
from itertools import combinations

import pytest

from exercises.lessons.broken import FAULTS, THEMES, written
from exercises.lessons.ward import Patient, letters, right, ward
from pipeline_core import lab

SEEDS = range(80)
USUAL = 16  # what make test tries of them


def ending(found):
    """How the lab tells a failure: a run that ends with a wrong result is wrong."""
    return "wrong" if found.failure.outcome == "finished" else found.failure.outcome


def test_there_are_at_least_twelve_kinds_of_fault():
    """Each has a letter and a name of its own, and all of them stand in the list that the reader gets."""
    assert len(FAULTS) >= 12
    assert len({fault.name for fault in FAULTS.values()}) == len(FAULTS)
    assert letters().splitlines() == [f"({fault.letter}) {fault.name}" for fault in FAULTS.values()]


def test_what_is_right_is_told_of_any_input():
    """The result that the lab compares with: results in order, failed items, how many were worked."""
    assert right((4, 0, 3)) == ([[3, 4], [4, 3]], [0], 2)


@pytest.mark.parametrize("theme", range(len(THEMES)))
def test_without_a_fault_it_holds_in_every_schedule(theme):
    """The right pipeline is proved, whatever its names."""
    patient = Patient(0, "a", theme)
    assert patient.with_only("").complete
    verdict = patient.cure(written("", theme))
    assert verdict.right
    assert verdict.sentence.startswith("Cured: it holds in all ")


@pytest.mark.parametrize("letter", FAULTS)
def test_a_fault_alone_shows_as_it_says(letter):
    """With every other fault cured, it fails in the way that stands beside its name."""
    for theme in range(len(THEMES)):
        assert ending(Patient(0, letter, theme).with_only(letter)) == FAULTS[letter].shows


def test_a_seed_draws_the_same_patient_and_seeds_draw_all_faults():
    """The number is the patient: same text; in eighty, each fault, and one to three at once."""
    assert [ward(seed).text for seed in SEEDS] == [ward(seed).text for seed in SEEDS]
    drawn = [ward(seed)._faults for seed in SEEDS]
    assert set("".join(drawn)) == set(FAULTS)
    assert {len(faults) for faults in drawn} == {1, 2, 3}


def test_the_patients_that_the_notebook_names_are_as_it_says():
    """Its example, its first patient for the reader, and which numbers have three faults."""
    drawn = {seed: ward(seed)._faults for seed in range(1, 40)}
    assert (drawn[18], drawn[5]) == ("k", "lm")
    assert set("".join(drawn.values())) == set(FAULTS)
    assert [seed for seed in drawn if len(drawn[seed]) == 3] == [6, 10, 11, 16, 21, 31, 38]


@pytest.mark.parametrize(
    "seed", [pytest.param(seed, marks=pytest.mark.wide) if seed >= USUAL else seed for seed in SEEDS]
)
def test_a_patient_is_graded_by_the_lab(seed):
    """It fails in a way of its faults; the right answers pass, and what is wrong or less is refused."""
    patient = ward(seed)
    faults = patient._faults
    found = patient.examine()
    ways = {FAULTS[letter].shows for letter in faults}
    if "e" in faults:
        ways.add("error")  # where nobody waits for the worker that it ended
    if "n" in faults and "deadlock" in ways:
        ways.add("leak")  # the main thread does not wait for who is stuck
    assert ending(found) in ways

    assert patient.diagnose(f" {faults.upper()[::-1]}, ").right
    for letter in set(FAULTS) - set(faults):
        assert not patient.diagnose(letter).right
        assert not patient.diagnose(faults + letter).right
    for fewer in combinations(faults, len(faults) - 1):
        assert not patient.diagnose("".join(fewer)).right

    assert patient.cure(written("", patient._theme)).right
    assert not patient.cure({}).right
    for letter in faults:  # cured of all but this one
        verdict = patient.cure(written(letter, patient._theme))
        assert not verdict.right
        assert "it still fails" in verdict.sentence


def test_no_diagnosis_yet_and_no_diagnosis_at_all():
    """What can't be judged is told what would be one."""
    patient = Patient(0, "a", 0)
    assert str(patient.diagnose(None)) == "Your diagnosis first: letters in the place of None."
    assert str(patient.diagnose("")) == "A diagnosis is letters from a to n, not ''."
    assert str(patient.diagnose("az")) == "A diagnosis is letters from a to n, not 'az'."
    assert str(patient.diagnose("b")).startswith(
        "(b) the end is dropped where the queue is full: its cure would change nothing"
    )


def test_a_program_is_one_at_once():
    """It need not have been examined: no search is begun within the lab's own run."""
    assert lab.simulate(Patient(0, "k", 0).program).outcome == "deadlock"


@pytest.mark.parametrize(
    "said", ["lj", "J, L", "(l) and (j)", "l and j", "(l) the first of two ends; (j) one list"]
)
def test_a_diagnosis_in_words_has_its_letters_only(said):
    """The a, the n and the d of "and" are none, nor what stands behind letters in parentheses."""
    assert Patient(0, "jl", 0).diagnose(said).right


def test_and_alone_is_three_letters():
    """There is nothing for it to join."""
    assert Patient(0, "adn", 0).diagnose("and").right


def test_a_story_of_a_changed_text_says_how_its_lines_are_numbered():
    """Nobody has that text before his eyes."""
    patient = Patient(0, "fk", 0)
    told, lines = patient.diagnose("f").sentence, patient.text.splitlines()
    line, there = map(int, re.search(r"your line (\d+) is (\d+) there, and so on\.\n", told).groups())
    assert written("k").splitlines()[there - 1] == lines[line - 1]
    where = int(re.search(r"at line (\d+): thread.join", told).group(1))
    assert lines[where - 1 + line - there].strip() == "thread.join()"
    one_more = {1: "from queue import Queue\n"}
    assert "your line 2 is 3 there" in patient.cure(one_more).sentence
    assert "is no Python: invalid syntax. Lines are numbered" in patient.cure(one_more | {20: "a b"}).sentence
    assert "numbered" not in patient.cure({}).sentence


def numbered(patient, part):
    """The number of the only line that holds this."""
    (number,) = [n for n, line in enumerate(patient.text.splitlines(), 1) if part in line]
    return number


def test_a_cure_is_lines_too():
    """A number names a line, several lines may stand in its place, and "" takes it out."""
    patient = Patient(0, "k", 0)
    line = numbered(patient, "done.put([item, value])")
    assert patient.cure({line: "            done.put([item, value])\n        done.put(END)"}).right
    twice = Patient(0, "h", 0)
    inner = numbered(twice, "                with lock:")
    assert twice.cure({inner: "", inner + 1: "                count = seen + 1"}).right
    assert str(twice.cure({99: "pass"})).startswith("There is no line 99")


OTHER_CURES = {
    "the sum in one line, under the lock": (
        "f",
        {"seen = count": "            with lock:", "count = seen + 1": "                count += 1"},
    ),
    "collected before the wait": (
        "m",
        {
            "for thread in threads:\n        thread.join()\n    collect()": "collect()\n"
            "    for thread in threads:\n        thread.join()"
        },
    ),
    "an end for each": ("a", {"todo.put(END)": "        todo.put(END)\n        todo.put(END)"}),
    "handed back for the others": ("a", {"done.put(END)": "        done.put(END)\n        todo.put(END)"}),
}
LATER = "            seen = count\n            __import__('time').sleep(1)"
ALONE = """    worked = [[i, 12 // i] for i in sorted(items) if i]
    return worked, [i for i in items if not i], len(worked)

    def feed():"""
OWN = "    results, failed, count = [], [], 0\n    done = Queue()"
STAY = "with its queues, stay as they are"
ONE = "    threads += [Thread(target=work)]"
WRONG_CURES = {
    "longer queues": ("m", {"Queue(1), Queue(1)": "Queue(), Queue()"}, STAY),
    "another queue": ("m", {"results, failed, count = [], [], 0": OWN}, STAY),
    "a sleep": ("f", {"seen = count": LATER}, "it still fails"),
    "no threads": ("f", {"def feed():": ALONE}, "in 1 thread: two workers"),
    "one worker": ("fl", {"for _ in range(workers)]": ONE}, "no more threads with workers=3"),
    "no Python": ("f", {"seen = count": "            seen = = count"}, "is no Python"),
    "a name that is not there": ("f", {"END = None": "END = NONE"}, "Before the pipeline begins: NameError"),
    "for ever": ("f", {"def feed():": "    while True:\n        pass\n\n    def feed():"}, "does not end"),
}


def changed(patient, changes):
    """The text with a part of it, or the line that holds it, changed."""
    text = patient.text
    for old, new in changes.items():
        if "\n" in old or old.startswith(("Queue(1)", "END =")):
            text = text.replace(old, new)
        else:
            text = "\n".join(new if old in line else line for line in text.splitlines()) + "\n"
    return text


@pytest.mark.parametrize("name", WRONG_CURES)
def test_what_only_looks_like_a_cure_is_refused(name):
    """Each says why."""
    faults, changes, told = WRONG_CURES[name]
    verdict = (patient := Patient(0, faults, 0)).cure(changed(patient, changes))
    assert not verdict.right
    assert told in verdict.sentence


def test_other_cures_pass():
    """A cure is judged by what it does."""
    for name, (faults, changes) in OTHER_CURES.items():
        verdict = (patient := Patient(0, faults, 0)).cure(changed(patient, changes))
        assert verdict.right, (name, verdict)
