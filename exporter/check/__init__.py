"""Rules with stable ids over issues, EPUBs and PDFs."""

from exporter.check.issue import check_issue
from exporter.check.pdf import preflight
from exporter.check.rules import Rule, all_rules

__all__ = ["Rule", "all_rules", "check_issue", "preflight"]
