"""How a notice reaches a member who has no page open: by Web Push and by e-mail, one file for each way in `kinds/`."""
