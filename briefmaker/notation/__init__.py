"""How Dutch letters write names, greetings, days, times, numbers and references: each rule once.

Pure functions from texts to texts, with the source of each rule; where sources or houses disagree, the
pack's `Notation` chooses. Knows no files, no form, no Word and no window. What can't be read stays as it was
typed.
"""
