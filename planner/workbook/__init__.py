"""Plans, comparisons and batches as Excel workbooks."""

from planner.workbook.book import refuse_taken, write_book
from planner.workbook.of_folder import book_of

__all__ = ["book_of", "refuse_taken", "write_book"]
