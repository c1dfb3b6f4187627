"""Slips of paper: a source format, an output format, a look and a language."""
