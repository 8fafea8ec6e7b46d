from threading import Thread


def greet(name, say):
    """Let a second thread call say(name); return a list with what say returned."""
    said = []

    def talk():
        said.append(say(name))

    talker = Thread(target=talk)
    # start comes back at once: from here on two threads run, and nobody knows which of them is faster.
    talker.start()
    # join waits, without using a core, until talk has returned. However slow say is, said is complete then.
    talker.join()
    return said
