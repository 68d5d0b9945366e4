"""What a letter is: frozen values and the pure rules that hold for every letter.

Knows no files, no Word, no windows and no particular kind of letter; fields are data of a
`DocumentType`.
"""
