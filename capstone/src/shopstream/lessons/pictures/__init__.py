"""Diagrams of the lessons, drawn by code."""
