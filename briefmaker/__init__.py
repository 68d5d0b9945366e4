"""Briefmaker: letters in the house style, from a form to Word and accessible PDF."""

__version__ = "0.1.0"
