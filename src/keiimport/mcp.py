# SPDX-License-Identifier: Apache-2.0
"""The same answers for assistants, over the Model Context Protocol (`keiimport mcp`)."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Final, Self, get_type_hints

from pydantic import BaseModel, ConfigDict, Field, ValidationError, create_model

import keiimport
from keiimport.capitals import begun
from keiimport.engine import EVERY_STATE, Engine
from keiimport.errors import KeiimportError, need
from keiimport.facts.problems import bad_input
from keiimport.facts.texts import STATES, state_asked
from keiimport.rulebook.describe import look_up, summary
from keiimport.rulebook.model import ANY_STATE, entries
from keiimport.rulebook.problems import either, unfit
from keiimport.verdict import KEYS
from keiimport.verdict_schema import answer_schemas, shape

if TYPE_CHECKING:
    from mcp.server import MCPServer

# what assistants are told of the server, of options and of answers
TOLD: Final = json.loads(Path(__file__).with_name("mcp.json").read_text(encoding="utf-8"))

Told = dict[str, Any]  # what the library says, as JSON values


class Result(BaseModel):
    """The result of a tool: the `keys` of the library's answer, and the caution."""

    model_config = ConfigDict(extra="allow")
    keys: ClassVar[str]  # what it has, written as in `SHAPES`

    caution: str

    @classmethod
    def of(cls, told: Mapping[str, Any], caution: str) -> Self:
        """Take the keys that belong to the result from the library's answer."""
        names = [key.strip("[]").partition(":")[0] for key in cls.keys.split()]
        return cls(caution=caution, **{name: told[name] for name in names if name in told})

    @classmethod
    def __get_pydantic_json_schema__(cls, *_: object) -> dict[str, Any]:
        whole: dict[str, Any] = _inlined(shape(cls.keys), answer_schemas())
        said = {"type": "string", "description": "what this answer is not; pass it on"}
        whole["properties"] = {"caution": said, **whole["properties"]}
        return whole | {"description": cls.__doc__, "title": cls.__name__}


def server(engine: Engine | None = None) -> MCPServer[Any]:
    """A server with every tool and resource, not yet connected; by default with the shipped rules.

    Raises:
        KeiimportError: the SDK of the protocol is not installed.
    """
    need("mcp", "assistants", "mcp")
    from mcp.server import MCPServer
    from mcp.server.mcpserver.exceptions import ToolError

    class Server(MCPServer[Any]):
        async def call_tool(self, name: str, arguments: Told, context: Any = None) -> Any:
            """What a tool answers, or in a sentence what is wrong with what it is given."""
            tools = {tool.name: tool.input_schema["properties"] for tool in await self.list_tools()}
            try:
                if name not in tools:
                    raise bad_input("no_tool", either(name, tools), name=name)
                for each in arguments.keys() - tools[name].keys():
                    raise bad_input("no_option", either(each, tools[name]), at=each, name=each)
                return await super().call_tool(name, arguments, context)
            except (KeiimportError, ToolError) as error:
                why = error.__cause__ if isinstance(error, ToolError) else error
                if isinstance(why, ValidationError):
                    why = unfit(why.errors()[0])
                raise ToolError(str(why)) if isinstance(why, KeiimportError) else error from None

    law = Engine() if engine is None else engine
    made = Server(
        "keiimport",
        version=keiimport.__version__,
        instructions=TOLD["instructions"],
        log_level="WARNING",
    )
    _add_tools(made, law)
    _add_resources(made, law)
    return made


