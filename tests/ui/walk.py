"""Walks over what a person or a screen reader can reach in a window."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

CONTROLS = (QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox, QAbstractItemView)


def controls(root: QWidget) -> Iterator[QWidget]:
    """Everything visible that can be used."""
    for widget in root.findChildren(QWidget):
        inner = isinstance(widget.parentWidget(), QComboBox) or widget.objectName().startswith("qt_")
        if isinstance(widget, CONTROLS) and widget.isVisible() and not inner:
            yield widget


def nameless(root: QWidget) -> list[str]:
    """Controls and list rows without an accessible name."""
    found = []
    for widget in controls(root):
        access = QAccessible.queryAccessibleInterface(widget)
        if not access.text(QAccessible.Text.Name).strip():
            found.append(f"{type(widget).__name__} in {type(widget.parentWidget()).__name__}")
        if isinstance(widget, QAbstractItemView) and widget.model() is not None:
            rows = (widget.model().index(number, 0) for number in range(widget.model().rowCount()))
            found += [
                f"row {index.row()}"
                for index in rows
                if not str(index.data(Qt.ItemDataRole.AccessibleTextRole) or "").strip()
            ]
    return found


def unreachable(root: QWidget) -> list[str]:
    """Enabled controls that Tab does not come to."""
    return [
        f"{type(widget).__name__} {widget.accessibleName()}"
        for widget in controls(root)
        if widget.isEnabled() and not widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]


def rich(root: QWidget) -> list[str]:
    """Labels that would read foreign text as markup."""
    return [
        label.text()
        for label in root.findChildren(QLabel)
        if label.textFormat() is not Qt.TextFormat.PlainText and not label.objectName().startswith("qt_")
    ]


def texts(root: QWidget) -> set[str]:
    """All words that are shown or read aloud."""
    found: set[str] = set()
    for widget in root.findChildren(QWidget):
        if not widget.isVisible():
            continue
        found |= {widget.accessibleName(), widget.toolTip()}
        if isinstance(widget, QLabel | QAbstractButton):
            found.add(widget.text().replace("&&", "&"))
        if isinstance(widget, QLineEdit | QPlainTextEdit):
            found.add(widget.placeholderText())
        if isinstance(widget, QComboBox):
            found |= {widget.itemText(number) for number in range(widget.count())}
    return {text for text in found if text}
