"""What is behind the Python servers: a fixed wall, and pictures that nobody keeps. Its models need only pydantic 1."""
import enum
import itertools
from typing import List, Optional

import pydantic


class Medium(str, enum.Enum):
    photograph = "photograph"
    painting = "painting"
    print = "print"
    drawing = "drawing"


class Strict(pydantic.BaseModel):
    class Config:
        extra = "forbid"


class Origin(Strict):
    place: pydantic.constr(min_length=1, max_length=80)


class PictureCreate(Strict):
    title: pydantic.constr(min_length=1, max_length=80)
    year: Optional[pydantic.conint(ge=-3000, le=2100, strict=True)] = None
    medium: Medium = Medium.photograph
    tags: pydantic.conlist(pydantic.constr(min_length=2, max_length=24), max_items=12, unique_items=True) = []
    origin: Optional[Origin] = None


class Picture(pydantic.BaseModel):
    id: str
    title: str
    year: Optional[int]
    medium: Medium
    tags: List[str]
    origin: Optional[Origin]


class Page(pydantic.BaseModel):
    items: List[Picture]
    total: int
    page: int


class Filter(Strict):
    """The query of a list, for frameworks that have none of their own."""

    limit: pydantic.conint(ge=1, le=100) = 20
    page: pydantic.conint(ge=1, le=1000000) = 1
    tag: Optional[pydantic.constr(min_length=2, max_length=24)] = None
    medium: Optional[Medium] = None


WALL = [
    Picture(
        id=f"p{i}",
        title=f"Picture {i}",
        year=1900 + i,
        medium=Medium.print if i % 2 else Medium.painting,
        tags=["snow", "ink"],
        origin=Origin(place="京都"),
    )
    for i in range(100)
]
numbers = itertools.count(101)


def add(picture: PictureCreate) -> Picture:
    return Picture(id=f"p{next(numbers)}", **dict(picture))


def find(limit: int, page: int, tag: Optional[str], medium: Optional[Medium]) -> Page:
    found = [
        picture
        for picture in WALL
        if (medium is None or picture.medium == medium) and (tag is None or tag in picture.tags)
    ]
    return Page(items=found[(page - 1) * limit : page * limit], total=len(found), page=page)
