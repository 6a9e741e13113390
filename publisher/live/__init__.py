"""`build --check-live`: how the published feed and its files are served, asked as apps ask."""
