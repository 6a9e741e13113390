"""What is known of links and sponsors, listed without asking the web.

`links` and `sponsors` gather, `choosing` filters and groups; the other modules show it, as text
or as JSON.
"""
