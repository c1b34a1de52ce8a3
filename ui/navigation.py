"""The entries of the sidebar, in order. The first ones are views of the register, the others pages."""

from __future__ import annotations

from ui.widgets.sidebar import Place

PLACES: tuple[Place, ...] = (
    Place("all", "library", "nav.all", "top"),
    Place("experiences", "hand-heart", "nav.experiences", "top"),
    Place("badges", "award", "nav.badges", "top"),
    Place("others", "message-circle", "nav.others", "top"),
    Place("portfolios", "mail", "nav.portfolios", "top"),
    Place("waiting", "hourglass", "nav.waiting", "attention"),
    Place("expiring", "calendar-clock", "nav.expiring", "attention"),
    Place("unsure", "circle-question-mark", "nav.unsure", "attention"),
    Place("share", "send", "nav.share", "acts"),
    Place("passport", "printer", "nav.passport", "acts"),
    Place("open_portfolio", "folder-open", "nav.open_portfolio", "acts"),
    Place("settings", "settings", "nav.settings", "bottom"),
)
VIEWS = frozenset(place.key for place in PLACES if place.group in ("top", "attention"))
BELONGS = {"experience": "experiences", "import": "all"}
"""Pages without an entry of their own, and the entry that is lit while they are shown."""
