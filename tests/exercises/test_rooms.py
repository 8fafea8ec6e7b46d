"""Imports inside ``exercises`` go down the list in its docstring, and never up."""

import re

import exercises
from tests.test_imports import ROOT, imports_under

ROOMS = [name.replace("chNN", "chapter") for name in re.findall(r"(?m)^ {9}(\w+)", exercises.__doc__)]


def room_of(name):
    """The room of a dotted name or of a path; "" for the face, whose names every cell imports."""
    part = re.split(r"[./]", name)[1]
    return "chapter" if re.fullmatch(r"ch\d\d", part) else part if part in ROOMS else ""


def test_imports_go_down_the_list_of_rooms():
    """Function bodies included; what is imported for types alone is read too, and named here."""
    assert ROOMS == ["help", "chapter", "judges", "forms", "engine", "records", "catalogue", "lessons"]
    wrong = []
    for where, name, _ in imports_under(ROOT / "exercises"):
        if not name.startswith("exercises.") or "__init__.py" in where:
            continue
        here, there = room_of(where), room_of(name)
        up = (
            ROOMS.index(there) < ROOMS.index(here) if there else not re.search(r"/(stub|solution)\.py", where)
        )
        aside = here == "lessons" != there or (there == "lessons" and here not in {"lessons", "chapter"})
        if up or aside:
            wrong.append(where.partition(":")[0] + " → " + name)
    # The catalogue names the type of what it hands on, and hands it on without a look inside.
    assert wrong == ["exercises/catalogue.py → exercises.judges.Judge"]
