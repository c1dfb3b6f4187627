"""A writer that takes no time, which other processes can import."""

import os


def write(issue, outputs, options):
    """Write who made an issue, with the number of its process; its files and no findings."""
    folder = outputs[0]
    path = folder / f"{issue.date}.epub" if folder.is_dir() else folder
    path.write_text(f"{os.getpid()}", encoding="utf-8")
    return (path,), ()


def end_on_tuesday(issue, outputs, options):
    """Write an issue, but end the process at one of a Tuesday."""
    if issue.date.isoweekday() == 2:
        os._exit(3)
    return write(issue, outputs, options)
