"""From a Word document to pages and PDF, by a layout engine in a process of its own.

Knows documents and pages; no forms, no fields, no window.
"""
