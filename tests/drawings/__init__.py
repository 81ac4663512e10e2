"""What the site's own images look like, as pages that `tests.drawings.draw` takes pictures of."""
