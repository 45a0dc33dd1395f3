"""The only room that knows a model endpoint."""
