"""Chips: A filled sand · B four-value mark and its tint · C (and an answer) outlined. No traffic light."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import icons
from ui.present.pieces import TONE, Chip
from ui.theme import look
from ui.voice import Words, tell
from ui.widgets.base import Living
from ui.widgets.flow import Flow
from ui.widgets.marks import draw_mark, mark_colour


class ChipLabel(Living, QWidget):
    """One chip with its long words."""

    def __init__(self, chip: Chip) -> None:
        super().__init__()
        self.chip = chip
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.retell()

    def retell(self) -> None:  # noqa: D102
        self._text = tell(self.chip.long)
        self.setAccessibleName(self._text)
        self.updateGeometry()
        self.update()

    def restyle(self) -> None:  # noqa: D102
        self.updateGeometry()

    def sizeHint(self) -> QSize:  # noqa: D102
        face = QFontMetrics(look.font(14))
        picture = 24 if self.chip.icon or self.chip.value is not None else 0
        return QSize(face.horizontalAdvance(self._text) + look.px(20 + picture), look.px(28))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        value = self.chip.value
        ink, ground = "ink", None
        if self.chip.axis == "A":
            ink, ground = "sand", "sandbg"
        elif self.chip.axis == "B" and value is not None:
            ink, ground = TONE[value], f"{TONE[value]}bg"
        painter.setPen(Qt.PenStyle.NoPen if ground else QPen(look.colour("edge"), 1))
        painter.setBrush(look.colour(ground) if ground else look.colour("surface"))
        painter.drawRoundedRect(box, look.px(7), look.px(7))
        size, left = look.px(16), look.px(9)
        place = QRectF(left, (self.height() - size) / 2, size, size)
        if value is not None:
            draw_mark(painter, place, value, ground=ground or "surface")
            painter.setPen(mark_colour(value))
            left += size + look.px(7)
        elif self.chip.icon:
            icons.draw(painter, self.chip.icon, place, look.colour(ink))
            left += size + look.px(7)
        painter.setPen(look.colour(ink))
        painter.setFont(look.font(14))
        space = self.width() - left - look.px(6)
        shown = painter.fontMetrics().elidedText(self._text, Qt.TextElideMode.ElideRight, space)
        painter.drawText(QRectF(left, 0, space, self.height()), Qt.AlignmentFlag.AlignVCenter, shown)


class ChipRow(Flow):
    """Chips side by side, on more lines where needed."""

    def __init__(self, chips: Iterable[Chip] = ()) -> None:
        super().__init__(gap=8)
        self.show_chips(chips)

    def show_chips(self, chips: Iterable[Chip]) -> None:
        """Show these instead."""
        self.clear()
        for chip in chips:
            self.add(ChipLabel(chip))


def plain_chip(text: Words) -> Chip:
    """An outlined chip with only words: a skill."""
    return Chip(axis="C", short=text, long=text)
