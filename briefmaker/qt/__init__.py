"""The window: shows values, turns keystrokes into answers, calls `briefmaker.app`.

The only floor that knows Qt.
"""
