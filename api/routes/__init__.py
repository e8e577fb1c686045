"""
The routes, in the order in which they are tried.
"""

from typing import Final

from fastapi import APIRouter

from api.routes import health

ROUTERS: Final[tuple[APIRouter, ...]] = (health.router,)
