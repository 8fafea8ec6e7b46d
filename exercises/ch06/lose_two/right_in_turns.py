"""Right in another style: ada and bob in turns, a step each: each round loses one of its two."""

schedule = [1, 2, 1, 2, 1, 2, 1, 2]
