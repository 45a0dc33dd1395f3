"""What words mean: pure functions over text."""
