"""Reads tables that others publish: csv, tab-separated text, gz, zip, or a folder of them."""
