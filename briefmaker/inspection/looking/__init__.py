"""How a template looks and what it carries along, one rule or two to a module.

Each module gives a function from `Seen` (a Word file with its styles) to findings. Knows nothing of
placeholders beyond that they stand between braces.
"""
