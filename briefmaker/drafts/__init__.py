"""Letter files and drafts on disk: written so that nothing is ever lost.

Knows files and the letter's values; nothing of packs, pages or windows.
"""
