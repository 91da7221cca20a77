"""Pages of the thread: lists, one page each with its line of sight, and every way to write."""
