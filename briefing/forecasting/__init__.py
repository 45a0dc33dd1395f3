"""What becomes of forecasts: a ledger, and how good they were."""
