"""Task types that people make in the browser, from a table of rows with known answers or from one of our families."""
