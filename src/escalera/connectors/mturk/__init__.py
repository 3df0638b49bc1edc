"""Files in the format of Mechanical Turk: batches come in, answers go out, results come back. No network."""
