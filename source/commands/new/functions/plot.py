"""Draw tables as a picture: one bar for each number. It needs no package."""

import csv
import struct
import zlib

from FaaSr_py.client.py_client_stubs import (
    faasr_get_file,
    faasr_invocation_id,
    faasr_log,
    faasr_put_file,
)

WIDTH, HEIGHT = 480, 240
COLORS = [(31, 119, 180), (255, 127, 14), (44, 160, 44)]


def write_png(name, pixels):
    """Write rows of (red, green, blue) as a PNG file."""
    def chunk(kind, data):
        check = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + check

    rows = b"".join(b"\0" + bytes(value for pixel in row for value in pixel) for row in pixels)
    header = struct.pack(">IIBBBBB", len(pixels[0]), len(pixels), 8, 2, 0, 0, 0)
    with open(name, "wb") as file:
        file.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header))
        file.write(chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


def draw_bars(values):
    """Return a white picture with a bar for each (value, color)."""
    pixels = [[(255, 255, 255)] * WIDTH for _ in range(HEIGHT)]
    highest = max(value for value, _ in values)
    step = WIDTH / len(values)
    for index, (value, color) in enumerate(values):
        top = HEIGHT - round(value / highest * (HEIGHT - 20))
        for y in range(max(top, 0), HEIGHT):
            for x in range(round(index * step) + 2, round((index + 1) * step) - 2):
                pixels[y][x] = color
    return pixels


def plot(folder, inputs, output):
    """Download CSV files and upload a bar chart of all columns but the first."""
    run_folder = f"{folder}/{faasr_invocation_id()}"
    values = []
    for name in inputs:
        faasr_get_file(local_file=name, remote_file=name, remote_folder=run_folder)
        with open(name, newline="") as file:
            _, *rows = csv.reader(file)
        for row in rows:
            values += [(float(cell), COLORS[index % 3]) for index, cell in enumerate(row[1:])]

    write_png(output, draw_bars(values))
    faasr_put_file(local_file=output, remote_file=output, remote_folder=run_folder)
    faasr_log(f"Drew {len(values)} numbers in {output}")
