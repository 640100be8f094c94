import { datasetImages } from '../../datasets'

const COUNT = 1000

/**
 * The first 1,000 test images of Fashion-MNIST as inputs of a network without a normalisation:
 * [1000, 28, 28, 1], value / 255.
 */
export async function testPictures(): Promise<{ readonly count: number; readonly data: Float32Array }> {
  const { pixels } = await datasetImages('fashion-mnist', 'test', Array.from({ length: COUNT }, (_, index) => index))
  return { count: COUNT, data: Float32Array.from(pixels, (value) => value / 255) }
}
