"""From a draft to verdicts."""
