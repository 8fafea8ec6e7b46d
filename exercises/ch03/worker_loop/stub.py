from exercises import form

# Without the form, write the letters of the lines in their order: order = "B A C"
order = form("3.1")
order  # put the lines in order; its button checks it, and so does the cell below
