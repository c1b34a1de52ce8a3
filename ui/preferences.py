"""What the window remembers outside the register: language, theme, text size, calm. Nothing personal."""

from __future__ import annotations

import contextlib
import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

from PySide6.QtCore import QFileDevice, QIODevice, QSaveFile

from ui.theme import SCALES
from wallet.words import LANGUAGES, system_language

_FILE = "window.json"


@dataclass
class WindowPreferences:
    """Read at the start, written at every change."""

    folder: Path
    language: str = field(default_factory=system_language)
    theme: str = "system"
    scale: int = 100
    calm: bool = False

    @classmethod
    def load(cls, folder: Path) -> WindowPreferences:
        """What was written down, as far as it makes sense; else the defaults."""
        made = cls(folder)
        try:
            kept = json.loads((folder / _FILE).read_text("utf-8"))
        except (OSError, ValueError):
            return made
        if not isinstance(kept, dict):
            return made
        if kept.get("language") in LANGUAGES:
            made.language = kept["language"]
        if kept.get("theme") in ("system", "light", "dark"):
            made.theme = kept["theme"]
        if kept.get("scale") in SCALES:
            made.scale = kept["scale"]
        made.calm = kept.get("calm") is True
        return made

    def save(self) -> None:
        """Write it down; a folder that cannot be written is no reason to stop."""
        kept = {name: value for name, value in asdict(self).items() if name != "folder"}
        with contextlib.suppress(OSError):
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_private(self.folder / _FILE, json.dumps(kept))


def write_private(path: Path, text: str) -> None:
    """Put a text in a file for its owner only (0600), as a whole or not at all. Raises OSError."""
    file = QSaveFile(str(path))
    if not file.open(QIODevice.OpenModeFlag.WriteOnly):
        raise OSError(file.error())
    file.setPermissions(QFileDevice.Permission.ReadOwner | QFileDevice.Permission.WriteOwner)
    file.write(text.encode("utf-8"))
    if not file.commit():
        raise OSError(file.error())
