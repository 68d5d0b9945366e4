"""Packs as releases: one file each, signed off, published to a folder that others share, and taken back.

Knows packs and files; no windows, no letters.
"""
