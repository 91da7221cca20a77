"""From a table of text to observations: what each cell says, parsed once, checked, written.

`layout` says which column holds which part; `said` lays the parts out one row an observation;
`dimensions` and `figures` parse each distinct text once; `checks` hold figures against each other;
`writing` puts the result into Parquet. All of it runs in one DuckDB connection in memory.
"""
