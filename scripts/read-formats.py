"""Reads the real export files in a folder independently of this repository's own readers.

Prints JSON: for each file a list of records with title, abstract, venue, year, doi and the number of
authors; a field that this script does not judge is absent. BibTeX is read by python3-bibtexparser and
python3-pybtex (its names), tables by python3-pandas, XML and JSON by Python itself; RIS and MEDLINE, for
which Debian has no reader, by their tags, line by line.

Usage: read-formats.py FOLDER
"""

import json
import pathlib
import re
import sys
import xml.etree.ElementTree as ElementTree

import bibtexparser
import pandas
from bibtexparser.bparser import BibTexParser
from bibtexparser.latexenc import latex_to_unicode
from pybtex.database import Person

# The columns of each table: title, abstract, venue, year, DOI, authors and how these are apart.
TABLES = {
    "Nagtegaal_2019.csv": ("title", "abstract", None, None, None, None, None),
    "covidence.csv": ("Title", "Abstract", "Journal", "Published Year", "DOI", "Authors", ";"),
    "litstudy-springer-noabstract.csv": (
        "Item Title", None, "Publication Title", "Publication Year", "Item DOI", None, None,
    ),
    "openalex.csv": (
        "title", "abstract", "primary_location.source.display_name", "publication_year", "doi", None, None,
    ),
    "pubmed.csv": ("Title", None, "Journal/Book", "Publication Year", "DOI", "Authors", ","),
    "scopus.csv": ("Title", "Abstract", "Source title", "Year", "DOI", "Authors", ";"),
    "zotero.csv": ("Title", "Abstract Note", "Publication Title", "Publication Year", "DOI", "Author", ";"),
}


def table(path):
    title, abstract, venue, year, doi, authors, cut = TABLES[path.name]
    frame = pandas.read_csv(
        path, dtype=str, keep_default_na=False, encoding="utf-8-sig", sep=None, engine="python"
    )
    records = []
    for _, row in frame.iterrows():
        record = {"title": row[title]}
        for field, column in (("abstract", abstract), ("venue", venue), ("year", year), ("doi", doi)):
            if column is not None and column in frame.columns:
                record[field] = row[column]
        if authors is not None:
            record["authors"] = len([name for name in row[authors].split(cut) if name.strip()])
        records.append(record)
    return records


def plain(text):
    # Commands of signs, which are not compared: latex_to_unicode glues them to the next word.
    return latex_to_unicode(re.sub(r"\{?\\text(?:quote|super|sub|tt)?[a-z]*\}?(?=\W|$)", "", text))


def bibtex(path):
    parser = BibTexParser(common_strings=True, ignore_nonstandard_types=False, interpolate_strings=True)
    records = []
    for entry in bibtexparser.loads(path.read_text("utf-8-sig"), parser).entries:
        names = re.split(r"\s+and\s+", entry.get("author", "").strip())
        people = [Person(name) for name in names if name and name != "others"]
        record = {"title": entry.get("title", ""), "authors": len(people)}
        for field, keys in (
            ("abstract", ["abstract"]),
            ("year", ["year", "date"]),
            ("doi", ["doi"]),
            ("venue", ["journal", "journaltitle", "booktitle", "school", "institution", "publisher"]),
        ):
            record[field] = next((entry[key] for key in keys if entry.get(key)), "")
        records.append({k: plain(v) if isinstance(v, str) else v for k, v in record.items()})
    return records


def tagged(path, line_pattern, first):
    records, record, last = [], None, None
    text = path.read_text("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    for line in text.split("\n"):
        found = re.match(line_pattern, line)
        if found and found[1] == first:
            record = {}
            records.append(record)
        if record is None:
            continue
        if found:
            last = found[1]
            record.setdefault(last, []).append(found[2] or "")
        elif line.strip() and last is not None:
            record[last][-1] += " " + line.strip()
    return records


def one(record, *tags):
    values = (value.strip() for tag in tags for value in record.get(tag, []))
    return next((value for value in values if value), "")


def ris(path):
    return [
        {
            "title": one(record, "TI", "T1"),
            "abstract": max(one(record, "AB"), one(record, "N2"), key=len),
            "year": one(record, "PY", "Y1", "DA"),
            "venue": one(record, "T2", "JF", "JO"),
            "doi": one(record, "DO"),
            "authors": len(record.get("AU", []) or record.get("A1", [])),
        }
        for record in tagged(path, r"\s*([A-Z][A-Z0-9])  ?-(.*)$", "TY")
    ]


def medline(path):
    return [
        {
            "title": one(record, "TI"),
            "abstract": one(record, "AB"),
            "year": one(record, "DP"),
            "venue": one(record, "JT"),
            "doi": next(
                (v[: -len("[doi]")] for v in record.get("LID", []) + record.get("AID", []) if v.endswith("[doi]")),
                "",
            ),
            "authors": len(record.get("FAU", [])) + len(record.get("CN", [])),
        }
        for record in tagged(path, r"([A-Z]{2,4}) {0,2}- (.*)$", "PMID")
    ]


def atom(path):
    names = {"a": "http://www.w3.org/2005/Atom", "arxiv": "http://arxiv.org/schemas/atom"}
    return [
        {
            "title": entry.findtext("a:title", "", names),
            "abstract": entry.findtext("a:summary", "", names),
            "year": entry.findtext("a:published", "", names),
            "doi": entry.findtext("arxiv:doi", "", names),
            "authors": len(entry.findall("a:author", names)),
        }
        for entry in ElementTree.parse(path).getroot().findall("a:entry", names)
    ]


def abstract_of(index):
    places = sorted((place, word) for word, at in (index or {}).items() for place in at)
    return " ".join(word for _, word in places)


def openalex(path):
    return [
        {
            "title": work["title"] or "",
            "abstract": abstract_of(work["abstract_inverted_index"]),
            "year": str(work["publication_year"] or ""),
            "doi": work["doi"] or "",
            "venue": ((work["primary_location"] or {}).get("source") or {}).get("display_name")
            or (work["host_venue"] or {}).get("display_name")
            or "",
            "authors": len(work["authorships"]),
        }
        for work in json.loads(path.read_text("utf-8"))["results"]
    ]


def semantic_scholar(path):
    return [
        {
            "title": paper["title"] or "",
            "abstract": paper["abstract"] or "",
            "year": str(paper["year"] or ""),
            "doi": (paper["externalIds"] or {}).get("DOI") or "",
            "venue": paper["venue"] or "",
            "authors": len(paper["authors"] or []),
        }
        for paper in json.loads(path.read_text("utf-8"))["data"]
    ]


READERS = {
    ".bib": bibtex,
    ".csv": table,
    ".ris": ris,
    ".nbib": medline,
    ".xml": atom,
    "works-response-donners2021.json": openalex,
    "search-response-derived.json": semantic_scholar,
}


def main():
    folder = pathlib.Path(sys.argv[1])
    read = {}
    for path in sorted(folder.iterdir()):
        reader = READERS.get(path.name) or READERS.get(path.suffix)
        if reader is not None and (path.suffix != ".csv" or path.name in TABLES):
            read[path.name] = reader(path)
    json.dump(read, sys.stdout, ensure_ascii=False)


main()
