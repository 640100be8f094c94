import type { LessonText } from '../definition'

export const en: LessonText = {
  title: 'Translation: shift and see',
  summary:
    'Move the picture, and the output of a convolution moves with it. How exactly, says a number.',
  body: [
    {
      kind: 'text',
      text: 'With the same weights everywhere, a layer answers a moved picture with a moved output. This is called *equivariance*. To move first and then to convolve, or the other way round, must come to the same:',
    },
    { kind: 'formula', tex: 'f(T_{u,v}X)=T_{u,v}f(X)' },
    {
      kind: 'formula',
      tex: '\\frac{\\lVert f(T_{u,v}X)-T_{u,v}f(X)\\rVert}{\\lVert T_{u,v}f(X)\\rVert}',
    },
    {
      kind: 'text',
      text: 'This number compares both orders: the length of their difference, divided by the length of the output. Zero means that the output moved and did nothing else. Cells whose partner has left the picture are not compared. Move with the sliders, or with the arrow keys on the field *Shift*.',
    },
    {
      kind: 'try',
      preset: 'plain',
      label: 'One pixel to the right',
      text: 'The error is exactly zero: the figure lies far enough from the edge.',
    },
    { kind: 'heading', text: 'What disturbs it' },
    {
      kind: 'try',
      preset: 'edge',
      label: 'Out of the picture',
      text: 'What leaves at the edge can’t be shifted back.',
    },
    {
      kind: 'try',
      preset: 'bright',
      label: 'Padding at a bright edge',
      text: 'The picture goes round here, and so nothing gets lost. But the zeros of the padding stay where they are: on a grey ground they look like an edge of their own, and that one doesn’t move.',
    },
    {
      kind: 'try',
      preset: 'wrapped',
      label: 'Padding that goes round too',
      text: 'Without an edge there is no error.',
    },
    {
      kind: 'try',
      preset: 'stride',
      label: 'Stride 2, one pixel',
      text: 'The output would have to move by half a cell. It can’t.',
    },
    {
      kind: 'try',
      preset: 'strideWhole',
      label: 'Stride 2, two pixels',
      text: 'A whole cell: exact again. A stride of $s$ leaves equivariance only to shifts by multiples of $s$.',
    },
    {
      kind: 'try',
      preset: 'pooled',
      label: 'Pooling with stride 2',
      text: 'The same happens in every pooling layer.',
    },
    { kind: 'heading', text: 'A whole network' },
    {
      kind: 'text',
      text: 'A classifier should not be equivariant but *invariant*: trousers stay trousers. The curves below show what the trained LeNet of this app says while the picture moves. Two strides of 2, padding, and above all the dense layers, which have a weight of its own for each place, make it far from invariant.',
    },
    {
      kind: 'try',
      preset: 'trousers',
      label: 'Trousers, five pixels',
      text: 'Follow the line of the first class. Click into the curves to move there.',
    },
    {
      kind: 'try',
      preset: 'boot',
      label: 'An ankle boot',
      text: 'Here the network is in doubt already: a pixel more or less makes a sneaker or a sandal of it.',
    },
  ],
  questions: [
    {
      ask: 'With stride 2 and zero padding, by how many pixels must the picture move so that the output moves exactly?',
      options: ['By any number.', 'By an even number.', 'By an odd number.'],
      explain: 'Two input cells are one output cell.',
    },
    {
      ask: 'A network has two pooling layers of stride 2 and no other stride. Shifts by multiples of how many pixels leave its maps exact, away from the edges?',
      explain: '$2\\cdot2=4$: strides multiply.',
    },
  ],
}
