"""The colours of the stepper, from Okabe and Ito's set: told apart by colour-blind eyes, on light and dark.

Never the only sign: a word, a symbol or a line style says the same.
"""

CAN_MOVE = "#009E73"
BLOCKED = "#D55E00"
NEXT = "230,159,0"  # red, green, blue of the mark on the next line, laid over the page at part strength
THREAD = "#0072B2"
HOLDS = "#CC79A7"
FOCUS = "#E69F00"
ENDED = "#7F7F7F"
