"""What asks for an answer that is not code: questions, lines to order, a schedule."""
