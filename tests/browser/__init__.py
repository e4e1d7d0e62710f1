"""The product in a real browser: `house` runs it, `cast` are its people, `places` every page; `sheets` takes pictures."""
