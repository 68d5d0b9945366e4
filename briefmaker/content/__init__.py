"""From what people type or bring along (text, Markdown, dates) to letter parts, and back.

Knows the letter's values; no form, no Word, no window.
"""
