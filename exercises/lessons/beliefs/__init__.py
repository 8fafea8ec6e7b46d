"""What a wrong guess tells of: for each question of a chapter, the beliefs that lead to other answers.

Inside:  in reading order:
         kinds       what an entry is made of
         chapter_00, chapter_01, chapter_02, chapter_03, chapter_04, chapter_05, chapter_06, chapter_07,
         chapter_08, chapter_09, chapter_10, chapter_11, chapter_12, the_ward: the sentences
         lookup      the one for a wrong guess
Outside: judging a guess (``guesses``).

The sentences stand here because in a cell they would give the answer away before the guess.
"""
