import type { LessonText } from '../definition'

export const en: LessonText = {
  title: 'From a dense layer to a convolution',
  summary:
    'A dense layer connects everything with everything. Two demands, translation invariance and locality, leave a handful of its weights.',
  body: [
    {
      kind: 'text',
      text: 'Let the hidden cells have the shape of the picture. In a dense layer every hidden cell $(i,j)$ has a weight for every pixel $(k,l)$. Counting the pixel from the cell, $k=i+a$ and $l=j+b$, only renames the weights:',
    },
    {
      kind: 'formula',
      tex: '\\begin{aligned}[\\mathbf H]_{i,j}&=[\\mathbf U]_{i,j}+\\sum_{k,l}[\\mathsf W]_{i,j,k,l}[\\mathbf X]_{k,l}\\\\&=[\\mathbf U]_{i,j}+\\sum_{a,b}[\\mathsf V]_{i,j,a,b}[\\mathbf X]_{i+a,j+b}\\end{aligned}',
    },
    {
      kind: 'try',
      preset: 'dense',
      label: 'The dense layer',
      text: 'Each row of the matrix belongs to a hidden cell, each column to a pixel. Point at an entry: one pixel, one hidden cell, one weight that nobody else uses.',
    },
    { kind: 'heading', text: 'Translation invariance' },
    {
      kind: 'text',
      text: 'What is looked for should be found wherever it lies. So the weights must not depend on the cell: $[\\mathsf V]_{i,j,a,b}=[\\mathbf V]_{a,b}$, and the bias is one number $u$.',
    },
    {
      kind: 'try',
      preset: 'invariant',
      label: 'The same weights everywhere',
      text: 'The matrix gets diagonals: each descending line holds one weight, in blocks that repeat along diagonals again. Such a matrix is called doubly block Toeplitz. Point at an entry to see all places of its weight.',
    },
    { kind: 'heading', text: 'Locality' },
    {
      kind: 'text',
      text: 'To judge a place one need not look far away. So $[\\mathbf V]_{a,b}=0$ for $|a|>\\Delta$ or $|b|>\\Delta$, and the layer is a convolutional layer:',
    },
    {
      kind: 'formula',
      tex: '[\\mathbf H]_{i,j}=u+\\sum_{a=-\\Delta}^{\\Delta}\\sum_{b=-\\Delta}^{\\Delta}[\\mathbf V]_{a,b}[\\mathbf X]_{i+a,j+b}',
    },
    {
      kind: 'try',
      preset: 'local',
      label: 'Only the neighbourhood',
      text: 'Bands are left, and between them zeros. TensorFlow’s convolution and the product of this matrix with the picture give the same numbers; the difference stands below the matrix.',
    },
    { kind: 'heading', text: 'What it saves' },
    {
      kind: 'try',
      preset: 'megapixel',
      label: 'A megapixel in colour',
      text: 'Nine million millions of weights, or 228.',
    },
    {
      kind: 'try',
      preset: 'mnist',
      label: 'LeNet’s first layer',
      text: '$28\\times28$, one channel in, six out, $\\Delta=2$: $156$ parameters. Dense, it would be almost four millions.',
    },
    {
      kind: 'text',
      text: 'The price: the layer can only see what is the same everywhere and near. Where that suits the world, it learns from fewer examples; where it doesn’t, it can’t fit them.',
    },
  ],
  questions: [
    {
      ask: 'How many weights (without biases) has a dense layer from a grey megapixel picture to as many hidden cells?',
      explain: '$10^6$ pixels times $10^6$ hidden cells: $10^{12}$.',
    },
    {
      ask: 'What does translation invariance alone, without locality, do to the matrix?',
      options: [
        'Most of its entries become zero.',
        'Entries on a diagonal become equal.',
        'It becomes symmetric.',
      ],
      explain:
        'An entry then depends only on how far pixel and cell lie apart. Zeros come from locality.',
    },
    {
      ask: 'How many parameters has a convolutional layer with $\\Delta=2$, one channel in and six out, with biases?',
      explain: '$5^2\\cdot1\\cdot6+6=156$, the first layer of LeNet.',
    },
  ],
}
