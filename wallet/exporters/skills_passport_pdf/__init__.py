"""The skills passport as PDF, and as pictures for the screen."""

from wallet.exporters.skills_passport_pdf.document import MOST_ATTACHED, Attachment, passport, preview

__all__ = ["MOST_ATTACHED", "Attachment", "passport", "preview"]
