"""Who serves when: slots entered by hand, check-in and check-out, who is on duty now."""
