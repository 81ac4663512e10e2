"""Reading a document's text into sections."""
