"""The text editor: shows a `Body`, and says what it becomes while somebody types.

The tree is the truth. `lines`, `runs`, `structure`, `listing` and `store` are plain functions and
values (no Qt); `looks`, `pages`, `cards` and `markers` put them into a `QTextDocument` and read them
back; `sync` keeps both in step, `keys` and `actions` say what a key or a button does. Must not know
document types, files or windows.
"""

from briefmaker.qt.editor.toolbar import EditorToolbar
from briefmaker.qt.editor.widget import BodyEditor

__all__ = ["BodyEditor", "EditorToolbar"]
