"""The command line: reads arguments, calls `briefmaker.app`, prints what came of it.

Knows nothing of Qt.
"""
