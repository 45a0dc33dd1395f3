"""Measures the checker on labelled claims: metrics with intervals, a four-way table, a reliability diagram."""
