"""What is remembered of a learner: tries, hints, passes, the last answer that passed."""
