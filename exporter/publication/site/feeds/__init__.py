"""The feeds of a site: Atom for feed readers, OPDS for e-book readers, manifests of issues."""
