"""A joint proposal: words that are sent once, when as many people stand behind them as was set."""
