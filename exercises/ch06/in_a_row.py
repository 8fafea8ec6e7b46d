"""Objects made one after the other, each when the one before is gone: perhaps at its place, and under its id.

Inside:  ``each_where_one_was``.
Outside: what is done with each of them (the ``check.py`` of 6.1 and 6.3).
"""

ADDRESS = (
    "{} are made one after the other, each when the one before is gone, and {} {}: {} was expected. The id "
    "of an object that is gone may be another one's."
)


def each_where_one_was(bench, them, what, make, right):
    """``make(number)`` returns one of ``them`` and what it says; ``what`` that is, and ``right`` says it.

    If those that are all kept are as wrong, their place is no reason. To be called early, as any two of what
    follows may lie at the same place, by chance.

    Raises:
        Refusal: they say something else where each may lie at the place of the one before.
    """

    def said(*, keep):
        kept, said = [], []
        for number in range(len(right)):
            one, says = make(number)
            said.append(says)
            if keep:
                kept.append(one)
            del one
        return said

    run = bench.attempt(lambda: said(keep=True))
    if run is not None and run.result == right:
        run = bench.attempt(lambda: said(keep=False))
        if run is not None:
            told = ADDRESS.format(them, what, run.result, right)
            bench.require(run.result == right, told, run)
