"""Every part that pages are made of, with made-up figures: to look at, and for tests to walk."""
