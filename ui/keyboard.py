"""Everything by keys: the shortcuts of the window, and F6 through its panes."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget


def bind(window: QWidget, acts: Iterable[tuple[str, Callable[[], object]]]) -> None:
    """Make shortcuts of the whole window."""
    for keys, act in acts:
        shortcut = QShortcut(QKeySequence(keys), window)
        shortcut.activated.connect(act)


def next_pane(panes: list[QWidget]) -> bool:
    """Give the focus to the pane after the present one. False after the last, which ends the round."""
    return enter(panes[_at(panes) + 1 :])


def enter(panes: list[QWidget]) -> bool:
    """Give the focus to the first of these panes that can take it, or to something in it."""
    for pane in panes:
        if not pane.isVisible():
            continue
        takers = (pane, *pane.findChildren(QWidget))
        target = next((widget for widget in takers if _takes(widget)), None)
        if target is not None:
            target.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return True
    return False


def _at(panes: list[QWidget]) -> int:
    focus = QApplication.focusWidget()
    if focus is None:
        return -1
    return next((n for n, pane in enumerate(panes) if pane is focus or pane.isAncestorOf(focus)), -1)


def _takes(widget: QWidget) -> bool:
    tabbed = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return tabbed and widget.isVisible() and widget.isEnabled()
