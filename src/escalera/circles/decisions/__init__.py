"""What a circle decides together: proposal, questions, words, deadline, outcome."""
