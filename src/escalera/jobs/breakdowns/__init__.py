"""Break-downs that a coach or coordinator keeps for the people of a programme, with versions."""
