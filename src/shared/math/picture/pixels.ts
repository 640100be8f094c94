/** A picture as numbers: [height, width, channels], channels running fastest. */
export interface Pixels {
  readonly height: number
  readonly width: number
  readonly channels: number
  readonly data: Float32Array
}

export const sameSize = (picture: Pixels, data: Float32Array): Pixels => ({
  height: picture.height,
  width: picture.width,
  channels: picture.channels,
  data,
})
