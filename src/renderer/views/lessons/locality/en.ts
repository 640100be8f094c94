import type { LessonText } from '../definition'

export const en: LessonText = {
  title: 'Locality: the radius Δ',
  summary:
    'How far around its own place may a cell look? The radius decides, and with it the number of weights.',
  body: [
    {
      kind: 'text',
      text: 'A kernel with the radius $\\Delta$ reaches $\\Delta$ cells up, down, left and right of the middle, so it is $2\\Delta+1$ cells wide. Move the slider and watch the kernel grow, the bands of the matrix widen, and the window in the input.',
    },
    {
      kind: 'formula',
      tex: '[\\mathbf V]_{a,b}=0\\quad\\text{for}\\quad|a|>\\Delta\\ \\text{or}\\ |b|>\\Delta',
    },
    {
      kind: 'try',
      preset: 'none',
      label: 'Δ = 0',
      text: 'Each cell sees only itself: one weight, and the matrix has one diagonal.',
    },
    {
      kind: 'try',
      preset: 'one',
      label: 'Δ = 1',
      text: 'A kernel of $3\\times3$. Cells at the edge miss some neighbours; zeros take their place.',
    },
    {
      kind: 'try',
      preset: 'two',
      label: 'Δ = 2',
      text: 'A kernel of $5\\times5$, the size that LeNet uses.',
    },
    {
      kind: 'try',
      preset: 'whole',
      label: 'Δ = n − 1',
      text: 'Every cell sees the whole picture: this is the translation-invariant layer without locality.',
    },
    {
      kind: 'text',
      text: 'A small radius does not mean that a network sees little: each layer looks through the one before, and the *receptive field*, the part of the input that a cell depends on, grows from layer to layer.',
    },
  ],
  questions: [
    {
      ask: 'How many weights has a kernel with $\\Delta=3$, for one channel?',
      explain: '$(2\\cdot3+1)^2=49$.',
    },
    {
      ask: 'The picture grows from $28\\times28$ to $1000\\times1000$, the radius stays. What happens to the number of weights of the convolutional layer?',
      options: [
        'It stays the same.',
        'It grows with the number of pixels.',
        'It grows with the square of the number of pixels.',
      ],
      explain: '$(2\\Delta+1)^2$ does not contain $n$.',
    },
  ],
}
