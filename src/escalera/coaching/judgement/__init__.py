"""Peers judge open work: two pieces side by side, again and again, until the result is sure."""
