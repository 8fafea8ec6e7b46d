from threading import Thread


def greet(name, say):
    """Let a second thread call say(name); return a list with what say returned.

    Given:  a name; say, a function of one name, which may take its time.
    Do:     return when the second thread has ended, and not before. One line more is enough.
    Never:  sleep, or ask again and again.
    Size:   1 line.   Stuck: hint("0.1")
    """
    said = []

    def talk():
        said.append(say(name))

    talker = Thread(target=talk)
    talker.start()
    return said
