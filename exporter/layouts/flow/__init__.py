"""The flow layout: every page takes as many sheets as it needs."""
