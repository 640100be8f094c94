/**
 * Functions of the Python programs of exports that make inputs of pictures as Convscope does. They
 * need json, numpy as np, Image and ImageOps of PIL, and ABOUT, what convscope.json says. Channels are
 * resized as float images, because Pillow rounds those of 8 bits in between.
 */
export const PICTURE_FUNCTIONS = `def open_picture(path: str) -> Image.Image:
    """A picture as it is meant to be seen: upright, and transparent parts over white."""
    with Image.open(path) as file:
        picture = ImageOps.exif_transpose(file).convert("RGBA")
    white = Image.new("RGBA", picture.size, "white")
    return Image.alpha_composite(white, picture).convert("RGB")


def fit(picture: Image.Image, width: int, height: int, fitting: str) -> np.ndarray:
    """Red, green and blue [height, width, 3] from 0 to 255, bilinear with antialiasing."""
    box, size, corner = (0, 0, picture.width, picture.height), (width, height), (0, 0)
    if fitting == "crop":  # the middle, as large as the proportions allow
        ratio = width / height
        wide = picture.width / picture.height >= ratio
        part_width = ratio * picture.height if wide else picture.width
        part_height = picture.height if wide else picture.width / ratio
        left, top = (picture.width - part_width) / 2, (picture.height - part_height) / 2
        box = (left, top, left + part_width, top + part_height)
    elif fitting == "pad":  # all of it, between black bars
        if picture.width / picture.height > width / height:
            size = (width, max(1, round(picture.height / picture.width * width)))
        else:
            size = (max(1, round(picture.width / picture.height * height)), height)
        corner = (round((width - size[0]) / 2), round((height - size[1]) / 2))
    channels = [
        np.asarray(band.convert("F").resize(size, Image.Resampling.BILINEAR, box=box))
        for band in picture.split()
    ]
    fitted = np.zeros((height, width, 3))
    fitted[corner[1] : corner[1] + size[1], corner[0] : corner[0] + size[0]] = np.stack(channels, -1)
    return fitted


def pixels_of(picture: Image.Image) -> np.ndarray:
    """A picture's pixels from 0 to 255: [height, width, channels]."""
    shape = ABOUT["spec"]["input"]
    if shape["channels"] not in (1, 3):
        raise SystemExit(f"The network takes {shape['channels']} channels; a picture has 1 or 3.")
    pixels = fit(picture, shape["width"], shape["height"], ABOUT.get("fitting", "stretch"))
    if shape["channels"] == 1:  # grey by Rec. 601 luma
        pixels = pixels @ np.array([[0.299], [0.587], [0.114]])
    return pixels


def prepared(picture: Image.Image) -> np.ndarray:
    """A picture as the network's input: float32 [height, width, channels]."""
    pixels = pixels_of(picture)
    pixels = pixels / 255
    normalisation = ABOUT.get("normalisation")
    if normalisation:
        pixels = (pixels - np.array(normalisation["mean"])) / np.array(normalisation["std"])
    return pixels.astype(np.float32)`
