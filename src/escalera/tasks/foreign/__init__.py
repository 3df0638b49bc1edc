"""Task templates of others: MTurk and Turkle's `template.html` with `batch.csv`, and what we make of them."""
