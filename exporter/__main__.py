"""Run the command line: `python -m exporter`."""

from exporter.cli.commands import main

main()
