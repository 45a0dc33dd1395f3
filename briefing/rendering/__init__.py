"""From a checked brief to Markdown, PDF and JSON."""
