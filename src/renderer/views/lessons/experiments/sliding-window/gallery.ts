type Rows = readonly (readonly number[])[]

const BINOMIAL = [1, 4, 6, 4, 1]
const scaled = (rows: Rows, by: number): Rows => rows.map((row) => row.map((value) => value / by))

/**
 * Kernels of image processing, written for cross-correlation (as they lie on the picture). Sources:
 * Sobel and Feldman 1968; Prewitt 1970; the Gaussians are binomial; the rest are the usual 3×3
 * forms.
 */
export const GALLERY = {
  edge: [[1, -1]],
  edgeDown: [[1], [-1]],
  sobelX: [
    [-1, 0, 1],
    [-2, 0, 2],
    [-1, 0, 1],
  ],
  sobelY: [
    [-1, -2, -1],
    [0, 0, 0],
    [1, 2, 1],
  ],
  prewittX: [
    [-1, 0, 1],
    [-1, 0, 1],
    [-1, 0, 1],
  ],
  prewittY: [
    [-1, -1, -1],
    [0, 0, 0],
    [1, 1, 1],
  ],
  laplacian: [
    [0, 1, 0],
    [1, -4, 1],
    [0, 1, 0],
  ],
  laplacian8: [
    [1, 1, 1],
    [1, -8, 1],
    [1, 1, 1],
  ],
  gaussian3: scaled(
    [
      [1, 2, 1],
      [2, 4, 2],
      [1, 2, 1],
    ],
    16,
  ),
  gaussian5: scaled(
    BINOMIAL.map((a) => BINOMIAL.map((b) => a * b)),
    256,
  ),
  box: scaled(
    [
      [1, 1, 1],
      [1, 1, 1],
      [1, 1, 1],
    ],
    9,
  ),
  sharpen: [
    [0, -1, 0],
    [-1, 5, -1],
    [0, -1, 0],
  ],
  emboss: [
    [-2, -1, 0],
    [-1, 1, 1],
    [0, 1, 2],
  ],
  identity: [
    [0, 0, 0],
    [0, 1, 0],
    [0, 0, 0],
  ],
} as const satisfies Record<string, Rows>

export type GalleryKernel = keyof typeof GALLERY
export const GALLERY_NAMES = Object.keys(GALLERY) as readonly GalleryKernel[]
