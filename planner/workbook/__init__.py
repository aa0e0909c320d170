"""Plans, comparisons and batches as Excel workbooks."""

from planner.workbook.book import path_beside, refuse_file, write_book
from planner.workbook.of_folder import book_of

__all__ = ["book_of", "path_beside", "refuse_file", "write_book"]
