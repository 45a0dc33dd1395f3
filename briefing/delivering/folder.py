"""Delivers by copying the files of a brief into a folder, with the texts that its footnotes lead to."""

from briefing.domain.delivery import FolderTarget, Parcel
from briefing.errors import DeliveryError
from briefing.placing import place


def deliver(parcel: Parcel, target: FolderTarget) -> None:
    """
    Raises:
        DeliveryError: a file cannot be written.
    """
    try:
        target.path.mkdir(parents=True, exist_ok=True)
        for name, data in (*parcel.texts.items(), *parcel.files.items()):  # who sees the brief finds its texts there
            (target.path / name).parent.mkdir(parents=True, exist_ok=True)
            place(target.path / name, data)
    except OSError as error:
        raise DeliveryError(
            f"cannot write to {str(target.path)!r}: {(error.strerror or str(error)).lower()}",
            help="Make the folder writable.",
        ) from error
