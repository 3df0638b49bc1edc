"""Files of requests for help and of people who may form circles."""
