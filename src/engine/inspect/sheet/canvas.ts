/** Index of a colour in a sheet's palette. */
export type Ink = number

/**
 * A picture of palette colours on which rectangles are drawn. Its bytes have the form that PNG
 * needs: each row begins with a byte 0, "no filter".
 */
export class Canvas {
  readonly scanlines: Uint8Array
  private readonly stride: number

  constructor(
    readonly width: number,
    readonly height: number,
    background: Ink,
  ) {
    this.stride = width + 1
    this.scanlines = new Uint8Array(height * this.stride)
    this.fill(0, 0, width, height, background)
  }

  /** Fills a rectangle inside the picture. */
  fill(x: number, y: number, width: number, height: number, ink: Ink): void {
    for (let row = y; row < y + height; row += 1) {
      const start = this.at(x, row)
      this.scanlines.fill(ink, start, start + width)
    }
  }

  /** Draws `cells` from (x, y) to the right, each a square of `scale` pixels. */
  squares(x: number, y: number, cells: Uint8Array, scale: number): void {
    const start = this.at(x, y)
    let end = start
    for (const ink of cells) {
      for (let pixel = 0; pixel < scale; pixel += 1) this.scanlines[end + pixel] = ink
      end += scale
    }
    for (let row = 1; row < scale; row += 1)
      this.scanlines.copyWithin(this.at(x, y + row), start, end)
  }

  private at(x: number, y: number): number {
    return y * this.stride + 1 + x
  }
}
