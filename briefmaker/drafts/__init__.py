"""Letter files and drafts on disk: written so that nothing is ever lost.

Knows files and the letter's values; nothing of packs, pages or windows. What is promised, and how it
was tried, stands in `docs/files.md`.

    letter_file     a letter as bytes and back (archive, json_reading, formats)
    reading         any file as bytes, or a sentence why not
    saving          any file, whole or not at all (failures: the sentences; temporary_files: left by a crash)
    file_names      names for every system, and free ones
    autosave        the thread that keeps drafts up to date (draft_store: where, draft_file: as bytes)
    kept_texts      texts of a pack's files that are edited and not saved yet
    locks           a letter that is open elsewhere (processes: whose it is; os_lock: on this machine only)
    own_blocks      the user's own text blocks
    recent          the letters that were open last
    settings        what the user chose (word_list: words of their own)
"""
