"""Reading what other programs put on the clipboard: their HTML and RTF, as blocks in house style.

Structure, emphasis and footnotes stay, looks go, and what went is named. Nothing is ever fetched from
anywhere, and no input takes longer than its length. Knows no clipboard and no window.
"""
