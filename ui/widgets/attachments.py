"""The files that belong to what is being written: a place to put them down, and those that are there."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from ui.present.pieces import Tile
from ui.voice import words
from ui.widgets.base import Living, column, empty, row
from ui.widgets.buttons import IconButton
from ui.widgets.drop import DropZone
from ui.widgets.marks import Picture, Tinted
from ui.widgets.notices import Banner, ProgressRow
from ui.widgets.text import Text


class Attachments(QWidget):
    """Holds no files itself: the page says which there are."""

    dropped = Signal(object)
    removed = Signal(int)
    """The place of the file in what was shown."""

    def __init__(self) -> None:
        super().__init__()
        box = column(self, gap=10)
        zone = DropZone("write.evidence", "write.evidence_more", tall=True)
        zone.dropped.connect(self.dropped)
        box.addWidget(zone)
        self.progress = ProgressRow("write.attaching")
        box.addWidget(self.progress)
        self._hidden = Banner("caution", "evidence.hidden", "eye-off")
        self._hidden.hide()
        box.addWidget(self._hidden)
        self._tiles = column(gap=8)
        box.addLayout(self._tiles)

    def tell(self, number: int, total: int) -> None:
        """So many bytes of so many are kept."""
        self.progress.tell(number // 1_000, max(total // 1_000, 1))

    def show_tiles(self, tiles: tuple[Tile, ...], *, hidden: bool) -> None:
        """``hidden``: one of them may hold hidden data that we cannot take out."""
        empty(self._tiles)
        self._hidden.setVisible(hidden)
        for place, tile in enumerate(tiles):
            made = _Attached(tile)
            made.removed.connect(lambda place=place: self.removed.emit(place))
            self._tiles.addWidget(made)


class _Attached(Living, QFrame):
    removed = Signal()

    def __init__(self, tile: Tile) -> None:
        super().__init__()
        self.setProperty("card", "true")
        box = row(self, (10, 10, 6, 10), gap=10)
        box.addWidget(Tinted(tile.icon, tile.tint, 36))
        texts = column(gap=0)
        texts.addWidget(Text(tile.name, "strong"))
        texts.addWidget(Text(tile.second, "meta"))
        box.addLayout(texts, 1)
        remove = IconButton(
            "x", words("write.evidence_remove", name=tile.name), flat=True, act=self.removed.emit
        )
        box.addWidget(remove, 0, Qt.AlignmentFlag.AlignTop)


class CareNotice(QFrame):
    """Why the form of a caregiver asks nothing about the other."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("banner", "caution")
        box = column(self, (18, 16, 18, 16), gap=10)
        head = row(gap=10)
        head.addWidget(Picture("shield", 20, "caution"))
        head.addWidget(Text("write.care", "strong"), 1)
        box.addLayout(head)
        box.addWidget(Text("write.care_lead"))
        for said in ("write.care_no_name", "write.care_no_illness", "write.care_no_photo"):
            one = row(gap=10)
            one.addWidget(Picture("x", 16, "caution"), 0, Qt.AlignmentFlag.AlignTop)
            one.addWidget(Text(said), 1)
            box.addLayout(one)
