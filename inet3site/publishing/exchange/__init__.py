"""Import and export of entries as tables: CSV, XLSX and JSON."""
