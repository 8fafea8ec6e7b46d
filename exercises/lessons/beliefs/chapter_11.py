"""What wrong guesses of chapter 11 tell of."""

from __future__ import annotations

from math import inf

from exercises.lessons.beliefs.kinds import Beliefs

BELIEFS: Beliefs = {
    "11.processes": (
        (0.4, 2.6),
        {
            (4, inf): (
                "Whoever says 4 or more believes that processes are quick in themselves. Two of them use two "
                "cores at most, and an interpreter there computes as fast as here."
            ),
            (0, 0.25): (
                "Whoever expects them to be much slower counts their start. That was over, and here a block "
                "is worth far more than sending it."
            ),
        },
    ),
    "11.quick": (
        (0, 0.4),
        {
            (1.5, inf): (
                "Whoever says about 2 believes that processes avoid the GIL for free. Each item has to be "
                "pickled, sent and built again, and the result as well; that takes longer than its work."
            ),
            (1, 1.4): (
                "Whoever says about as fast believes that sending costs next to nothing. It takes many times "
                "as long as the few microseconds that such an item is worth."
            ),
        },
    ),
    "11.batch": (
        (2, 100),
        {
            (0.5, 1.5): (
                "Whoever says about 1 believes that the time goes into the numbers. Most goes into the "
                "journeys, and of those there are a hundred times fewer."
            ),
            (1.6, 1.9): (
                "Whoever says a little faster halves the work. The two processes did that before as well; "
                "what a batch saves are journeys."
            ),
            (250, inf): "There are a hundred times fewer journeys; more than that a batch of 100 can't save.",
        },
    ),
    "11.pickle": (
        0,
        {
            30: (
                "Whoever says 30 believes that a function is sent as it is. It is pickled as a name, and "
                "these have none that another process could look up."
            ),
            20: (
                "Whoever says 20 believes that only the lock stays behind. The closure and the lambda have "
                "no name under which a module keeps them."
            ),
            10: (
                "Whoever says 10 believes that one of the three can be sent. None of them has both a name in "
                "a module and arguments that can be pickled."
            ),
        },
    ),
    "11.cell": (
        0,
        {
            10: (
                "Whoever says 10 believes that a name is enough. The name arrives, and in the other process "
                "nothing in __main__ is called that."
            ),
        },
    ),
    "11.state": (
        0,
        {
            20: (
                "Whoever says 20 believes that a module is shared. Each process has imported it for itself, "
                "and its list with it."
            ),
            10: (
                "Whoever says 10 shares them out: ten in the list of each process, perhaps. The list of this "
                "process is a third one, to which nobody has appended."
            ),
        },
    ),
    "11.mark": (
        "b",
        {
            "a": (
                "Whoever says (a) believes that an object arrives as itself. A copy arrives, and a copy is "
                "another object: its identity stays behind."
            ),
            "c": (
                "Whoever says (c) believes that a bare object can't be pickled. It can, as it holds nothing; "
                "what is built there is another one."
            ),
        },
    ),
    "11.fork": (
        "b",
        {
            "a": (
                "Whoever says (a) believes that both have one lock. The child has a copy, from the moment of "
                "the fork; giving back the lock here does not change the copy."
            ),
        },
    ),
    "11.value": (
        "c",
        {
            "a": (
                "Whoever says (a) expects the name again. A function of a cell is sent here with its code, "
                "so nobody has to look it up."
            ),
            "b": (
                "Whoever says (b) believes that only pickle can send. This cluster uses cloudpickle for what "
                "pickle could not find by its name."
            ),
        },
    ),
    "11.cluster": (
        (0.8, 400),
        {
            (0, 0.25): (
                "Whoever says a fraction of one expects a pipe. Here each sub-task goes through sockets to a "
                "scheduler and to a worker, and is noted at each step."
            ),
            (2000, inf): "Seconds are what it takes to start a cluster; a journey is far shorter.",
        },
    ),
    "11.lost": (
        0,
        {
            (1, 12): (
                "Whoever says a few counts what the dead worker had in hand. The scheduler knows of it, and "
                "gives it to the other one."
            ),
            (12.1, 24): (
                "Whoever says about half believes that the items were dealt out beforehand. They are "
                "handed in as the stage goes on, and go to whoever is there."
            ),
            25: "Whoever says 25 believes that the run ends with the worker. The other one goes on.",
        },
    ),
    "11.broken": (
        "b",
        {
            "a": (
                "Whoever says (a) believes that a pool starts another process. It can't tell what the dead "
                "one had finished, so it gives up all that it has."
            ),
            "c": (
                "Whoever says (c) expects a wait for the dead one. The pool watches its processes, and fails "
                "all futures when one is gone."
            ),
        },
    ),
    "11.free": (
        (1.0, 2.2),
        {
            (2.6, inf): "Two threads have two cores at most, and an interpreter without a GIL is no faster.",
            (0, 0.8): (
                "Whoever says less than 1 has heard that such a build is slower. One thread is, by a "
                "part; two of them more than make up for it."
            ),
        },
    ),
}
