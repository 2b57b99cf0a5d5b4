"""FastAPI, with handlers of `def` (app) and of `async def` (async_app)."""
from typing import Optional

import fastapi
import store

app = fastapi.FastAPI()
async_app = fastapi.FastAPI()

Limit = fastapi.Query(20, ge=1, le=100)
Number = fastapi.Query(1, ge=1, le=1000000)
Tag = fastapi.Query(None, min_length=2, max_length=24)


@app.post("/pictures", response_model=store.Picture, status_code=201)
def add(picture: store.PictureCreate):
    return store.add(picture)


@app.get("/pictures", response_model=store.Page)
def find(limit: int = Limit, page: int = Number, tag: Optional[str] = Tag, medium: Optional[store.Medium] = None):
    return store.find(limit, page, tag, medium)


@async_app.post("/pictures", response_model=store.Picture, status_code=201)
async def async_add(picture: store.PictureCreate):
    return store.add(picture)


@async_app.get("/pictures", response_model=store.Page)
async def async_find(
    limit: int = Limit, page: int = Number, tag: Optional[str] = Tag, medium: Optional[store.Medium] = None
):
    return store.find(limit, page, tag, medium)
