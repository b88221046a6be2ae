# SPDX-License-Identifier: Apache-2.0
"""The application: its routes, its error handling, and the guard in front."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.routing import Match

import keiimport
from keiimport.errors import InputError, KeiimportError, MissingPackage
from keiimport.rulebook.problems import unfit
from keiimport.web import api, batch, law, pages
from keiimport.web.guard import Guard, refusal
from keiimport.web.lanes import Lane
from keiimport.web.problems import Problem
from keiimport.web.settings import Settings

LARGE = frozenset({api.MANY, batch.ADDRESS})  # the paths whose requests may hold a table

_DETAILS = {404: "there is nothing at this address", 405: "this address is not asked in this way"}


def guarded(settings: Settings | None = None) -> Guard:
    """The application behind its guard; settings default to those in the environment."""
    settings = settings or Settings.told()
    return Guard(application(settings), settings, LARGE)


def application(settings: Settings) -> FastAPI:
    """The application without its guard."""

    @asynccontextmanager
    async def living(app: FastAPI) -> AsyncIterator[None]:
        # so that slow work never holds up a short question
        short, long = (Lane(kind, settings) for kind in ("short", "long"))
        app.state.short, app.state.long = short.answer, long.answer
        try:
            await short.start()
            yield
        finally:
            short.close()
            long.close()

    app = FastAPI(
        title="keiimport",
        version=keiimport.__version__,
        lifespan=living,
        openapi_url=f"{api.PREFIX}/openapi.json",
        # the usual API pages load scripts from elsewhere
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
    )
    app.state.settings = settings
    app.include_router(api.router)
    for each in (pages, law, batch):
        app.include_router(each.router)
    app.openapi = cache(lambda: api.document(app))  # type: ignore[method-assign]
    for kind in (Problem, KeiimportError, RequestValidationError, HTTPException, Exception):
        app.add_exception_handler(kind, _refused)
    return app


async def _refused(request: Request, error: Exception) -> Response:
    problem, routes = _problem(error), request.app.routes
    if problem.status == 405:  # several routes may share an address
        ways = ({**request.scope, "method": method} for method in ("GET", "POST"))
        found = ((way["method"], each.matches(way)[0]) for way in ways for each in routes)
        told = ", ".join(method for method, match in found if match is Match.FULL)
        problem.headers = {"allow": told.replace("GET", "GET, HEAD")}
    return refusal(problem, request.scope)


def _problem(error: Exception) -> Problem:
    match error:
        case Problem():
            return error
        case InputError():
            more: dict[str, Any] = error.as_dict()
            return Problem(400, error.sentence(), **more)
        case KeiimportError():
            return Problem(501 if isinstance(error, MissingPackage) else 500, str(error))
        case RequestValidationError():
            return _problem(unfit(error.errors()[0]))
        case HTTPException():
            detail = _DETAILS.get(error.status_code, str(error.detail).rstrip("."))
            return Problem(error.status_code, detail, headers=error.headers or {})
    return Problem(500, "keiimport itself failed on this request; please report it")
