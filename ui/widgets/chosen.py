"""The chosen items of a share: with or without their files, and what the privacy check asks about them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget

from ui.present.sharing import Chosen, Draft, Hit, Named
from ui.voice import Plain, Words, joined, words
from ui.widgets.base import column, empty, row
from ui.widgets.buttons import Button, Kind, Segments
from ui.widgets.fields import Tick
from ui.widgets.marks import Picture, Tinted
from ui.widgets.text import Text


class ChosenCards(QWidget):
    """A card for each item. What is decided comes out; the page shows the cards again."""

    decided = Signal(object)
    """The fields of the :class:`ui.present.sharing.Draft` that are otherwise now, with their values."""
    edited = Signal(str)
    """The learner wants to write this item otherwise."""

    def __init__(self) -> None:
        super().__init__()
        self._draft = Draft()
        self._box = column(self, gap=12)

    def show_items(
        self,
        draft: Draft,
        items: tuple[Chosen, ...],
        whole: tuple[Hit, ...] = (),
        covered: tuple[str, ...] = (),
        *,
        stacked: bool = False,
        editable: bool = False,
    ) -> None:
        """Show these. ``whole``: hits of the portfolio itself. The focus stays where it was."""
        self._draft = draft
        focus = QApplication.focusWidget()
        at = focus.objectName() if focus is not None and self.isAncestorOf(focus) else None
        empty(self._box)
        if whole or covered:
            card, box = _card()
            head = row(gap=12)
            head.addWidget(Tinted("user", "sky", 36))
            head.addWidget(Text("share.whole", "strong"), 1)
            box.addLayout(head)
            for hit in whole:
                box.addWidget(self._hit(hit, stacked))
            for text in covered:
                box.addWidget(self._covered(text))
            self._add(card)
        for item in items:
            self._add(self._item(item, stacked, editable))
        if at is not None:
            self._focus(at)

    def _add(self, card: QFrame) -> None:
        self._box.addWidget(card)
        if self.isVisible():
            card.show()  # at once, not with the next event: what is hidden cannot get the focus

    def _focus(self, name: str) -> None:
        """After a choice its button is gone: to the same one, else to the next that can be used."""
        widgets = [one for one in self.findChildren(QWidget) if one.objectName() and one.isVisible()]
        same = next((one for one in widgets if one.objectName() == name), None)
        found = same or next((one for one in widgets if one.objectName().startswith("hit:")), None)
        if found is not None:
            found.setFocus(Qt.FocusReason.TabFocusReason)

    # -- what can be decided

    def turn(self, files: Iterable[str], goes: bool) -> None:
        """These evidence files go along, or are only named."""
        held, these = self._draft.withhold, frozenset(files)
        self.decided.emit({"withhold": held - these if goes else held | these})

    def leave_in(self, hit: Named, stays: bool) -> None:
        """What was found may stay, or is asked about again."""
        passed = self._draft.passed
        self.decided.emit({"passed": passed | {hit} if stays else passed - {hit}})

    def cover(self, text: str, away: bool) -> None:
        """This text is covered in all that leaves, or not any more."""
        rest = tuple(one for one in self._draft.shield if one != text)
        self.decided.emit({"shield": (*rest, text) if away else rest})

    def take_out(self, item_id: str) -> None:
        """This item does not go along."""
        self.decided.emit({"item_ids": tuple(one for one in self._draft.item_ids if one != item_id)})

    def _item(self, item: Chosen, stacked: bool, editable: bool) -> QFrame:
        card, box = _card()
        head = row(gap=12)
        head.addWidget(Tinted(item.icon, item.tint, 36))
        head.addWidget(Text(item.title, "strong"), 1)
        box.addLayout(head)
        under = box if stacked else head
        if editable and item.ours and item.hits:
            edit = self._button("share.edit", "plain", partial(self.edited.emit, item.id), item.title)
            head.addWidget(edit)
        if item.files:
            some = any(file.goes for file in item.files)
            choice = Segments(
                words("share.evidence_of", title=item.title),
                (("with", "share.with_evidence"), ("without", "share.without_evidence")),
                "with" if some else "without",
            )
            files = tuple(file.id for file in item.files)
            choice.chosen.connect(lambda key: self.turn(files, key == "with"))
            for button in choice.findChildren(QWidget):
                button.setObjectName(f"files:{item.id}:{button.property('key')}")
            under.addWidget(choice, 0, Qt.AlignmentFlag.AlignLeft)
        for file in item.files:
            tick = Tick(words("share.file_goes", name=file.name), ticked=file.goes)
            tick.setObjectName(f"file:{file.id}")
            tick.toggled.connect(partial(self.turn, (file.id,)))
            line = column(gap=0) if stacked else row(gap=8)
            line.addWidget(tick, 1)
            line.addWidget(Text(file.second, "meta", wrap=False))
            box.addLayout(line)
        if any(not file.goes for file in item.files):
            box.addWidget(Text("share.named_only", "meta"))
        if item.failing:
            box.addWidget(self._failing(item))
        for hit in item.hits:
            box.addWidget(self._hit(hit, stacked))
        return card

    def _failing(self, item: Chosen) -> QFrame:
        frame = QFrame()
        frame.setProperty("banner", "caution")
        outer = column(frame, (14, 8, 10, 8), gap=6)
        head = row(gap=10)
        head.addWidget(Picture("info", 20, "caution"))
        head.addWidget(Text("portfolio.failing"), 1)
        outer.addLayout(head)
        button = self._button("share.take_out", "outlined", partial(self.take_out, item.id), item.title)
        button.setObjectName(f"failing:{item.id}")
        outer.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return frame

    def _hit(self, hit: Hit, stacked: bool) -> QFrame:
        frame = QFrame()
        frame.setProperty("banner", "plain" if hit.passed else "caution")
        outer = column(frame, (14, 8, 10, 8), gap=6)
        head = row(gap=10)
        head.addWidget(Picture(hit.icon, 20, "ink2" if hit.passed else "caution"))
        texts = column(gap=0)
        texts.addWidget(Text(hit.said))
        texts.addWidget(Text(hit.place, "meta"))
        head.addLayout(texts, 1)
        outer.addLayout(head)
        acts = row(gap=8) if stacked else head
        name = f"hit:{'/'.join(map(str, hit.named))}"
        made: list[Button] = []
        if hit.passed:
            acts.addWidget(Text("share.left_in", "metastrong", wrap=False))
            again = partial(self.leave_in, hit.named, False)
            made.append(
                self._button("share.ask_again", "plain", again, joined(hit.said, hit.place, between=", "))
            )
        else:
            leave: Words = "share.leave_file" if hit.file else "share.leave"
            made.append(
                self._button(
                    leave,
                    "plain",
                    partial(self.leave_in, hit.named, True),
                    joined(hit.said, hit.place, between=", "),
                )
            )
            if hit.can_cover:
                cover = partial(self.cover, hit.found, True)
                made.append(
                    self._button("share.cover", "outlined", cover, joined(hit.said, hit.place, between=", "))
                )
            elif hit.file:
                keep = partial(self.turn, (hit.file,), False)
                made.append(
                    self._button(
                        "share.keep_file", "outlined", keep, joined(hit.said, hit.place, between=", ")
                    )
                )
        for place, button in enumerate(made):
            button.setObjectName(f"{name}:{place}")
            acts.addWidget(button)
        if stacked:
            acts.addStretch(1)
            outer.addLayout(acts)
        return frame

    def _covered(self, text: str) -> QFrame:
        frame = QFrame()
        frame.setProperty("banner", "plain")
        box = row(frame, (14, 8, 10, 8), gap=10)
        box.addWidget(Picture("eye-off", 20))
        said = words("share.covered", found=Plain(text))
        box.addWidget(Text(said), 1)
        button = self._button("share.uncover", "plain", partial(self.cover, text, False), said)
        button.setObjectName(f"covered:{text}")
        box.addWidget(button)
        return frame

    @staticmethod
    def _button(said: Words, kind: Kind, act: Callable[[], object], about: Words) -> Button:
        button = Button(said, kind, act=act)
        button.name_as(words("share.about", act=said, about=about))
        return button


def _card() -> tuple[QFrame, QVBoxLayout]:
    frame = QFrame()
    frame.setProperty("card", "true")
    return frame, column(frame, (14, 12, 14, 12), gap=10)
