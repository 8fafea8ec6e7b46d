from exercises import form

# The form shows the timelines, and asks. Without it, write the answers plainly:
# guess = {"first": "...", "second": "...", "third": "...", "worker": "...", "queues": "..."}
guess = form("9.4")
guess  # fill it in; its button checks it, and so does the cell below
