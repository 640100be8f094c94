import type { LessonText } from '../definition'

export const en: LessonText = {
  title: 'Cross-correlation',
  summary:
    'A small window slides over the input; at each place the products of what it covers and the kernel are added up.',
  body: [
    {
      kind: 'text',
      text: 'Lay the kernel $K$ on the top left corner of the input $X$. Multiply each number of the kernel with the number it lies on and add the products: that is the first output. Move the kernel one column to the right and do it again; at the end of a row go one row down.',
    },
    {
      kind: 'formula',
      tex: 'Y_{i,j} = \\sum_{a=0}^{k_h-1}\\sum_{b=0}^{k_w-1} X_{i+a,\\,j+b}\\,K_{a,b}',
    },
    {
      kind: 'text',
      text: 'The output is smaller than the input, because the kernel has to lie wholly inside: an input of $n_h\\times n_w$ and a kernel of $k_h\\times k_w$ give $(n_h-k_h+1)\\times(n_w-k_w+1)$.',
    },
    {
      kind: 'try',
      preset: 'last',
      label: 'The last output',
      text: 'The window in the bottom right corner: $4\\cdot0+5\\cdot1+7\\cdot2+8\\cdot3=43$.',
    },
    {
      kind: 'try',
      preset: 'centre',
      label: 'The number in the middle',
      text: 'Seen from the input: every window covers the $4$ in the middle, so it goes into all four outputs, each time with another weight.',
    },
    { kind: 'heading', text: 'The layer' },
    {
      kind: 'text',
      text: 'A convolutional layer is this operation with two things to learn: the kernel, then called its *weight*, and one number that is added to every output, the *bias*.',
    },
    {
      kind: 'try',
      preset: 'bias',
      label: 'With a bias of 10',
      text: 'Every output grows by ten; nothing else changes.',
    },
    {
      kind: 'text',
      text: 'Click any number of the input or of the kernel and type another one. Point at a number of the output to see where it comes from.',
    },
  ],
  questions: [
    {
      ask: 'What is $Y_{0,1}$ for the numbers that the lesson begins with?',
      explain: '$1\\cdot0+2\\cdot1+4\\cdot2+5\\cdot3=25$.',
    },
    {
      ask: 'How many weights does the layer with this kernel have, the bias left out?',
      explain:
        'One for each cell of the $2\\times2$ kernel. It does not matter how large the input is.',
    },
    {
      ask: 'You raise one number of the kernel. Which outputs can change?',
      options: ['Only the one below the window.', 'All of them.', 'Only those on the edge.'],
      explain: 'The same kernel is used at every place: that is what is meant by shared weights.',
    },
  ],
}
