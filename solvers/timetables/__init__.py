"""Plans made of people's whole timetables: each keeps its own rules, only cover couples them.

A timetable is a column. ``automaton`` says what timetables a person may have and what they
cost, ``cheapest`` finds the best against prices, ``master`` chooses among those found,
``search`` goes from a linear bound to whole timetables and on to better ones. What a duty
is, and why a timetable costs what it costs, is each stage's own.
"""
