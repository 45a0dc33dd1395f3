"""What sources have in common and where they part."""
