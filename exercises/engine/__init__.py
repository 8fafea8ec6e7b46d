"""What judges an answer: the bench it is tried on, the guard around it, the verdict."""
