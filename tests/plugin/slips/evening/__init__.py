"""A style with headlines in Linux Biolinum."""
