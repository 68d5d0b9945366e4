"""One function for each thing a user can do, without a window: both faces call these.

Knows every floor below; nothing of Qt or of the command line.
"""
