"""Right in another style: what is left open is played as the program would."""

schedule = (1, 2, 2, 2, 2)
