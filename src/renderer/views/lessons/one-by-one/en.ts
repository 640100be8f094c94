import type { LessonText } from '../definition'

export const en: LessonText = {
  title: '1×1 convolution',
  summary:
    'A window of a single pixel sees no neighbours. What is left is a dense layer over the channels, the same at every pixel.',
  body: [
    {
      kind: 'text',
      text: 'With $k_h=k_w=1$ the sums over the neighbourhood vanish. Each output is a weighted sum of the channels at the same place:',
    },
    {
      kind: 'formula',
      tex: '[\\mathsf Y]_{d,i,j}=\\sum_{c}[\\mathbf K]_{d,c}\\,[\\mathsf X]_{c,i,j}',
    },
    {
      kind: 'text',
      text: 'Write the pixels side by side as columns of a matrix with $c_i$ rows, and the whole layer is one product of matrices. TensorFlow computes both here, the convolution and the product. The sum of all differences stands below the grids; the chapter asserts that it is smaller than $10^{-6}$. Both round to float32, each in its own order, so it need not be zero.',
    },
    {
      kind: 'try',
      preset: 'chapter',
      label: 'As in the chapter',
      text: 'Three channels to two, $3\\times3$ pixels, random numbers from the normal distribution.',
    },
    {
      kind: 'try',
      preset: 'grey',
      label: 'Three channels to one',
      text: 'Weighted sums of red, green and blue: so a colour picture becomes grey.',
    },
    {
      kind: 'try',
      preset: 'wide',
      label: 'Eight channels to four',
      text: 'What it is used for: to change the number of channels cheaply, and, with an activation after it, to mix channels in a way that is not linear. More numbers round more: the sum of the differences grows with them.',
    },
    {
      kind: 'text',
      text: 'Point at a pixel, or walk with the arrow keys: its channels, the weights, and the result of both ways are written out.',
    },
  ],
  questions: [
    {
      ask: 'How many parameters has a 1×1 convolution from 256 channels to 64, with biases?',
      explain: '$256\\cdot64+64=16448$; the size of the picture does not matter.',
    },
    {
      ask: 'What can a 1×1 convolution not do?',
      options: [
        'Change the number of channels.',
        'Compute a weighted mean of the channels.',
        'Find an edge.',
      ],
      explain: 'An edge is a difference between neighbours, and it sees none.',
    },
  ],
}
