"""Texts of a fixed form, such as a colour: refused in words, where a pattern would say nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema
from pydantic_core.core_schema import no_info_after_validator_function


@dataclass(frozen=True)
class Form:
    """Annotates a text that matches `pattern` as a whole.

    `fault` says what any other text is not, with an example: “is not a colour, such as #b3151b”.
    """

    pattern: str
    fault: str

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return no_info_after_validator_function(self._judged, handler(source))

    def __get_pydantic_json_schema__(
        self, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {**handler(core), "pattern": f"^{self.pattern}$"}

    def _judged(self, value: str) -> str:
        if not re.fullmatch(self.pattern, value):
            raise ValueError(self.fault)
        return value
