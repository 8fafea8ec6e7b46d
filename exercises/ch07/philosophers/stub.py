class Table:
    """A round table: a philosopher at each seat, a fork between any two.

    Given:  forks, a list of Locks; forks[seat] is the left one of that seat, forks[seat + 1] the right one,
            and for the last seat forks[0].
    Do:     dine(seat, eat) takes both forks, calls eat() once, puts both back, and returns what eat returned.
    Never:  get stuck, whatever the order of steps; sleep; ask again and again; keep a fork when eat raises.
    Size:   about 4 lines in dine.   Stuck: the hints below, one at a time
    """

    def __init__(self, forks):
        self.forks = forks

    def dine(self, seat, eat):
        raise NotImplementedError('exercise 7.2: write dine(), then run check("7.2", Table)')
