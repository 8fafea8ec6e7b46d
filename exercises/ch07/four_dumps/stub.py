from exercises import form

# The form shows the dumps, and asks. Without it, write the answers plainly:
# guess = {"first": "...", "second": "...", "third": "...", "fourth": "...", "cure": "..."}
guess = form("7.4")
guess  # fill it in; its button checks it, and so does the cell below
