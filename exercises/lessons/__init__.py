"""What chapters draw, turn and run; a file is a subject, and chapters import from it by name.

Inside:  drawings       the kit; pipelines, queues, channels, references; plots of a chapter's own data
         machine        one heap, and one stack a thread
         guesses        a guess beside what happened
         beliefs        what leads to a wrong one, and why it fails there
         sliders        controls, and a page that answers them
         overlap        threads against kinds of work: what overlaps, and what takes turns
         stopping       the price of polling
         pools          what a pool has in flight, and what waits behind a slow head
         locking        the price of a lock
         loops          a loop of two bounded queues
         tuning         runs of waiting stages, simulated and measured; Little's law, what places gain
         site           a real HTTP server on loopback, whose pages fail as they are told
         albums         pictures to work on, a disk that may be full, a contact sheet
         model          a small model that its package ships
         elsewhere      work for other processes, which find it by its name
         batches        what a batch costs that is worked on elsewhere
         clusters       a cluster of dask, whose processes are started by their command line
         builds         a program of its own: threads with the GIL and without, for chapter 11
         needed         packages of these: there, or one line that says how to get them
         guarded        real threads that may get stuck, in a process of their own
         taken_out      the real core, read, and searched without a part of it
         broken         a right pipeline, and the ways to break it
         ward           patients by number, made of these; what the lab says of a diagnosis and of a cure
         closing        eight short programs, and what the lab finds in them
         programs       what cells run, in threads and in processes
         daemon_writer  a program of its own, which chapter 04 starts and sees cut off
         lost_updates   a program of its own, which chapter 06 gives to another Python
Outside: pictures of a run (``pipeline_core.lab``), exercises and their judges.
"""
