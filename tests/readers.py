#!/usr/bin/python3
"""Reads the reports in a folder by programs that are not ours. Prints TAP.

usage: tests/readers.py SCHEMA FOLDER
       tests/readers.py --html FOLDER

FOLDER holds NAME.json, NAME.csv, NAME.jsonld and NAME.html of the same pairs; with --html only the
last are read. Needs the Debian packages python3-jsonschema and python3-pyld.
"""

import csv
import html.parser
import json
import pathlib
import sys

import jsonschema
from pyld import jsonld

OA = "http://www.w3.org/ns/oa#"
AS = "http://www.w3.org/ns/activitystreams#"
ANNOTATIONS = "http://www.w3.org/ns/anno.jsonld"

# What the context of Web Annotations says of the words that reports use; there may be no network.
CONTEXT = {
    "id": "@id",
    "type": "@type",
    "Annotation": OA + "Annotation",
    "AnnotationCollection": AS + "OrderedCollection",
    "AnnotationPage": AS + "OrderedCollectionPage",
    "SpecificResource": OA + "SpecificResource",
    "TextQuoteSelector": OA + "TextQuoteSelector",
    "TextPositionSelector": OA + "TextPositionSelector",
    "TextualBody": OA + "TextualBody",
    "Software": AS + "Application",
    "body": {"@id": OA + "hasBody", "@type": "@id"},
    "target": {"@id": OA + "hasTarget", "@type": "@id"},
    "source": {"@id": OA + "hasSource", "@type": "@id"},
    "selector": {"@id": OA + "hasSelector", "@type": "@id"},
    "generator": {"@id": AS + "generator", "@type": "@id"},
    "first": {"@id": AS + "first", "@type": "@id"},
    "items": {"@id": AS + "items", "@type": "@id", "@container": "@list"},
    "motivation": {"@id": OA + "motivatedBy", "@type": "@vocab"},
    "purpose": {"@id": OA + "hasPurpose", "@type": "@vocab"},
    "format": "http://purl.org/dc/elements/1.1/format",
    "value": "http://www.w3.org/1999/02/22-rdf-syntax-ns#value",
    "exact": OA + "exact",
    "prefix": OA + "prefix",
    "suffix": OA + "suffix",
    "name": "http://xmlns.com/foaf/0.1/name",
    "label": "http://www.w3.org/2000/01/rdf-schema#label",
    "start": {"@id": OA + "start", "@type": "http://www.w3.org/2001/XMLSchema#nonNegativeInteger"},
    "end": {"@id": OA + "end", "@type": "http://www.w3.org/2001/XMLSchema#nonNegativeInteger"},
    "total": {"@id": AS + "totalItems"},
    "startIndex": {"@id": AS + "startIndex"},
}
MOTIVATIONS = ["assessing", "classifying", "commenting", "describing", "highlighting", "linking",
               "tagging"]
CONTEXT.update({word: OA + word for word in MOTIVATIONS})


class Checks:
    def __init__(self):
        self.number = self.failed = 0

    def check(self, name, holds):
        self.number += 1
        self.failed += not holds
        print(f"{'ok' if holds else 'not ok'} {self.number} - {name}")


def strict(schema):
    """The same schema without room for members that it does not name."""
    if isinstance(schema, dict):
        closed = {key: strict(value) for key, value in schema.items()}
        if "properties" in schema and "required" in schema:
            closed["additionalProperties"] = False
        return closed
    return [strict(value) for value in schema] if isinstance(schema, list) else schema


def spans_hold(report):
    def holds(text, piece):
        return text.encode()[piece["start"]:piece["end"]].decode() == piece["text"]

    texts = {side: report[side]["text"] for side in ("left", "right")}
    return (all(holds(texts[side], link[side]) for link in report["links"] for side in texts)
            and all(holds(texts[side], piece) for side in texts for piece in report["only_" + side])
            and all(holds(texts[mark["side"]], mark) for mark in report["marks"]))


def check_json(checks, name, schema, report):
    errors = [error.message for error in jsonschema.Draft202012Validator(schema).iter_errors(report)]
    print("".join(f"# {error[:300]}\n" for error in errors[:5]), end="")
    checks.check(f"{name}: the schema holds", not errors)
    checks.check(f"{name}: and names every member",
                 jsonschema.Draft202012Validator(strict(schema)).is_valid(report))
    checks.check(f"{name}: offsets give the text again", spans_hold(report))


def unguard(cell):
    return cell[1:] if cell.startswith("'") else cell


def runs(cell):
    return cell.lstrip()[:1] in set("=+-@\t\r＝＋－＠") - {""}


