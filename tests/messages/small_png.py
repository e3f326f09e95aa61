"""Makes a screenshot small: the colours that matter in a palette of 64, packed as tightly as PNG can."""

import struct
import zlib

import numpy as np

COLOURS = 64


def small_png(screenshot: bytes) -> bytes:
    """The picture with its most frequent colours; each other pixel gets the nearest of them."""
    pixels = read(screenshot)
    height, width, _ = pixels.shape
    colours, places, counts = np.unique(pixels.reshape(-1, 3), axis=0, return_inverse=True, return_counts=True)
    palette = colours[np.argsort(-counts)[:COLOURS]]
    distance = ((colours[:, None, :].astype(int) - palette[None, :, :].astype(int)) ** 2).sum(axis=2)
    rows = distance.argmin(axis=1)[places].reshape(height, width).astype(np.uint8)
    lines = b"".join(b"\0" + row.tobytes() for row in rows)
    header = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    chunks = [(b"IHDR", header), (b"PLTE", palette.tobytes()), (b"IDAT", zlib.compress(lines, 9)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(kind, content) for kind, content in chunks)


def chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def read(png: bytes) -> np.ndarray:
    """Red, green and blue of each pixel of an 8-bit PNG."""
    position, data, width, height, depth = 8, b"", 0, 0, 4
    while position < len(png):
        length, kind = struct.unpack(">I4s", png[position : position + 8])
        content = png[position + 8 : position + 8 + length]
        if kind == b"IHDR":
            width, height, _, colour = struct.unpack(">IIBB", content[:10])
            depth = {2: 3, 6: 4}[colour]
        data += content if kind == b"IDAT" else b""
        position += 12 + length
    rows = np.frombuffer(zlib.decompress(data), np.uint8).reshape(height, 1 + width * depth)
    made = [np.zeros(width * depth, np.uint8)]
    for row in rows:
        made.append(unfiltered(int(row[0]), row[1:], made[-1], depth))
    return np.stack(made[1:]).reshape(height, width, depth)[:, :, :3]


def unfiltered(kind: int, row: np.ndarray, above: np.ndarray, depth: int) -> np.ndarray:
    """A row of pixels from what the encoder stored of it (PNG specification, "Filtering")."""
    if kind == 0:
        return row
    if kind == 2:
        return row + above
    line, up = [0] * depth + row.tolist(), [0] * depth + above.tolist()
    for place in range(depth, len(line)):
        left, over, corner = line[place - depth], up[place], up[place - depth]
        guess = {1: left, 3: (left + over) // 2}.get(kind, nearest(left, over, corner))
        line[place] = (line[place] + guess) & 255
    return np.array(line[depth:], np.uint8)


def nearest(left: int, over: int, corner: int) -> int:
    """Paeth's predictor."""
    guess = left + over - corner
    return min((left, over, corner), key=lambda each: abs(guess - each))
