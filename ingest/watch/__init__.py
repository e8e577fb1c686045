"""
Kinds of watched source, and who polls which.
"""

from typing import Final

from ingest.watch.folders import poll_folder
from ingest.watch.listings import poll_feed, poll_sitemap
from ingest.watch.pages import poll_page
from ingest.watch.polling import Poll
from ingest.watch.records import Kind

POLLS: Final[dict[Kind, Poll]] = {
    Kind.FEED: poll_feed,
    Kind.SITEMAP: poll_sitemap,
    Kind.PAGE: poll_page,
    Kind.FOLDER: poll_folder,
}
