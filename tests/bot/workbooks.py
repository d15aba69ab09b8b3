"""Workbooks, read with nothing but what they are made of."""

import io
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET


def sheets(path: Path | io.BytesIO) -> dict[str, list[list[str]]]:
    """Read a workbook's sheets by their names: what stands in each cell, as it is kept."""
    spaces = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
    with zipfile.ZipFile(path) as book:
        root = ET.fromstring(book.read("xl/workbook.xml"))  # noqa: S314, our own file
        names = [each.attrib["name"] for each in root.iterfind(".//m:sheet", spaces)]
        found = {}
        for number, name in enumerate(names, start=1):
            sheet = ET.fromstring(book.read(f"xl/worksheets/sheet{number}.xml"))  # noqa: S314
            assert not list(sheet.iterfind(".//m:f", spaces)), "a formula"
            found[name] = [
                ["".join(cell.itertext()) for cell in row.iterfind("m:c", spaces)]
                for row in sheet.iterfind(".//m:row", spaces)
            ]
    return found
