"""What mends a finding in a Word file, a module for what belongs together.

`briefmaker.inspection.repairs` chooses. Each function takes a `WordEdit` and the
finding, and changes the trees; it knows no folders.
"""
