"""Right in another style: looks once whether there is anybody to wait for."""

from threading import Thread


def greet(name, say):
    said = []
    talker = Thread(target=lambda: said.append(say(name)))
    talker.start()
    if talker.is_alive():
        talker.join()
    return said
