import { COLOUR_COUNT, lineColour } from './colours'

/** One line of a chart. */
export interface ChartLine {
  readonly name: string
  readonly colour: string
  readonly dash?: readonly number[]
  readonly points: readonly { readonly x: number; readonly y: number }[]
}

/** Colour and dash of the n-th line of a chart: once all colours are used, dashed. */
export const lineLook = (index: number): Pick<ChartLine, 'colour' | 'dash'> => ({
  colour: lineColour(index),
  dash: index < COLOUR_COUNT ? [] : [5, 3],
})
