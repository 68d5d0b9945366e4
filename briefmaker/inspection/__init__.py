"""What is wrong with a template, in plain words and with its place; and what mends it.

Knows Word files, document types and the rules of both; no folders, no windows, no pages. What
does the work is loaded when it is first used.
"""
