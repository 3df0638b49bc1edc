"""What somebody wrote and others find out of place: the circle looks first, a coordinator after an appeal."""
