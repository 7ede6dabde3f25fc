"""What is got ready before returns come: the folders of a new period, and the workbooks that
boroughs fill in.
"""
