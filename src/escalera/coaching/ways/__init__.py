"""Which way works: alone, in a pair, in a circle or by the broker, chosen by chance for who wants to find out."""
