import type { LessonText } from '../definition'

export const en: LessonText = {
  title: 'Learnt through a convolution',
  summary:
    'Convolution flips the kernel, cross-correlation doesn’t. A learnt kernel takes no notice: it comes out flipped, and the output is the same.',
  body: [
    {
      kind: 'text',
      text: 'In mathematics a convolution takes the cells *before* the place of the output, in machine learning the layer takes those *after* it. One is the other with the kernel turned by half a turn.',
    },
    { kind: 'formula', tex: '(K * X)_{i,j}=\\sum_{a,b} K_{a,b}\\,X_{i-a,\\,j-b}' },
    { kind: 'formula', tex: '(K\\star X)_{i,j}=\\sum_{a,b} K_{a,b}\\,X_{i+a,\\,j+b}' },
    {
      kind: 'text',
      text: 'The output that is wanted was made here by cross-correlation with $[1,-1]$. The layer that learns flips its kernel, as a true convolution does. So it has to learn $[-1,1]$, and does: with exactly the same losses on the way.',
    },
    {
      kind: 'try',
      preset: 'convolution',
      label: 'Learn through a convolution',
      text: 'The kernel goes to $[-1,1]$.',
    },
    {
      kind: 'try',
      preset: 'correlation',
      label: 'Learn through cross-correlation',
      text: 'The kernel goes to $[1,-1]$. Compare the printed losses: not one differs.',
    },
    {
      kind: 'try',
      preset: 'corner',
      label: 'A kernel without symmetry',
      text: 'First row becomes last row, first column last column.',
    },
    {
      kind: 'try',
      preset: 'symmetric',
      label: 'A kernel that is its own flip',
      text: 'The Laplacian looks the same after half a turn, so both layers learn the same numbers.',
    },
    {
      kind: 'text',
      text: 'That is why the books of deep learning say convolution and compute cross-correlation.',
    },
  ],
  questions: [
    {
      ask: 'Two layers learn the same task, one through a convolution, one through cross-correlation, from first kernels that are flips of each other. What differs after training?',
      options: ['Their outputs.', 'Only that one kernel is the flip of the other.', 'The loss.'],
      explain:
        'Each step of the one is the flipped step of the other, so outputs and losses are equal all the way.',
    },
    {
      ask: 'What is the first weight of the kernel that is learnt through a convolution from the chapter’s picture?',
      explain: '$[1,-1]$ turned by half a turn is $[-1,1]$.',
    },
  ],
}
