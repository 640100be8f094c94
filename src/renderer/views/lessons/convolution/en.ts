import type { LessonText } from '../definition'

export const en: LessonText = {
  title: 'Convolution and cross-correlation',
  summary:
    'Mathematics turns the kernel by half a turn first. For a kernel that is learnt it makes no difference.',
  body: [
    {
      kind: 'text',
      text: 'In mathematics the convolution of two functions runs over them in opposite directions: one is flipped, moved to $\\mathbf x$, and their overlap is measured.',
    },
    {
      kind: 'formula',
      tex: '(f * g)(\\mathbf x) = \\int f(\\mathbf z)\\, g(\\mathbf x-\\mathbf z)\\, d\\mathbf z',
    },
    {
      kind: 'text',
      text: 'On whole places the integral becomes a sum, over one index or over two:',
    },
    { kind: 'formula', tex: '(f * g)(i) = \\sum_a f(a)\\, g(i-a)' },
    { kind: 'formula', tex: '(f * g)(i, j) = \\sum_a\\sum_b f(a, b)\\, g(i-a,\\, j-b)' },
    {
      kind: 'text',
      text: 'Networks compute the *cross-correlation*, with a plus in place of the minus:',
    },
    { kind: 'formula', tex: 'Y_{i,j} = \\sum_a\\sum_b K_{a,b}\\, X_{i+a,\\,j+b}' },
    {
      kind: 'text',
      text: 'The first is the second with the kernel turned by half a turn: its last row becomes the first and its last column the first. In the arithmetic below the grids you see which weight meets which cell.',
    },
    {
      kind: 'try',
      preset: 'correlation',
      label: 'Do not flip',
      text: 'The same numbers as in the lesson before: 19, 25, 37, 43 instead of 5, 11, 23, 29.',
    },
    {
      kind: 'try',
      preset: 'turned',
      label: 'Turn the kernel instead',
      text: 'Cross-correlation with the turned kernel $\\begin{pmatrix}3&2\\\\1&0\\end{pmatrix}$ gives the convolution again.',
    },
    {
      kind: 'try',
      preset: 'symmetric',
      label: 'A kernel that equals itself turned',
      text: 'Switch between both: nothing changes.',
    },
    {
      kind: 'text',
      text: 'A layer that learns its kernel learns it as it is used. Trained with a convolution it would end with the same numbers, only turned, and with the same output. That is why both are called convolution, and why this program does so too.',
    },
  ],
  questions: [
    {
      ask: 'With the numbers of the beginning, what is the first number of the convolution?',
      explain: '$0\\cdot3+1\\cdot2+3\\cdot1+4\\cdot0=5$.',
    },
    {
      ask: 'A network was trained with cross-correlation. What has to be done to run it with a true convolution?',
      options: [
        'Turn every kernel by half a turn.',
        'Train it again.',
        'Change the sign of every kernel.',
      ],
      explain: 'The turn of the operation and the turn of the kernel cancel out.',
    },
    {
      ask: 'For which kernels are both operations equal on every input?',
      options: [
        'Those whose weights add up to 0.',
        'Those that stay the same under half a turn.',
        'Square ones.',
      ],
      explain: 'Gaussians, the mean and the Laplacian are of this kind; Sobel changes its sign.',
    },
  ],
}
