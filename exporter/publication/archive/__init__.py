"""Thousands of issues exported into a store: by many workers, resumable, nothing made twice.

The unit is one issue: its files, then a record of them. What has a record that still holds is not
made again, so a run may be killed at any moment.
"""
