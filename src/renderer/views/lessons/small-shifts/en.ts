import type { LessonText } from '../definition'

export const en: LessonText = {
  title: 'Pooling and small shifts',
  summary:
    'When a picture moves by one pixel, its map of edges changes in many places. After pooling it changes less; the number says how much.',
  body: [
    {
      kind: 'text',
      text: 'An edge that lay on one pixel lies on the next after a small movement, and no photograph is ever taken twice from exactly the same place. A maximum over a window asks only whether the edge is somewhere in it. (The chapter writes the moved picture as $z[i,j]=x[i,j+1]$; read literally that moves it one pixel to the left. Both sliders go either way.)',
    },
    {
      kind: 'text',
      text: 'Here nothing is shifted back: both outputs are compared in place. Shown are the share of cells that keep their value, and the length of the difference divided by the length of the map; $f$ is the convolution, $g$ the pooling after it.',
    },
    { kind: 'formula', tex: '\\frac{\\lVert f(T_{0,1}X)-f(X)\\rVert}{\\lVert f(X)\\rVert}' },
    {
      kind: 'formula',
      tex: '\\frac{\\lVert g(f(T_{0,1}X))-g(f(X))\\rVert}{\\lVert g(f(X))\\rVert}',
    },
    {
      kind: 'try',
      preset: 'one',
      label: 'Maximum over 2×2',
      text: 'Compare both numbers: the pooled map keeps more of itself.',
    },
    {
      kind: 'try',
      preset: 'larger',
      label: 'Maximum over 4×4',
      text: 'A larger window forgives more, and knows less about the place.',
    },
    {
      kind: 'try',
      preset: 'average',
      label: 'Average over 2×2',
      text: 'A mean changes a little everywhere instead of much in a few places.',
    },
    {
      kind: 'try',
      preset: 'down',
      label: 'With stride 2',
      text: 'Now the map is also halved, as pooling layers usually do.',
    },
    {
      kind: 'try',
      preset: 'far',
      label: 'Five pixels',
      text: 'Beyond the window nothing is left of it: pooling helps against small shifts only.',
    },
  ],
  questions: [
    {
      ask: 'What does a larger pooling window do?',
      options: [
        'It tolerates larger shifts and loses more of the place.',
        'It finds the place more exactly.',
        'It makes the map independent of every shift.',
      ],
      explain: 'Within the window the place does not count; that is both the use and the price.',
    },
    {
      ask: 'How many parameters does a pooling layer learn?',
      options: ['One for each cell of the window.', 'None.', 'One bias.'],
      explain: 'Pooling is a fixed rule.',
    },
  ],
}
