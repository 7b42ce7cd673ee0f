"""What every audio file says of its making: that the speech is AI-generated, in words and for machines.

The machine-readable mark is the property Digital Source Type of IPTC with the value
`trainedAlgorithmicMedia` (IPTC NewsCodes, "created by an algorithm trained on sampled content"), inside an
XMP packet (ISO 16684-1) where a container takes one: the chunk ``_PMX`` of WAV, the ID3 frame PRIV of MP3
and ADTS. Beside it stands a comment for people, in the container's own way: RIFF INFO, ID3v2.4, Vorbis
comment, MP4 metadata.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from importlib.metadata import version
from xml.sax.saxutils import escape

DIGITAL_SOURCE_TYPE = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
"""IPTC's term for what a trained model made."""


@dataclass(frozen=True)
class Origin:
    """Where a file comes from. voice: id of the persona, "" for several. software: name and version."""

    voice: str = ""
    software: str = f"Dramatis {version('dramatis')}"

    @property
    def comment(self) -> str:
        """One sentence for people, which holds the term for machines."""
        who = f" in the synthetic voice {self.voice}" if self.voice else ""
        return f"AI-generated speech{who}, made with {self.software}; {DIGITAL_SOURCE_TYPE}"

    def tags(self) -> dict[str, str]:
        """Name → value, as ffmpeg's ``-metadata`` takes them; every container has these two."""
        return {"comment": self.comment, "encoder": self.software}


def xmp(origin: Origin) -> bytes:
    """The XMP packet, UTF-8."""
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/"'
        ' xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/">'
        f"<xmp:CreatorTool>{escape(origin.software)}</xmp:CreatorTool>"
        f"<Iptc4xmpExt:DigitalSourceType>{DIGITAL_SOURCE_TYPE}</Iptc4xmpExt:DigitalSourceType>"
        '</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="r"?>'
    ).encode()


def riff_chunks(origin: Origin) -> bytes:
    """The chunks of a WAV file that come before its audio: LIST INFO (comment, software) and ``_PMX``."""
    info = b"INFO" + _chunk(b"ICMT", origin.comment.encode() + b"\0")
    info += _chunk(b"ISFT", origin.software.encode() + b"\0")
    return _chunk(b"LIST", info) + _chunk(b"_PMX", xmp(origin))


def id3(origin: Origin) -> bytes:
    """An ID3v2.4 tag, which begins an MP3 or ADTS file: comment, software and XMP."""
    utf8 = b"\3"
    frames = _frame(b"COMM", utf8 + b"eng" + b"\0" + origin.comment.encode())
    frames += _frame(b"TSSE", utf8 + origin.software.encode())
    frames += _frame(b"PRIV", b"XMP\0" + xmp(origin))
    return b"ID3\4\0\0" + _synchsafe(len(frames)) + frames


def _chunk(name: bytes, content: bytes) -> bytes:
    return name + struct.pack("<I", len(content)) + content + b"\0" * (len(content) % 2)


def _frame(name: bytes, content: bytes) -> bytes:
    return name + _synchsafe(len(content)) + b"\0\0" + content


def _synchsafe(size: int) -> bytes:
    """28 bits, seven a byte, so that no byte looks like the beginning of an audio frame."""
    return bytes(size >> shift & 0x7F for shift in (21, 14, 7, 0))
