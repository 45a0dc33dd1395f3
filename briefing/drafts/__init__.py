"""Drafts by any author: from bytes to claims, each with its exact place in the file."""

from briefing.drafts.read import read_draft

__all__ = ["read_draft"]
