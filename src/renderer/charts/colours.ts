/** Okabe and Ito's colours that are readable on white and on black. */
const COLOURS = [
  '#0f7fc0',
  '#d55e00',
  '#009e73',
  '#cc79a7',
  '#b8860b',
  '#56a4d9',
  '#8a8f98',
] as const

export const COLOUR_COUNT = COLOURS.length

/** The colour of the n-th line; after the last they begin again. */
export const lineColour = (index: number): string => COLOURS[index % COLOURS.length] ?? COLOURS[0]
