"""Layouts: papers and sheets, flow and makeup."""
