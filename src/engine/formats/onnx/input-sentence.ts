import { hasExtra, type Metadata } from '../metadata'

const listed = (value: number | readonly number[]): string =>
  typeof value === 'number' ? String(value) : `[${value.join(', ')}]`

/** What a program has to do with a picture before the network, in English for its programmers. */
export function inputSentence(metadata: Metadata): string {
  const { spec, normalisation, fitting } = metadata
  const { height, width, channels } = spec.input
  const colour = channels === 1 ? 'grey (0.299 R + 0.587 G + 0.114 B)' : 'RGB'
  const fitted = { stretch: 'stretched', crop: 'cropped in the middle', pad: 'padded' }
  const scaled = normalisation
    ? `divided by 255, minus ${listed(normalisation.mean)}, divided by ${listed(normalisation.std)}`
    : 'divided by 255'
  const shape = `Input: float32 [batch, ${channels}, ${height}, ${width}].`
  if (channels !== 1 && channels !== 3) return shape
  if (hasExtra(metadata, 'preprocessing'))
    return `${shape} A picture is ${fitted[fitting ?? 'stretch']} to ${height}×${width} by bilinear interpolation with antialiasing, ${colour}, values 0 to 255; the graph normalises them.`
  return [
    shape,
    `A picture is ${fitted[fitting ?? 'stretch']} to ${height}×${width} by bilinear interpolation with antialiasing, ${colour}, values 0 to 255 ${scaled}.`,
  ].join(' ')
}
