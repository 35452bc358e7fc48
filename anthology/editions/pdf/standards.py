"""The standards a file keeps to, and how it says so."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf, String

ARCHIVE = "a-3a"
"""PDF/A-3, level A (ISO 19005-3): what an edition for the screen keeps to beside PDF/UA-1."""

ACCESSIBLE = "ua-1"
"""PDF/UA-1 (ISO 14289-1) alone."""

_PDFA = 'xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"'
_PDFUA = 'xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"'

_EXTENSION = """\
  <rdf:Description rdf:about=""
    xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
    xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
    xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
   <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
    <pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
    <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
    <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
    <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
     <pdfaProperty:name>part</pdfaProperty:name>
     <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
     <pdfaProperty:category>internal</pdfaProperty:category>
     <pdfaProperty:description>Part of PDF/UA that the file keeps to</pdfaProperty:description>
    </rdf:li></rdf:Seq></pdfaSchema:property>
   </rdf:li></rdf:Bag></pdfaExtension:schemas>
  </rdf:Description>
"""
"""PDF/A wants to know every property that it does not know (ISO 19005-3, 6.6.2.3)."""


def screen_claims(variant: str) -> str:
    """Return what the metadata say of the standards of an edition for the screen.

    Args:
        variant: ``a-3a`` and the like; empty for ours; ``ua-1`` for no PDF/A beside it.
    """
    accessible = f"""\
  <rdf:Description rdf:about="" {_PDFUA}>
   <pdfuaid:part>1</pdfuaid:part>
  </rdf:Description>
"""
    if variant == ACCESSIBLE:
        return accessible
    part, level = tuple((variant or ARCHIVE).removeprefix("a-").upper())
    return f"""{accessible}\
  <rdf:Description rdf:about="" {_PDFA}>
   <pdfaid:part>{part}</pdfaid:part>
   <pdfaid:conformance>{level}</pdfaid:conformance>
  </rdf:Description>
{_EXTENSION}"""


def intend_for_screens(pdf: Pdf) -> None:
    """Say that the colours of a file are those of sRGB."""
    engine = find_spec("weasyprint")  # found, not loaded: that takes a second
    assert engine and engine.origin, "it has laid out the pages"
    profile = (Path(engine.origin).parent / "pdf" / "sRGB2014.icc").read_bytes()
    intent: dict[str, Any] = {
        "/Type": Name.OutputIntent,
        "/S": Name.GTS_PDFA1,
        "/OutputConditionIdentifier": String("sRGB2014"),
        "/Info": String("sRGB2014"),
        "/DestOutputProfile": pdf.make_stream(profile, N=3),
    }
    pdf.Root.OutputIntents = Array([pdf.make_indirect(Dictionary(intent))])
