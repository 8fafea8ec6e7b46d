"""What remembers: tries, hints, passes, the last answer that passed.

Inside:  in reading order:
         table      what was done, as a table
         store      the SQLite file: transactions, and what happens when it is out of reach
         records    what is noted, and asked for
Outside: judging (``engine``), what exercises there are (``catalogue``).
"""
