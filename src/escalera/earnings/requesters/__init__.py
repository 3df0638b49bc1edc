"""What is known of those who give work: measured first, said second."""