def check_csv(checks, name, path, report):
    with open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, strict=True))
    links = {str(link["id"]): link for link in report["links"]}
    told = [row for row in rows if row["id"]]
    checks.check(f"{name}: every row has every cell",
                 all(None not in row and None not in row.values() for row in rows))
    checks.check(f"{name}: no cell would run",
                 not any(runs(cell) for row in rows for cell in row.values()))
    checks.check(f"{name}: a row for every link", {row["id"] for row in told} == set(links))
    checks.check(f"{name}: the cells are what JSON has", all(
        unguard(row["left_text"]) == links[row["id"]]["left"]["text"]
        and unguard(row["right_text"]) == links[row["id"]]["right"]["text"]
        and unguard(row["note"]) == (links[row["id"]]["note"] or "")
        and row["left_line"] == str(links[row["id"]]["left"]["line"])
        and unguard(row["left_file"]) == report["left"]["path"]
        and row["kind"] == links[row["id"]]["kind"] for row in told))


def load(url, _options=None):
    if url != ANNOTATIONS:
        raise ValueError(f"an unknown context: {url}")
    return {"contextUrl": None, "documentUrl": url, "document": {"@context": CONTEXT}}


def texts_of(annotation):
    for target in annotation[OA + "hasTarget"]:
        for selector in target.get(OA + "hasSelector", []):
            for exact in selector.get(OA + "exact", []):
                yield exact["@value"]


def places_hold(annotation, texts):
    for target, text in zip(annotation[OA + "hasTarget"], texts):
        quote, place = target[OA + "hasSelector"]
        exact = quote[OA + "exact"][0]["@value"]
        around = [quote[OA + end][0]["@value"] for end in ("prefix", "suffix")]
        start, end = (int(place[OA + end][0]["@value"]) for end in ("start", "end"))
        if text[start:end] != exact or text[max(0, start - len(around[0])):start] != around[0] \
                or text[end:end + len(around[1])] != around[1]:
            return False
    return True


def check_annotations(checks, name, path, report):
    document = json.loads(path.read_text(encoding="utf-8"))
    expanded = jsonld.expand(document, {"documentLoader": load, "base": "http://abreast.example/"})
    page = expanded[0][AS + "first"][0]
    items = page[AS + "items"][0]["@list"]
    checks.check(f"{name}: the collection counts its annotations",
                 expanded[0][AS + "totalItems"][0]["@value"] == len(items))
    checks.check(f"{name}: each is an annotation with a name, a reason and a target", all(
        item["@type"] == [OA + "Annotation"] and item["@id"].startswith("urn:uuid:")
        and item[OA + "motivatedBy"] and item[OA + "hasTarget"] for item in items))
    checks.check(f"{name}: all motivations are known", all(
        motivation["@id"].removeprefix(OA) in MOTIVATIONS
        for item in items for motivation in item[OA + "motivatedBy"]))
    links = [item for item in items if {"@id": OA + "linking"} in item[OA + "motivatedBy"]]
    found = sorted(tuple(texts_of(item)) for item in links)
    checks.check(f"{name}: they link what JSON links", found == sorted(
        (link["left"]["text"], link["right"]["text"]) for link in report["links"]))
    texts = [report["left"]["text"], report["right"]["text"]]
    checks.check(f"{name}: positions count characters of the text",
                 all(places_hold(item, texts) for item in links))
    quads = jsonld.to_rdf(document, {"documentLoader": load, "base": "http://abreast.example/",
                                     "format": "application/n-quads"})
    checks.check(f"{name}: as RDF nothing is lost", quads.count(OA + "exact") >= 2 * len(links))


class Anchors(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.ids, self.links, self.other = [], [], []

    def handle_starttag(self, tag, attributes):
        for key, value in attributes:
            if key == "id":
                self.ids.append(value)
            elif key == "href" and value.startswith("#"):
                self.links.append(value[1:])
            elif key in ("href", "src", "srcset", "action") or key.startswith("on"):
                self.other.append((tag, key, value))
        if tag in ("script", "iframe", "object", "embed", "link", "img", "form"):
            self.other.append((tag, None, None))


def check_html(checks, name, path):
    anchors = Anchors()
    anchors.feed(path.read_text(encoding="utf-8"))
    checks.check(f"{name}: {len(anchors.links)} links lead to one place each",
                 set(anchors.links) <= set(anchors.ids)
                 and len(anchors.ids) == len(set(anchors.ids)))
    checks.check(f"{name}: nothing runs and nothing is loaded", not anchors.other)


def check_reports(checks, schema_path, folder):
    schema = json.loads(pathlib.Path(schema_path).read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    for path in sorted(folder.glob("*.json")):
        report = json.loads(path.read_text(encoding="utf-8"))
        check_json(checks, path.name, schema, report)
        for ending, check in ((".csv", check_csv), (".jsonld", check_annotations)):
            other = path.with_suffix(ending)
            check(checks, other.name, other, report)


def main():
    if len(sys.argv) != 3:
        print(__doc__, file=sys.stderr)
        return 2
    checks, folder = Checks(), pathlib.Path(sys.argv[2])
    if sys.argv[1] != "--html":
        check_reports(checks, sys.argv[1], folder)
    for path in sorted(folder.glob("*.html")):
        check_html(checks, path.name, path)
    print(f"1..{checks.number}")
    return checks.failed > 0 or not checks.number


if __name__ == "__main__":
    sys.exit(main())
