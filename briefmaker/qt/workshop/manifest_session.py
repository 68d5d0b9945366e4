"""One manifest that is edited: its text and history, what is chosen in it, what is wrong with it.

Knows no widgets and no files. Every change makes a new text; what is wrong is looked up when the keystroke is
on the screen.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from briefmaker.app.manifest_files import OpenedManifest
from briefmaker.i18n import _
from briefmaker.letter.document_type import PackInfo
from briefmaker.packs.manifest_editing import At, Manifest
from briefmaker.packs.manifest_renaming import copied, dropped, free_id, readded, renamed
from briefmaker.packs.manifest_trial import Trial, tried

__all__ = ["ManifestSession", "id_of_label"]

_PAUSE_MS = 1_500
_LONGEST_HISTORY = 500
_METADATA = "metadata."


@dataclass(frozen=True, slots=True)
class _Step:
    """A manifest as it stood, where the change that made it was, and the run of typing that did."""

    manifest: Manifest
    at: At
    key: str = ""


class ManifestSession(QObject):
    """The state of one manifest.

    changed(): the text is another. selected(At): what is chosen. trial_changed(): what is wrong was looked up
    anew. state_changed(): saved or not, what can be undone. told(sentence): what follows from what was just
    done, "" for nothing.
    """

    changed = Signal()
    selected = Signal(object)
    trial_changed = Signal()
    state_changed = Signal()
    told = Signal(object)

    def __init__(self, opened: OpenedManifest, info: PackInfo, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.folder = opened.folder
        self.info = info
        self.used = opened.used
        self.published = opened.published
        self.at: At = (0,) if opened.manifest.sections else ()
        self._began_with = frozenset(opened.manifest.field_ids())
        self._present = _Step(opened.manifest, self.at)
        self._past: tuple[_Step, ...] = ()
        self._future: tuple[_Step, ...] = ()
        self.saved = opened.manifest
        self.trial: Trial = tried(opened.manifest, opened.folder.name, info)
        self._trying = QTimer(self)
        self._trying.setSingleShot(True)
        self._trying.setInterval(0)
        self._trying.timeout.connect(self.try_now)
        self._pausing = QTimer(self)
        self._pausing.setSingleShot(True)
        self._pausing.setInterval(_PAUSE_MS)
        self._pausing.timeout.connect(self.pause)

    # -- what is there

    @property
    def manifest(self) -> Manifest:
        """The manifest as it stands."""
        return self._present.manifest

    @property
    def is_modified(self) -> bool:
        """Whether it differs from what was saved."""
        return self.manifest.text != self.saved.text

    @property
    def can_undo(self) -> bool:
        """Whether there is something to undo."""
        return bool(self._past)

    @property
    def can_redo(self) -> bool:
        """Whether there is something to redo."""
        return bool(self._future)

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

    # -- history

    def pause(self) -> None:
        """The next change begins a new step to undo."""
        self._pausing.stop()
        self._present = replace(self._present, key="")

    def undo(self) -> None:
        """One step back."""
        if self._past:
            before, self._past = self._past[-1], self._past[:-1]
            self._future = (self._present, *self._future)
            self._show(replace(before, key=""), self._future[0].at)

    def redo(self) -> None:
        """One step forward again."""
        if self._future:
            after, self._future = self._future[0], self._future[1:]
            self._past = (*self._past, self._present)
            self._show(replace(after, key=""), after.at)

    def take_over(self, manifest: Manifest, saved: Manifest) -> None:
        """Go on with a text that takes in what somebody else saved; one step back is one's own."""
        self.saved = saved
        self._take(manifest, self.at, "")
        self.state_changed.emit()

    def mark_saved(self, manifest: Manifest) -> None:
        """This text now stands in the file."""
        self.saved = manifest
        self.pause()
        self.state_changed.emit()

    def use_pack(self, info: PackInfo) -> None:
        """The pack itself was changed: its texts, lists, or house styles."""
        if info != self.info:
            self.info = info
            self._trying.start()
            self.changed.emit()

    def _take(self, manifest: Manifest, at: At, run: str, chosen: At | None = None) -> None:
        """Another manifest, by a change at a place; chosen: what is chosen then, None for what was."""
        if manifest.text == self.manifest.text:
            return
        if not (run and run == self._present.key and self._past):
            self._past = (*self._past, self._present)[-_LONGEST_HISTORY:]
        self._future = ()
        self._present = _Step(manifest, at, run)
        self._pausing.start()
        self._say_changed(self.at if chosen is None else chosen)

    def _show(self, step: _Step, at: At) -> None:
        self._present = step
        self._say_changed(at)
        self.told.emit("")

    def _say_changed(self, chosen: At) -> None:
        # Whoever hears of the change looks at what is chosen: it must be there.
        before, self.at = self.at, self._near(chosen)
        self.changed.emit()
        if self.at != before:
            self.selected.emit(self.at)
        self.state_changed.emit()
        self._trying.start()

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