def _add_tools(made: MCPServer[Any], law: Engine) -> None:
    from mcp.types import ToolAnnotations

    reads = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)
    always = (f"{begun(each)}." for each in law.rulebook.always)
    caution = " ".join(("This is no legal advice.", *always))

    def tool(function: Callable[..., Told]) -> None:
        gives = TOLD["results"][function.__name__]
        kind = create_model(gives["title"], __base__=Result, __doc__=gives["says"])
        kind.keys = gives["keys"] or f"{' '.join(KEYS)} [states]"  # a whole verdict

        @wraps(function)
        def answer(**told: Any) -> Result:
            return kind.of(function(**told), caution)

        for name, hint in get_type_hints(function, include_extras=True).items():
            if said := TOLD["options"].get(name):
                function.__annotations__[name] = Annotated[hint, Field(description=said)]
        function.__annotations__["return"] = kind
        made.tool(annotations=reads)(answer)

    @tool
    def check(question: str, date: str | None = None) -> Told:
        """Answer a question in words, English or Japanese: `1999 Honda Acty to Texas`."""
        from keiimport.question.check import check as answer

        checked = answer(question, law, {"date": date})
        told = checked.to_dict()
        return {**told, **told["verdict"], "text": checked.to_text()}

    @tool
    def evaluate(
        case: dict[str, Any],
        as_of: str | None = None,
        strict: bool = False,
        state: str | None = None,
    ) -> Told:
        """The whole verdict on a case: every door, duty, state, papers, forms and reasons."""
        return law.evaluate(case, as_of=as_of, strict=strict, state=state).to_dict()

    @tool
    def when(case: dict[str, Any], until: str | None = None) -> Told:
        """The periods in which the answer stays the same, and what ends each."""
        return law.evaluate(case).timeline(until).to_dict()

    @tool
    def why(case: dict[str, Any], path: str) -> Told:
        """The proof of one path: why it is open to this case, or what of it fails."""
        from keiimport.report.text import render_why

        told = law.evaluate(case).why(path)
        return {"text": render_why(told), **told}

    @tool
    def vehicles(search: str, limit: Annotated[int, Field(ge=1, le=100)] = 10) -> Told:
        """Search the catalogue of vehicles, in any spelling."""
        return {"vehicles": [row.to_dict() for row in law.catalogue.search(search, limit)]}

    @tool
    def state_map(case: dict[str, Any]) -> Told:
        """What each of the 51 jurisdictions says of the vehicle, once it is in lawfully."""
        return law.evaluate(case, state=EVERY_STATE).to_dict()


def _add_resources(made: MCPServer[Any], law: Engine) -> None:
    @made.resource("keiimport://schema/case", mime_type="application/json")
    def case_schema() -> str:
        """The JSON Schema of a case: every fact, with its unit and what it means."""
        from keiimport.facts.case import case_schema

        return _json(case_schema())

    @made.resource("keiimport://rules", mime_type="application/json")
    def rules() -> str:
        """Every rule, path, gate and remark, with its dates and citations."""
        return _json([summary(entry) for entry in entries(law.rulebook)])

    @made.resource("keiimport://rules/{id}", mime_type="application/json")
    @_telling()
    def rule(id: str) -> str:
        """Whatever has a name in the rules: a rule, path, conclusion, presumption or fact."""
        return _json(look_up(law.rulebook, id))

    @made.resource("keiimport://states", mime_type="application/json")
    def states() -> str:
        """The jurisdictions that have rows of their own, by their codes."""
        codes = {row.state for row in law.rulebook.states}
        return _json({code: name for code, name in STATES.items() if code in codes})

    @made.resource("keiimport://states/{state}", mime_type="application/json")
    @_telling()
    def state(state: str) -> str:
        """Every row of one state: what it says of which vehicle, under which law, since when."""
        asked = (state_asked(state), ANY_STATE)
        rows = [row.rule for row in law.rulebook.states if row.state in asked]
        return _json([look_up(law.rulebook, rule) for rule in rows])


@contextmanager
def _telling() -> Iterator[None]:
    """Tell the assistant in one sentence what is wrong with its input."""
    from mcp.server.mcpserver.exceptions import ResourceError

    try:
        yield
    except KeiimportError as error:
        raise ResourceError(str(error)) from None


def _inlined(schema: Any, parts: Mapping[str, Any]) -> Any:
    """Replace the references of a schema by the parts they name."""
    if isinstance(schema, Mapping):
        if "$ref" in schema:
            return _inlined(parts[schema["$ref"].rpartition("/")[2]], parts)
        return {key: _inlined(value, parts) for key, value in schema.items()}
    return [_inlined(each, parts) for each in schema] if isinstance(schema, list) else schema


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)
