"""Asks where a new file goes, in the platform's own dialog."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from ui.voice import Words, tell


def choose_target(parent: QWidget, title: Words, name: str, suffix: str) -> Path | None:
    """Where to write; the name always ends on ``.suffix``. The dialog itself asks before replacing a file."""
    dialog = QFileDialog(parent.window(), tell(title))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    dialog.setNameFilter(f"*.{suffix}")
    dialog.setDefaultSuffix(suffix)
    dialog.selectFile(f"{name}.{suffix}")
    chosen = dialog.selectedFiles() if dialog.exec() == QFileDialog.DialogCode.Accepted else []
    dialog.deleteLater()
    if not chosen:
        return None
    out = Path(chosen[0])
    return out if out.suffix.lower() == f".{suffix}" else out.with_name(f"{out.name}.{suffix}")
