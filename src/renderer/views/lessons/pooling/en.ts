import type { LessonText } from '../definition'

export const en: LessonText = {
  title: 'Pooling',
  summary: 'A window again, but nothing to learn: it takes the largest number, or the mean.',
  body: [
    {
      kind: 'text',
      text: 'Pooling makes a map smaller and less particular about places: a feature that moves by a cell often stays within the same window. *Maximum* pooling keeps the strongest answer, *average* pooling the mean.',
    },
    { kind: 'formula', tex: 'Y_{i,j} = \\max_{a,b} X_{i s_h+a,\\,j s_w+b}' },
    { kind: 'formula', tex: 'Y_{i,j} = \\frac{1}{p\\,q}\\sum_{a,b} X_{i s_h+a,\\,j s_w+b}' },
    {
      kind: 'try',
      preset: 'mean',
      label: 'The mean',
      text: '$2, 3, 5, 6$ instead of $4, 5, 7, 8$.',
    },
    { kind: 'heading', text: 'The four cases of the chapter' },
    {
      kind: 'try',
      preset: 'threes',
      label: 'Window 3',
      text: 'Unless said otherwise the stride of a pooling layer is its window, so that windows do not overlap: $4\\times4$ leaves a single number, 10, and a row and a column that are never read.',
    },
    {
      kind: 'try',
      preset: 'padded',
      label: 'Window 3, padding 1, stride 2',
      text: '$5, 7, 13, 15$.',
    },
    {
      kind: 'try',
      preset: 'rectangle',
      label: 'Window (2, 3), padding (0, 1)',
      text: 'A window need not be square: $5, 7, 13, 15$ again.',
    },
    {
      kind: 'try',
      preset: 'channels',
      label: 'Two channels',
      text: 'Channels are pooled one by one and never added: as many come out as go in.',
    },
    { kind: 'heading', text: 'What padding counts as' },
    {
      kind: 'text',
      text: 'A maximum over zeros would be wrong where all numbers are negative: the padding would win. So it counts as $-\\infty$, which never wins.',
    },
    {
      kind: 'try',
      preset: 'negative',
      label: 'Negative numbers',
      text: 'The first window holds $-16, -15, -12, -11$ and padding: its maximum is $-11$.',
    },
    {
      kind: 'try',
      preset: 'zero',
      label: '… with padding as 0',
      text: 'Every window that touches the edge now says 0, a number that is nowhere in the input.',
    },
    {
      kind: 'try',
      preset: 'divisor',
      label: 'The mean, padding left out',
      text: 'For the mean padding adds nothing to the sum; the question is what to divide by. PyTorch counts padded cells (`count_include_pad=True`), TensorFlow does not. Switch below.',
    },
  ],
  questions: [
    {
      ask: 'What is the last number of the maximum pooling that the lesson begins with?',
      explain: '$\\max(4,5,7,8)=8$.',
    },
    {
      ask: 'How many parameters does a pooling layer learn?',
      explain: 'None: it is a fixed rule.',
    },
    {
      ask: 'Window 3, padding 1, mean over the $4\\times4$ input with padding counted: what is the first number (two decimals)?',
      explain: '$(0+1+4+5)/9\\approx1.11$; with padding left out it is $10/4=2.5$.',
    },
    {
      ask: 'A $28\\times28$ map goes through a $2\\times2$ pooling with its default stride. What comes out?',
      options: ['$27\\times27$', '$26\\times26$', '$14\\times14$'],
      explain: 'The stride is 2 by default: $28/2=14$.',
    },
  ],
}
