"""Odd picture files of every format, with the pixels that Pillow reads from them.

    python3 src/engine/pictures/testing/make-odd.py
    (needs Pillow 13 or newer, pillow-heif and NumPy; HEIC is written by its x265)

Writes fixtures/odd/<file>, fixtures/odd/expected.json and fixtures/pngsuite/expected.json. What Pillow itself refuses or reads
otherwise than this program means it has its values written beside it, with the reason.
"""

import base64
import io
import json
import pathlib
import struct
import zlib

import numpy as np
import pillow_heif
from PIL import Image, ImageCms, ImageOps, TiffImagePlugin

pillow_heif.register_heif_opener()
here = pathlib.Path(__file__).parent / "fixtures"
odd = here / "odd"
odd.mkdir(exist_ok=True)
expected: dict[str, dict] = {}


def scene(height: int = 24, width: int = 32) -> np.ndarray:
    """Smooth colours, all of them below white, with a corner that says which way is up."""
    rows, columns = np.mgrid[0:height, 0:width]
    red = 20 + 180 * rows / height
    green = 30 + 150 * columns / width
    blue = 128 + 60 * np.sin((rows + columns) / 7)
    pixels = np.stack([red, green, blue], axis=-1)
    pixels[: height // 4, : width // 4] = [220, 30, 40]
    return pixels.round().astype(np.uint8)


colour = Image.fromarray(scene())
grey = colour.convert("L")
second = colour.rotate(180)
third = ImageOps.mirror(colour)
with_alpha = colour.copy()
with_alpha.putalpha(Image.fromarray(np.linspace(0, 255, 24 * 32).reshape(24, 32).astype(np.uint8)))


def over_white(picture: Image.Image) -> np.ndarray:
    rgba = np.asarray(picture.convert("RGBA")).astype(float)
    alpha = rgba[..., 3:] / 255
    return (rgba[..., :3] * alpha + 255 * (1 - alpha)).round().astype(np.uint8)


def as_rgb(picture: Image.Image) -> np.ndarray:
    """Upright, in sRGB, opaque over white, 8 bits to the nearest."""
    profile = picture.info.get("icc_profile")
    picture = ImageOps.exif_transpose(picture)
    if picture.mode in ("I;16", "I;16B", "I"):
        values = (np.asarray(picture).astype(float) / 257).round().astype(np.uint8)
        transparent = picture.info.get("transparency")
        if transparent is not None:
            values = np.where(np.asarray(picture) == transparent, 255, values).astype(np.uint8)
        return np.repeat(values[..., None], 3, axis=2)
    if profile:
        picture = ImageCms.profileToProfile(
            picture, io.BytesIO(profile), ImageCms.createProfile("sRGB"), outputMode="RGB"
        )
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        return over_white(picture)
    return np.asarray(picture.convert("RGB"))


def record(pixels: np.ndarray, tolerance: int, **more) -> dict:
    packed = base64.b64encode(zlib.compress(np.ascontiguousarray(pixels).tobytes(), 9)).decode()
    height, width = pixels.shape[:2]
    return {"height": height, "width": width, "tolerance": tolerance, "rgb": packed, **more}


def put(name: str, data: bytes, tolerance: int = 0, pixels: np.ndarray | None = None, **more) -> None:
    (odd / name).write_bytes(data)
    if pixels is None:
        with Image.open(io.BytesIO(data)) as picture:
            pixels = as_rgb(picture)
    expected[name] = record(pixels, tolerance, **more)


def saved(picture: Image.Image, kind: str, **options) -> bytes:
    out = io.BytesIO()
    picture.copy().save(out, kind, **options)
    return out.getvalue()


def exif_with(orientation: int, value_type: int = 3) -> bytes:
    """EXIF whose orientation is stored as BYTE (1), SHORT (3) or LONG (4)."""
    value = {1: struct.pack("<BBH", orientation, 0, 0), 3: struct.pack("<HH", orientation, 0)}.get(
        value_type, struct.pack("<I", orientation)
    )
    entry = struct.pack("<HHI", 0x0112, value_type, 1) + value
    return b"Exif\0\0II*\0" + struct.pack("<IH", 8, 1) + entry + struct.pack("<I", 0)


def swapped_profile() -> bytes:
    """sRGB with red's and green's primaries exchanged: a profile whose effect can't be missed."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    count = struct.unpack(">I", profile[128:132])[0]
    at = {bytes(profile[132 + 12 * i : 136 + 12 * i]): 132 + 12 * i for i in range(count)}
    red, green = at[b"rXYZ"] + 4, at[b"gXYZ"] + 4
    profile[red : red + 4], profile[green : green + 4] = profile[green : green + 4], profile[red : red + 4]
    description = profile.find("sRGB".encode("utf-16-be"))
    if description >= 0:
        profile[description : description + 8] = "swap".encode("utf-16-be")
    return bytes(profile)


swapped = swapped_profile()

# JPEG -------------------------------------------------------------------------------------------
plain = saved(colour, "JPEG", quality=92, subsampling=0)
frame = plain.find(b"\xff\xc0")
restarts = saved(colour, "JPEG", quality=92, subsampling=0, restart_marker_blocks=3)


def segment(marker: int, body: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body


def without(data: bytes, marker: int) -> bytes:
    """The file without segments of this marker, up to its first scan."""
    out, at = data[:2], 2
    while data[at + 1] != 0xDA:
        length = 2 + struct.unpack(">H", data[at + 2 : at + 4])[0]
        if data[at + 1] != marker:
            out += data[at : at + length]
        at += length
    return out + data[at:]


put("plain.jpg", plain)
put("subsampled-422.jpg", saved(colour, "JPEG", quality=92, subsampling=1))
put("subsampled-420.jpg", saved(colour, "JPEG", quality=92, subsampling=2))
put("progressive.jpg", saved(colour, "JPEG", quality=92, progressive=True))
put("grey.jpg", saved(grey, "JPEG", quality=92), channels=1)
put("rgb-adobe.jpg", saved(colour, "JPEG", quality=95, keep_rgb=True, subsampling=0))
named = bytearray(without(saved(colour, "JPEG", quality=95, keep_rgb=True, subsampling=0), 0xEE))
put("rgb-named.jpg", bytes(named))
put("cmyk.jpg", saved(colour.convert("CMYK"), "JPEG", quality=95), tolerance=1)
cmyk = saved(colour.convert("CMYK"), "JPEG", quality=95)
put("cmyk-no-adobe.jpg", without(cmyk, 0xEE), tolerance=1)
adobe = cmyk.find(b"Adobe")
put("ycck.jpg", cmyk[: adobe + 11] + b"\x02" + cmyk[adobe + 12 :], tolerance=2)
pixels = as_rgb(Image.open(io.BytesIO(plain)))
put("no-end.jpg", plain[:-2], pixels=pixels)
put("trailer-instead-of-end.jpg", plain[:-2] + b"\0\0\1\x0aImage_UTC_Data1700000000000SEFH", pixels=pixels)
put("trailer.jpg", plain + b"SEFT" * 40, pixels=pixels)
put("second-picture.jpg", plain + saved(second, "JPEG"), pixels=pixels)
put("junk-between.jpg", plain[:frame] + b"\0\0\x12\0\0" + plain[frame:], pixels=pixels)
put("fill-bytes.jpg", plain[:frame] + b"\xff\xff\xff" + plain[frame:], pixels=pixels)
put("wrong-length.jpg", plain[:2] + b"\xff\xe1\0\x10Exif\0\0II" + bytes(12) + plain[2:], pixels=pixels)
first_restart = restarts.find(b"\xff\xd0")
put(
    "junk-before-restart.jpg",
    restarts[:first_restart] + b"\x55\x55\x55" + restarts[first_restart:],
    pixels=as_rgb(Image.open(io.BytesIO(restarts))),
)
standard = saved(colour, "JPEG", quality=92, optimize=False)
put("no-huffman-tables.jpg", without(standard, 0xC4), pixels=as_rgb(Image.open(io.BytesIO(standard))))
for orientation in range(2, 9):
    put(f"orientation-{orientation}.jpg", saved(colour, "JPEG", quality=92, exif=exif_with(orientation)))
turned = as_rgb(Image.open(odd / "orientation-6.jpg"))
put("orientation-long.jpg", saved(colour, "JPEG", quality=92, exif=exif_with(6, 4)), pixels=turned)
put("orientation-byte.jpg", saved(colour, "JPEG", quality=92, exif=exif_with(6, 1)), pixels=turned)
put("profile.jpg", saved(colour, "JPEG", quality=92, icc_profile=swapped), tolerance=2)
put("broken-profile.jpg", saved(colour, "JPEG", quality=92, icc_profile=b"no profile" * 20),
    pixels=as_rgb(Image.open(io.BytesIO(saved(colour, "JPEG", quality=92)))))

# PNG --------------------------------------------------------------------------------------------
png = saved(colour, "PNG")


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png_of(width: int, height: int, depth: int, kind: int, lines: bytes) -> bytes:
    header = struct.pack(">IIBBBBB", width, height, depth, kind, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(lines)) + chunk(b"IEND", b"")


put("no-iend.png", png[:-12], pixels=scene())
rows = b"".join(b"\0" + row.tobytes() for row in scene())
put("surplus-rows.png", png_of(32, 24, 8, 2, rows + rows[:400]), pixels=scene())
wide = scene().astype(np.uint16) * 257 + np.arange(32, dtype=np.uint16)[None, :, None] * 7
put("rgb-16.png", png_of(32, 24, 16, 2, b"".join(b"\0" + row.astype(">u2").tobytes() for row in wide)),
    pixels=(wide / 257).round().astype(np.uint8))
put("animated.png", saved(colour, "PNG", save_all=True, append_images=[second]), pixels=scene())
put("orientation.png", saved(colour, "PNG", exif=exif_with(6)[6:]))
put("profile.png", saved(colour, "PNG", icc_profile=swapped), tolerance=2)
put("alpha.png", saved(with_alpha, "PNG"), tolerance=1, channels=4)
put("gamma.png", png[:33] + chunk(b"gAMA", struct.pack(">I", 100000)) + png[33:], pixels=scene())

# WebP -------------------------------------------------------------------------------------------
put("lossy.webp", saved(colour, "WEBP", quality=90), tolerance=1)
put("lossless.webp", saved(colour, "WEBP", lossless=True))
put("alpha.webp", saved(with_alpha, "WEBP", lossless=True, exact=True), tolerance=1, channels=4)
put("animated.webp", saved(colour, "WEBP", lossless=True, save_all=True, append_images=[second, third]), frames=3)
put("orientation.webp", saved(colour, "WEBP", lossless=True, exif=exif_with(8)[6:]))
put("profile.webp", saved(colour, "WEBP", lossless=True, icc_profile=swapped), tolerance=2)

# GIF --------------------------------------------------------------------------------------------
few = colour.quantize(64)
put("still.gif", saved(few, "GIF"))
put("interlaced.gif", saved(few, "GIF", interlace=1))
put("animated.gif", saved(colour, "GIF", save_all=True, append_images=[second, third], duration=80), frames=3)
holes = few.copy()
holes.info["transparency"] = few.getpixel((20, 12))
put("transparent.gif", saved(holes, "GIF", transparency=few.getpixel((20, 12))), channels=4)
small = saved(few.crop((0, 0, 16, 12)), "GIF")
canvas = bytearray(small)
canvas[6:10] = struct.pack("<HH", 32, 24)
image_at = canvas.find(b"\x2c\0\0\0\0")
canvas[image_at + 1 : image_at + 5] = struct.pack("<HH", 8, 6)
placed = np.full((24, 32, 3), 255, np.uint8)
placed[6:18, 8:24] = np.asarray(few.crop((0, 0, 16, 12)).convert("RGB"))
put("frame-inside-canvas.gif", bytes(canvas), pixels=placed)
put("no-trailer.gif", saved(few, "GIF")[:-1], pixels=np.asarray(few.convert("RGB")))

# BMP --------------------------------------------------------------------------------------------
put("rgb.bmp", saved(colour, "BMP"))
put("palette.bmp", saved(few, "BMP"))
put("one-bit.bmp", saved(grey.convert("1"), "BMP"), channels=1)
bottom_up = bytearray(saved(colour, "BMP"))
bottom_up[22:26] = struct.pack("<i", -24)
put("top-down.bmp", bytes(bottom_up), pixels=scene()[::-1])
five_six_five = (scene()[..., 0].astype(np.uint16) >> 3 << 11) | (scene()[..., 1].astype(np.uint16) >> 2 << 5) | (
    scene()[..., 2].astype(np.uint16) >> 3)
body = b"".join(row.astype("<u2").tobytes() for row in five_six_five[::-1])
head = struct.pack("<IiiHHIIiiII", 40, 32, 24, 1, 16, 3, len(body), 2835, 2835, 0, 0)
masks = struct.pack("<III", 0xF800, 0x07E0, 0x001F)
put("bitfields-565.bmp", b"BM" + struct.pack("<IHHI", 66 + len(body), 0, 0, 66) + head + masks + body, tolerance=4,
    pixels=scene() & np.array([0xF8, 0xFC, 0xF8], np.uint8) | np.array([3, 1, 3], np.uint8))
index = np.asarray(few)
runs = b""
for row in index[::-1]:
    runs += b"".join(bytes([1, value]) for value in row) + b"\0\0"
runs += b"\0\1"
palette = b"".join(bytes([b, g, r, 0]) for r, g, b in np.array(few.getpalette()[: 64 * 3]).reshape(-1, 3).tolist())
head = struct.pack("<IiiHHIIiiII", 40, 32, 24, 1, 8, 1, len(runs), 2835, 2835, 64, 0)
put("rle8.bmp", b"BM" + struct.pack("<IHHI", 54 + len(palette) + len(runs), 0, 0, 54 + len(palette)) + head + palette + runs)

# TIFF -------------------------------------------------------------------------------------------
for kind in ["raw", "tiff_lzw", "tiff_adobe_deflate", "packbits"]:
    put(f"{kind.replace('_', '-')}.tif", saved(colour, "TIFF", compression=kind))
put("jpeg.tif", saved(colour, "TIFF", compression="jpeg", quality=92), tolerance=1)
put("group4.tif", saved(grey.convert("1"), "TIFF", compression="group4"), channels=1)
put("palette.tif", saved(few, "TIFF"), tolerance=1)
put("cmyk.tif", saved(colour.convert("CMYK"), "TIFF"), tolerance=1)
put("alpha.tif", saved(with_alpha, "TIFF"), tolerance=1, channels=4)
deep = np.asarray(grey).astype(np.uint16) * 257 + np.arange(32, dtype=np.uint16) * 5
put("grey-16.tif", saved(Image.fromarray(deep), "TIFF"), channels=1)
put("grey-16-big-endian.tif", saved(Image.fromarray(deep.astype(">u2")), "TIFF"), channels=1)
put("pages.tif", saved(colour, "TIFF", save_all=True, append_images=[second, third]), frames=3)
tags = TiffImagePlugin.ImageFileDirectory_v2()
tags[274] = 3
put("orientation.tif", saved(colour, "TIFF", tiffinfo=tags))
put("profile.tif", saved(colour, "TIFF", icc_profile=swapped), tolerance=2)
white_is_zero = bytearray(saved(grey, "TIFF", compression="raw"))
at = white_is_zero.find(struct.pack("<HHI", 262, 3, 1))
white_is_zero[at + 8 : at + 10] = struct.pack("<H", 0)
put("white-is-zero.tif", bytes(white_is_zero), channels=1)

# AVIF and HEIC ----------------------------------------------------------------------------------
put("444.avif", saved(colour, "AVIF", quality=95, subsampling="4:4:4"), tolerance=2)
put("420.avif", saved(colour, "AVIF", quality=95, subsampling="4:2:0"), tolerance=80, mean=4)
put("alpha.avif", saved(with_alpha, "AVIF", quality=100, subsampling="4:4:4"), tolerance=3, channels=4)
put("animated.avif", saved(colour, "AVIF", quality=95, subsampling="4:4:4", save_all=True, append_images=[second, third]), tolerance=2)
put("orientation.avif", saved(colour, "AVIF", quality=95, subsampling="4:4:4", exif=exif_with(6)[6:]), tolerance=2)
put("profile.avif", saved(colour, "AVIF", quality=95, subsampling="4:4:4", icc_profile=swapped), tolerance=4)
put("444.heic", saved(colour, "HEIF", quality=95, chroma=444), tolerance=3)
put("420.heic", saved(colour, "HEIF", quality=95, chroma=420), tolerance=80, mean=4)
put("alpha.heic", saved(with_alpha, "HEIF", quality=100, chroma=444), tolerance=3, channels=4)
put("orientation.heic", saved(colour, "HEIF", quality=95, chroma=444, exif=exif_with(6)), tolerance=3)
put("several.heic", saved(colour, "HEIF", quality=95, chroma=444, save_all=True, append_images=[second, third]), tolerance=3)

(odd / "expected.json").write_text(json.dumps(expected, indent=0) + "\n")

# PngSuite ---------------------------------------------------------------------------------------
suite = {}
for path in sorted((here / "pngsuite").glob("*.png")):
    # Its names tell what is damaged on purpose: files that begin with x. Pillow opens one that has
    # a wrong checksum in its pixels, and one without any pixels as black.
    if path.name.startswith("x"):
        suite[path.name] = {"refused": True}
        continue
    with Image.open(path) as picture:
        suite[path.name] = record(as_rgb(picture), 1)
(here / "pngsuite" / "expected.json").write_text(json.dumps(suite, indent=0) + "\n")
print(len(expected), "odd files,", len(suite), "of PngSuite")
