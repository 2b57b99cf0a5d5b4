# A site below a path, with an element in a deep page and a page for each operation.
import os

project = "Gallery"
html_theme = "furo"
extensions = ["sphinx_vitrine"]
html_baseurl = "https://docs.example.com/below/a/path/"
vitrine_script = "../vitrine"
vitrine_command = os.environ["VITRINE_COMMAND"]
vitrine_pages = [{"spec": "gallery.json"}]
