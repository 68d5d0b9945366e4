"""One manifest that is edited: its text and history, what is chosen in it, what is wrong with it.

Knows no widgets and no files. Every change makes a new text; what is wrong is looked up when the keystroke is
on the screen.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Signal

from briefmaker.app.manifest_files import OpenedManifest
from briefmaker.drafts.kept_texts import UnsavedText
from briefmaker.i18n import _
from briefmaker.letter.document_type import PackInfo
from briefmaker.packs.glimpses import MANIFEST
from briefmaker.packs.manifest_editing import At, Manifest
from briefmaker.packs.manifest_renaming import copied, dropped, free_id, readded, renamed
from briefmaker.packs.manifest_trial import Trial, tried
from briefmaker.qt.workshop.editing_session import EditingSession

__all__ = ["ManifestSession", "id_of_label"]

_METADATA = "metadata."


@dataclass(frozen=True, slots=True)
class _Standing:
    manifest: Manifest
    saved: Manifest

    def unsaved(self) -> Mapping[str, UnsavedText]:
        if self.manifest == self.saved:
            return {}
        return {MANIFEST: UnsavedText(self.manifest.text, self.saved.text)}


class ManifestSession(EditingSession[Manifest, At]):
    """The state of one manifest.

    selected(At): what is chosen. trial_changed(): what is wrong was looked up anew. told(sentence): what
    follows from what was just done, "" for nothing.
    """

    selected = Signal(object)
    trial_changed = Signal()
    told = Signal(object)

    def __init__(self, opened: OpenedManifest, info: PackInfo, parent: QObject | None = None) -> None:
        first: At = (0,) if opened.manifest.sections else ()
        super().__init__(opened.folder, opened.manifest, first, parent)
        self.at = first
        self.info = info
        self.used = opened.used
        self.published = opened.published
        self._began_with = frozenset(opened.manifest.field_ids())
        self.trial: Trial = tried(opened.manifest, opened.folder.name, info)

    # -- what is there

    @property
    def manifest(self) -> Manifest:
        """The manifest as it stands."""
        return self.text

    def standing(self) -> _Standing:
        return _Standing(self.text, self.saved)

    def value(self, at: At, key: str) -> Any:
        """What is written for a key, None for nothing; "metadata.title" of the type's table."""
        if key.startswith(_METADATA):
            about = self.manifest.data.get("metadata")
            return about.get(key.removeprefix(_METADATA)) if isinstance(about, Mapping) else None
        return self.manifest.at(at).get(key)

    def is_used(self, at: At) -> bool:
        """Whether the template has a field's place."""
        id = self.manifest.id_at(at)
        if len(at) == 3:
            return any(name.endswith(f".{id}") for name in self.used)
        return len(at) == 2 and any(name.partition(".")[0] == id for name in self.used)

    def is_published(self, at: At) -> bool:
        """Whether letters can have an answer to a field."""
        return self.published is not None and self.manifest.path_at(at) in self.published.fields

    @property
    def left_in_template(self) -> tuple[str, ...]:
        """Names that the template uses, of fields that were there and are gone or renamed."""
        now = set(self.manifest.field_ids())
        names = {name.partition(".")[0] for name in self.used}
        return tuple(sorted(names & self._began_with - now))

    # -- what the user does

    def select(self, at: At) -> None:
        """Choose a section or field, () for the type itself."""
        if at != self.at:
            self.pause()
            self.at = at
            self.selected.emit(at)

    def set_value(self, at: At, key: str, value: Any, *, is_typing: bool = True) -> None:
        """Give a key another value, None to take it away; typing in a row is undone together."""
        run = f"{at}:{key}" if is_typing else ""
        if key.startswith(_METADATA):
            self._take(self.manifest.with_setting("metadata", key.removeprefix(_METADATA), value), at, run)
        elif key == "id":
            self._take(renamed(self.manifest, at, str(value or ""), self.published), at, run)
        elif key == "label" and at:
            self._take(self._labelled(at, str(value or "")), at, run)
        else:
            self._take(self.manifest.with_value(at, key, value), at, run)

    def set_values(self, at: At, values: Mapping[str, Any]) -> None:
        """Several keys at once, as one step."""
        made = self.manifest
        for key, value in values.items():
            made = made.with_value(at, key, value)
        self._take(made, at, "")

    def _labelled(self, at: At, label: str) -> Manifest:
        """With another label; the id of a new field follows it as long as nobody gave it another."""
        before = self.manifest
        id, old = before.id_at(at), str(before.at(at).get("label", ""))
        made = before.with_value(at, "label", label)
        follows = re.fullmatch(rf"{re.escape(id_of_label(old, len(at)))}(_[0-9]+)?", id)
        if not follows or self.is_published(at) or self.is_used(at):
            return made
        if len(at) == 1 and any(f"met_{id}" in str(before.at(each)) for each in before.places()):
            return made
        return renamed(made, at, free_id(id_of_label(label, len(at)), self._ids_beside(at)))

    def _ids_beside(self, at: At) -> set[str]:
        places = [each for each in self.manifest.places() if len(each) == len(at) and each != at]
        return {self.manifest.id_at(each) for each in places if len(at) < 3 or each[:2] == at[:2]}

    def add_section(self) -> None:
        """Add a section behind the chosen one."""
        at = (self.at[0] + 1,) if self.at else (len(self.manifest.sections),)
        self._add(at, _("New section"))

    def add_field(self) -> None:
        """Add a field behind the chosen one, or at the end of the chosen section."""
        if not self.manifest.sections:
            self.add_section()
        at = self.at or (len(self.manifest.sections) - 1,)
        place = (*at, len(self.manifest.inside(at))) if len(at) == 1 else (*at[:-1], at[-1] + 1)
        self._add(place, _("New field"))

    def add_inside(self) -> None:
        """Add a field to the chosen group."""
        group = self.at[:2]
        if len(group) == 2:
            self._add((*group, len(self.manifest.inside(group))), _("New field"))

    def _add(self, at: At, label: str) -> None:
        id = free_id(id_of_label(label, len(at)), self._ids_beside(at))
        made = readded(self.manifest.with_added(at, {"id": id, "label": label}), at)
        self._take(made, at, "", at)
        self.told.emit("")

    def set_kind(self, at: At, kind: str) -> None:
        """Make a field one of another kind; a new group gets a first field."""
        made = self.manifest.with_value(at, "kind", None if kind == "text" else kind)
        if kind == "group" and not made.inside(at):
            made = made.with_added((*at, 0), {"id": "tekst", "label": _("Text")})
        self._take(made, at, "")

    def duplicate(self) -> None:
        """Add a copy behind what is chosen."""
        if self.at:
            at = (*self.at[:-1], self.at[-1] + 1)
            self._take(copied(self.manifest, self.at), at, "", at)

    def remove(self) -> None:
        """Take out what is chosen; undo brings it back."""
        at = self.at
        if not at:
            return
        label = str(self.manifest.at(at).get("label", "")) or self.manifest.id_at(at)
        fields = [each for each in self.manifest.places() if each[: len(at)] == at]
        used = [self.manifest.id_at(each) for each in fields if len(each) > 1 and self.is_used(each)]
        self._take(dropped(self.manifest, at, self.published), at, "", at)
        self.told.emit(_said_of_removal(label, used))

    def move(self, at: At, to: At) -> None:
        """Put something at another place of the same depth, counted without it."""
        if at != to and len(at) == len(to):
            self._take(self.manifest.moved(at, to), to, "", to)

    def step(self, by: int) -> None:
        """Move what is chosen one place up (-1) or down (1); a field at an end goes to the next section."""
        at = self.at
        if not at:
            return
        count = len(self.manifest.inside(at[:-1]))
        if 0 <= at[-1] + by < count:
            self.move(at, (*at[:-1], at[-1] + by))
        elif len(at) == 2 and 0 <= at[0] + by < len(self.manifest.sections):
            section = at[0] + by
            self.move(at, (section, 0 if by > 0 else len(self.manifest.inside((section,)))))

    def step_up(self) -> None:
        """Move what is chosen one place up."""
        self.step(-1)

    def step_down(self) -> None:
        """Move what is chosen one place down."""
        self.step(1)

    # -- what others do, and what follows

    def take_over(self, manifest: Manifest, saved: Manifest) -> None:
        """Go on with a text that takes in what somebody else saved; one step back is one's own."""
        self._take_over(manifest, saved)

    def mark_saved(self, manifest: Manifest) -> None:
        """This text now stands in the file."""
        self._note_saved(manifest)

    def use_pack(self, info: PackInfo) -> None:
        """The pack itself was changed: its texts, lists, or house styles."""
        if info != self.info:
            self.info = info
            self._trying.start()
            self.changed.emit()

    def undo(self) -> None:
        super().undo()
        self.told.emit("")

    def redo(self) -> None:
        super().redo()
        self.told.emit("")

    def _choose_in_new(self, chosen: At | None) -> None:
        # Whoever hears of the change looks at what is chosen: it must be there.
        before, self.at = self.at, self._near(self.at if chosen is None else chosen)
        self.changed.emit()
        if self.at != before:
            self.selected.emit(self.at)

    def _near(self, at: At) -> At:
        """What stands there, or else before it."""
        places = set(self.manifest.places())
        if not at or at in places:
            return at
        while at and at not in places:
            at = (*at[:-1], at[-1] - 1) if at[-1] else at[:-1]
        return at or ((0,) if places else ())

    def try_now(self) -> Trial:
        """Look up what is wrong at this very moment."""
        self._trying.stop()
        self.trial = tried(self.manifest, self.folder.name, self.info)
        self.trial_changed.emit()
        return self.trial


def id_of_label(label: str, depth: int = 2) -> str:
    """The id that a label proposes: "Datum raad" gives "datum_raad"."""
    plain = unicodedata.normalize("NFKD", label.casefold()).encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z0-9]+", "_", re.sub(r"['’]", "", plain)).strip("_")
    words = re.sub(r"^[0-9_]+", "", words)[:60].rstrip("_")
    return words or ("deel" if depth == 1 else "veld")


def _said_of_removal(label: str, used: list[str]) -> str:
    if not used:
        return _("“{name}” is taken out.").format(name=label)
    tags = ", ".join(f"{{{{ {name} }}}}" for name in used[:4])
    return _(
        "“{name}” is taken out. The template still has {tags}: take that out in Word too, or undo this."
    ).format(name=label, tags=tags)
