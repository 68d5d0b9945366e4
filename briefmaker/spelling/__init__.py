"""Which words of a text are spelt wrong, and what they may have been meant to be.

`words` finds the words, `judging` says what has to be known of each and puts dictionary and word lists
together, `checker` is the port to a dictionary, `hunspell_checker` the engine behind it, `process` runs
that in a child process (`worker`), since a suggestion takes up to seconds and holds the interpreter.
Must not know letters, packs, files of the user, or windows: texts and word lists come as plain values.
"""
