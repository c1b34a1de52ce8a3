"""What a credential says besides what every result has: only members that there is something to say of."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from wallet.model.credential import Credential


def facts(credential: Credential) -> dict[str, Any]:
    """Members of the contract for one credential; none of them is there when it says nothing of the kind."""
    achievement = credential.achievement
    found = {
        "achievement_type": achievement.achievement_type if achievement else "",
        "education": _said(achievement.education) if achievement and achievement.education else {},
        "recipients": [
            {"type": one.identity_type or None, "hashed": one.hashed} for one in credential.recipients
        ],
        "evidence": [_said(one) for one in credential.evidence],
        "other": [{"place": place, "text": text} for place, text in credential.other],
    }
    return {name: value for name, value in found.items() if value}


def _said(record: Any) -> dict[str, Any]:
    return {name: value for name, value in asdict(record).items() if value not in (None, "")}
