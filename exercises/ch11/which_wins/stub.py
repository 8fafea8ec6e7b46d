from exercises import form

# The form asks; so does print(guess). Without it, write the answers plainly:
# guess = {"small": "...", "python": "...", "pages": "...", "zip": "...", "long": "...",
#          "seconds": ..., "batch": ...}
guess = form("11.2")
guess  # fill it in; its button checks it, and so does the cell below
