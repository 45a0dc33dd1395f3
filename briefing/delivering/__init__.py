"""Carries a finished brief to where it is wanted: a folder, people, a program."""

from collections.abc import Mapping

from briefing.domain.delivery import FolderTarget, MailTarget, Parcel, Target

__all__ = ["deliver"]


def deliver(parcel: Parcel, target: Target, environment: Mapping[str, str]) -> str:
    """One attempt. What comes back is what is to be said of one that succeeded, mostly nothing.

    A folder has each brief once, however often it is tried. A mail server or a program that was cut off after it took
    a brief and before it said so gets it again, under the same Message-ID or Idempotency-Key.

    Raises:
        DeliveryError: it failed.
    """
    if isinstance(target, FolderTarget):
        from briefing.delivering import folder

        return folder.deliver(parcel, target)
    if isinstance(target, MailTarget):
        from briefing.delivering import mail

        return mail.deliver(parcel, target, environment)
    from briefing.delivering import webhook

    return webhook.deliver(parcel, target, environment)
