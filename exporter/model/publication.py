"""The publication: what all its issues share."""

from __future__ import annotations

from typing import Annotated

from pydantic import (
    AfterValidator,
    Field,
)

from exporter.fixed_form import Form
from exporter.model.fields import (
    Address,
    Day,
    Frozen,
    Language,
    OwnLabels,
    Text,
    judge_issn,
)


class Evaluation(Frozen):
    """Who evaluated the accessibility of a publication's EPUBs, and what they found."""

    certified_by: Annotated[
        Text, Field(min_length=1, description="Person or organisation that evaluated it")
    ]
    credential: Annotated[Text, Field(description="Their credential: its name or address")] = ""
    report: Annotated[Address, Field(description="Address of their report")] = ""
    conforms_to: Annotated[
        Text, Field(min_length=1, description="What they found it to conform to")
    ] = "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"


class Rights(Frozen):
    """Reservation of text and data mining (TDMRep)."""

    reserved: Annotated[bool, Field(description="Whether mining is reserved: `tdm-reservation`")]
    policy: Annotated[Address, Field(description="Address of the policy, for a licence")] = ""


class Publication(Frozen):
    """A newspaper or magazine (报刊), the same for every issue of it."""

    name: Annotated[Text, Field(min_length=1, description="Name of the publication, 报刊名")]
    language: Annotated[Language, Field(description="Language tag: zh-Hans, zh-Hant, en, …")]
    code: Annotated[
        Text,
        Form("[A-Za-z0-9._-]*", "is not made of the characters A-Z a-z 0-9 . - _, as weekly is"),
        Field(description="Short ASCII name, used in file names"),
    ] = ""
    masthead: Annotated[Text, Field(description="Picture of the masthead, 报头")] = ""
    tagline: Annotated[Text, Field(description="Motto under the masthead")] = ""
    publisher: Annotated[Text, Field(description="Publisher, 主办单位 or 出版单位")] = ""
    issn: Annotated[
        str,
        AfterValidator(lambda v: judge_issn(v) if v else v),
        Field(description="ISSN, such as 1234-5679"),
    ] = ""
    cn_number: Annotated[Text, Field(description="国内统一刊号, such as CN 11-0000")] = ""
    printed: Annotated[
        bool | None,
        Field(
            description="Whether the pages are those of a printed edition; without it, they are "
            "if there is a cn_number or a facsimile"
        ),
    ] = None
    url: Annotated[Address, Field(description="Address of the web edition")] = ""
    copyright: Annotated[
        Text, Field(description="Copyright notice, such as © 2026 Saltmere Press")
    ] = ""
    labels: OwnLabels = {}  # noqa: RUF012 - pydantic copies it
    accessibility: Annotated[
        Evaluation | None,
        Field(description="Who evaluated its EPUBs; without it, they claim no conformance"),
    ] = None
    rights: Annotated[
        Rights | None, Field(description="Reservation of text and data mining (TDMRep)")
    ] = None

    @property
    def reserved(self) -> Rights | None:
        """Its reservation of text and data mining, where there is one."""
        return self.rights if self.rights and self.rights.reserved else None


class Neighbour(Frozen):
    """The previous or next issue (上一期, 下一期)."""

    date: Annotated[Day, Field(description="Its date, YYYY-MM-DD")]
    number: Annotated[Text, Field(description="Its number, 期号")] = ""
    url: Annotated[Address, Field(description="Its address on the web")] = ""
