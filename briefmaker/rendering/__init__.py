"""From a letter to a Word document: compiled templates, the body writer and the guard.

Knows the letter's values and Word's XML; no forms, no files, no layout engine.
"""
