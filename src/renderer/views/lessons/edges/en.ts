import type { LessonText } from '../definition'

export const en: LessonText = {
  title: 'Finding edges',
  summary: 'Two numbers are enough to find where bright meets dark, in one direction.',
  body: [
    {
      kind: 'text',
      text: 'The picture beside has six rows and eight columns: bright (1) on both sides, dark (0) in the middle. The kernel $[1, -1]$ subtracts from each cell its right neighbour.',
    },
    { kind: 'formula', tex: 'Y_{i,j} = X_{i,j} - X_{i,j+1}' },
    {
      kind: 'text',
      text: 'Where neighbours are equal the result is 0. From bright to dark it is $1$, from dark to bright $-1$: the kernel tells both edges apart.',
    },
    {
      kind: 'try',
      preset: 'transposed',
      label: 'Transpose the picture',
      text: 'Rows become columns, so that the edges lie level. The same kernel compares only neighbours in a row, which are now equal everywhere: it finds nothing.',
    },
    {
      kind: 'try',
      preset: 'upright',
      label: 'Stand the kernel upright',
      text: 'The kernel $[1,-1]^{\\top}$ compares a cell with the one below and finds level edges.',
    },
    { kind: 'heading', text: 'On a picture of your own' },
    {
      kind: 'text',
      text: 'Drop a picture on the window, or choose a sample in the list under the input, then pick a kernel from the gallery. Sobel and Prewitt estimate the slope across or down and smooth in the other direction; the Laplacian reacts to edges of every direction; a Gaussian blurs; *sharpen* adds what a blur takes away; *emboss* lights the picture from one corner. Any kernel can be changed cell by cell.',
    },
    {
      kind: 'try',
      preset: 'picture',
      label: 'Back to the 6×8 picture',
      text: 'Blue is negative and red is positive (orange in the dark theme); what lies between is zero.',
    },
  ],
  questions: [
    {
      ask: 'With the picture of the beginning, what is $Y_{0,5}$?',
      explain: '$X_{0,5}-X_{0,6}=0-1=-1$: from dark to bright.',
    },
    {
      ask: 'What is the largest number in the output for the transposed picture?',
      explain: 'Neighbours in a row are equal, so every difference is 0.',
    },
    {
      ask: 'All weights of the Sobel kernels add up to 0. What follows?',
      options: [
        'They make the picture brighter.',
        'They find edges in every direction.',
        'They give 0 wherever the picture is flat.',
      ],
      explain:
        'On a flat part all products share one factor: the brightness times the sum of the weights, which is 0.',
    },
  ],
}
