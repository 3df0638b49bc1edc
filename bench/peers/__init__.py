"""Predictors by others, trained by us on the same rows: pyBKT, DKT, simpleKT and AKT.

Training is long, so it is done once (`python -m bench.peers.train`) and the predictions are kept beside
the bench in `kept/`; bench/prediction.py compares them on the rows they were made for.
"""
