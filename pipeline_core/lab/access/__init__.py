"""What a step reads and writes: for the reducer, which must not miss any, and for the story.

Reading order: instrument, which puts a hook in front of each access in the program's code, with scopes,
which says whose a name is; twins, which gives functions that code for the length of a call; hooks;
touches, what an access touches; effects, what a call of code without hooks touches, with contexts and
library; callbacks; callers, for code that asks who called it. And locations, which names what a
statement touches as a reader would.
"""
