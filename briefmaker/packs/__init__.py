"""Template packs in folders: the house style, its lists, and its document types.

Reads files into values; knows nothing of drafts, pages or windows.
"""
