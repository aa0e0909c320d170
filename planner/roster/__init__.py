"""The roster stage: shifts for named staff across employers and sites."""
