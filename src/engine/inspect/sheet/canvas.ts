export type Colour = readonly [red: number, green: number, blue: number]

/** An RGB picture to draw rectangles on. */
export class Canvas {
  readonly data: Uint8Array

  constructor(
    readonly width: number,
    readonly height: number,
    background: Colour,
  ) {
    this.data = new Uint8Array(width * height * 3)
    this.fill(0, 0, width, height, background)
  }

  /** Fills a rectangle that lies inside the picture. */
  fill(x: number, y: number, width: number, height: number, [red, green, blue]: Colour): void {
    for (let row = y; row < y + height; row += 1) {
      for (let at = (row * this.width + x) * 3, end = at + width * 3; at < end; at += 3) {
        this.data[at] = red
        this.data[at + 1] = green
        this.data[at + 2] = blue
      }
    }
  }
}
