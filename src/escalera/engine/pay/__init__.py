"""How long and for how much: seconds by task type, worker and item, and pay an hour as an interval.

`fit_durations` and `usual_seconds` read a whole log without times of day (planning uses them);
`forecast` walks through a log in time and foretells each attempt from those finished before it.
"""

from escalera.engine.pay.durations import Durations, fit_durations, usual_seconds
from escalera.engine.pay.effects import USUAL, Spread
from escalera.engine.pay.forecasting import Forecasts, forecast, next_attempt
from escalera.engine.pay.hourly import FEWEST_FOR_INTERVAL, HourlyPay, pay_an_hour
from escalera.engine.pay.timings import Timings

__all__ = [
    "FEWEST_FOR_INTERVAL",
    "USUAL",
    "Durations",
    "Forecasts",
    "HourlyPay",
    "Spread",
    "Timings",
    "fit_durations",
    "forecast",
    "next_attempt",
    "pay_an_hour",
    "usual_seconds",
]
