"""The measures over dataframes: any kind in, the same kind out."""
