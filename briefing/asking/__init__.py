"""How a model is asked, whatever for: prompts with a version, fenced material, strict replies and a second chance."""
