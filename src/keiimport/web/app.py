# SPDX-License-Identifier: Apache-2.0
"""The application: every address, what becomes of errors, and the guard before it all."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

import keiimport
from keiimport.errors import KeiimportError
from keiimport.web import api, batch, law, pages, states
from keiimport.web.guard import Guard, wants_page
from keiimport.web.lanes import Lanes
from keiimport.web.openapi import document
from keiimport.web.problems import MEDIA_TYPE, Problem
from keiimport.web.render import HTML, problem_page
from keiimport.web.settings import Settings

LARGE = frozenset({api.MANY, batch.ADDRESS})
"""The paths whose requests may hold a table."""


def served() -> Guard:
    """The application with the settings of its environment, behind its guard."""
    settings = Settings.told()
    return guarded(settings)


def guarded(settings: Settings) -> Guard:
    """The application behind its guard."""
    return Guard(application(settings), settings, LARGE, problem_page)


def application(settings: Settings) -> FastAPI:
    """The application itself."""

    @asynccontextmanager
    async def living(app: FastAPI) -> AsyncIterator[None]:
        app.state.lanes = lanes = Lanes(settings)
        try:
            await lanes.lanes["short"].start()
            yield
        finally:
            lanes.close()

    app = FastAPI(
        title="keiimport",
        version=keiimport.__version__,
        lifespan=living,
        openapi_url=f"{api.PREFIX}/openapi.json",
        # the usual pages about an API take their script from elsewhere
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
    )
    app.state.settings = settings
    app.include_router(api.router)
    for each in (pages, states, law, batch):
        app.include_router(each.router)
    app.openapi = lambda: _once(app)  # type: ignore[method-assign]
    app.add_exception_handler(Problem, _problem)
    app.add_exception_handler(KeiimportError, _error)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _no_page)
    app.add_exception_handler(Exception, _failed)
    return app


def _once(app: FastAPI) -> dict[str, Any]:
    if app.openapi_schema is None:
        app.openapi_schema = document(app)
    return app.openapi_schema


# --- what becomes of errors ---


async def _problem(request: Request, error: Exception) -> Response:
    assert isinstance(error, Problem)
    headers = {"cache-control": "no-store", **error.headers}
    if wants_page(request.scope):
        return Response(problem_page(error), error.status, headers, HTML)
    return Response(error.body(), error.status, headers, MEDIA_TYPE)


async def _error(request: Request, error: Exception) -> Response:
    assert isinstance(error, KeiimportError)
    return await _problem(request, Problem.of(error))


async def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    first: dict[str, Any] = error.errors()[0]
    name = str(first["loc"][-1])
    what = str(first["msg"])
    said = f"{name}: {what[:1].lower()}{what[1:]}"
    got = None if first["type"] == "missing" else str(first.get("input"))[:200]
    return await _problem(request, Problem(HTTPStatus.BAD_REQUEST, said, at=name, got=got))


async def _no_page(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    details = {
        404: "there is nothing at this address",
        405: "this address is not asked in this way",
    }
    detail = details.get(error.status_code, str(error.detail))
    return await _problem(request, Problem(error.status_code, detail, headers=error.headers or {}))


async def _failed(request: Request, error: Exception) -> Response:
    detail = "keiimport itself failed on this request; please report it"
    return await _problem(request, Problem(HTTPStatus.INTERNAL_SERVER_ERROR, detail))
