/** One line of a chart. */
export interface ChartLine {
  readonly name: string
  readonly colour: string
  readonly dash?: readonly number[]
  readonly points: readonly { readonly x: number; readonly y: number }[]
}

/** Okabe and Ito's colours that are readable on white and on black, then again dashed. */
const COLOURS = [
  '#0f7fc0',
  '#d55e00',
  '#009e73',
  '#cc79a7',
  '#b8860b',
  '#56a4d9',
  '#8a8f98',
] as const

/** Colour and dash of the n-th line of a chart. */
export const lineLook = (index: number): Pick<ChartLine, 'colour' | 'dash'> => ({
  colour: COLOURS[index % COLOURS.length] ?? COLOURS[0],
  dash: Array.from({ length: Math.min(1, Math.floor(index / COLOURS.length)) }, () => [
    5, 3,
  ]).flat(),
})
