"""One app for each system. None imports another: what must travel is a noun of the thread."""
