"""Carries a finished brief to where it is wanted: a folder, people, a program."""

from collections.abc import Mapping

from briefing.domain.delivery import FolderTarget, MailTarget, Parcel, Target

__all__ = ["deliver"]


def deliver(parcel: Parcel, target: Target, environment: Mapping[str, str]) -> None:
    """One attempt.

    A folder has each brief once, however often it is tried. A mail server or a program that was cut off after it took
    a brief and before it said so gets it again, under the same Message-ID or Idempotency-Key.

    Raises:
        DeliveryError: it failed.
    """
    if isinstance(target, FolderTarget):
        from briefing.delivering import folder

        folder.deliver(parcel, target)
    elif isinstance(target, MailTarget):
        from briefing.delivering import mail

        mail.deliver(parcel, target, environment)
    else:
        from briefing.delivering import webhook

        webhook.deliver(parcel, target, environment)
