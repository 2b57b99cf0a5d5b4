"""Flask, with pydantic for what Flask does not check."""
import flask
import pydantic
import store

app = flask.Flask(__name__)


@app.errorhandler(pydantic.ValidationError)
def refuse(error):
    return flask.Response(error.json(), status=422, mimetype="application/json")


@app.post("/pictures")
def add():
    picture = store.PictureCreate.parse_obj(flask.request.get_json())
    return flask.Response(store.add(picture).json(), status=201, mimetype="application/json")


@app.get("/pictures")
def find():
    query = store.Filter.parse_obj(flask.request.args.to_dict())
    page = store.find(query.limit, query.page, query.tag, query.medium)
    return flask.Response(page.json(), mimetype="application/json")
