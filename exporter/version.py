"""The version of the program, and the name by which files tell what made them."""

VERSION = "0.1.0"
PROGRAM = f"issue-exporter {VERSION}"
