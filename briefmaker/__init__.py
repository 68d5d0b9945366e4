"""Briefmaker: letters in the house style, from a form to Word and accessible PDF."""
