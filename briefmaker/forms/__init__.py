"""From answers to a letter: what a document type asks, what is missing, and the undo history.

Knows the letter's values and how typed text is read; not how a letter is printed or stored.
"""
