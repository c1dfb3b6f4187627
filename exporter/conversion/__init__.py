"""object issue → an issue folder that people correct by hand and that builds to the same files."""

from exporter.conversion.issue_folder import write_folder

__all__ = ["write_folder"]
