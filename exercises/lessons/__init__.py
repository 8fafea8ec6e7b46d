"""What chapters draw, turn and run: drawings, sliders, guesses, programs."""
