def count_words(parts, words_of, lock):
    """Count the words of all parts, in one thread for each part; return {word: how often}.

    Given:  parts, a list of lists of lines; words_of, a function of one line that waits for a service and
            returns a list of words; lock, a Lock that counts how often it is taken.
    Do:     start a thread for each part, wait for all of them, return the counts.
    Budget: the lock is taken at most once for each part, and nobody waits for the service with it in hand.
    Never:  sleep, ask again and again, or read and then change what threads share without the lock.
    Size:   about 14 lines.   Stuck: the hints below, one at a time
    """
    raise NotImplementedError('exercise 6.4: write count_words(), then run check("6.4", count_words)')
