"""A report proved: built again from what arrived and held against what lies there, and packed so that
others can do the same.
"""
