"""Export thousands of issues to a store with many workers; a run can be resumed.

The unit of work is one issue: its files are written first, then a record of them. An issue with a
valid record is not exported again, so a run can be killed at any time.
"""
