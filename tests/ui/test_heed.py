"""What the list says above itself: one banner at most, the worst first."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from ui.widgets.heed import Heed
from ui.widgets.notices import Banner


@pytest.mark.parametrize(
    ("problem", "recoverable", "shown"),
    [
        (None, True, 0),
        (None, False, 1),
        ("register_older", True, 1),
        ("register_older", False, 1),
        ("register_damaged", False, 1),
    ],
)
def test_one_banner_at_most(qtbot: QtBot, problem: str | None, recoverable: bool, shown: int) -> None:
    heed = Heed()
    qtbot.addWidget(heed)
    heed.show()
    heed.show_state(problem, recoverable=recoverable)
    assert sum(banner.isVisible() for banner in heed.findChildren(Banner)) == shown


def test_going_on_is_offered_for_an_older_register_only(qtbot: QtBot) -> None:
    from ui.widgets.buttons import Button

    heed = Heed()
    qtbot.addWidget(heed)
    heed.show()
    heed.show_state("register_damaged", recoverable=True)
    assert not [button for button in heed.findChildren(Button) if button.isVisible()]
    heed.show_state("register_older", recoverable=True)
    (button,) = [button for button in heed.findChildren(Button) if button.isVisible()]
    with qtbot.waitSignal(heed.go_on):
        button.click()


def test_reminders_are_said_when_there_is_nothing_worse(qtbot: QtBot) -> None:
    heed = Heed()
    qtbot.addWidget(heed)
    heed.show()
    heed.show_reminders(3)
    (banner,) = [banner for banner in heed.findChildren(Banner) if banner.isVisible()]
    assert "Er zijn 3 dingen om naar te kijken." in banner._text.text()
    heed.show_state(None, recoverable=False)
    (banner,) = [banner for banner in heed.findChildren(Banner) if banner.isVisible()]
    assert "3 dingen" not in banner._text.text()
    heed.show_state(None, recoverable=True)
    heed.show_reminders(0)
    assert not [banner for banner in heed.findChildren(Banner) if banner.isVisible()]
