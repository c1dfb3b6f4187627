"""object issue → an issue folder that people correct by hand and that builds to the same files."""

from exporter.conversion.issue_folder import write_folder
from exporter.conversion.next_issue import next_issue

__all__ = ["next_issue", "write_folder"]
