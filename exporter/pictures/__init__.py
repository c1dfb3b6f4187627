"""Picture files: decode, fit, strip, credits, drawings."""
