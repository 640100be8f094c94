import type { LessonText } from '../definition'

export const en: LessonText = {
  title: 'Padding, stride, dilation',
  summary: 'What lies around the input, how far the window jumps, and how wide it is spread.',
  body: [
    {
      kind: 'text',
      text: 'Every layer without padding loses cells at the edge. *Padding* lays zeros around the input: here one on each side makes $5\\times5$ of $3\\times3$, and the output grows from $2\\times2$ to $4\\times4$. Padded cells are drawn as a frame in which zeros stand; in the arithmetic they are set in italics.',
    },
    {
      kind: 'text',
      text: 'The *stride* is how far the window moves at a time. A corner of each input cell shows what becomes of it: a filled one is where a window begins, a hollow one a place that the stride skips. Cells that no window reads are struck through.',
    },
    {
      kind: 'formula',
      tex: '\\left\\lfloor\\frac{n_h-k_h+p_h+s_h}{s_h}\\right\\rfloor\\times\\left\\lfloor\\frac{n_w-k_w+p_w+s_w}{s_w}\\right\\rfloor',
    },
    {
      kind: 'text',
      text: 'Here $p_h$ counts the padded rows above and below together. Libraries take the number for one side: `padding=1` is $p_h=2$.',
    },
    {
      kind: 'try',
      preset: 'chapterStride',
      label: 'Stride 3 down, 2 across',
      text: 'The picture of the chapter: four outputs are left.',
    },
    { kind: 'heading', text: 'The four cases of the chapter, on 8×8' },
    {
      kind: 'try',
      preset: 'first',
      label: 'Kernel 3, padding 1',
      text: 'Two rows and two columns are added: $8\\times8$ stays $8\\times8$.',
    },
    {
      kind: 'try',
      preset: 'second',
      label: 'Kernel (5, 3), padding (2, 1)',
      text: 'Another kernel with the padding to match: $8\\times8$ again.',
    },
    {
      kind: 'try',
      preset: 'third',
      label: 'Kernel 3, padding 1, stride 2',
      text: 'Height and width are halved: $4\\times4$.',
    },
    {
      kind: 'try',
      preset: 'fourth',
      label: 'Kernel (3, 5), padding (0, 1), stride (3, 4)',
      text: '$\\lfloor(8-3+0+3)/3\\rfloor=2$ and $\\lfloor(8-5+2+4)/4\\rfloor=2$: $2\\times2$.',
    },
    { kind: 'heading', text: 'Even kernels' },
    {
      kind: 'text',
      text: 'To keep the size, $k-1$ rows are needed in all. For an odd kernel that is the same on both sides. For an even one it is not: the chapter lays $\\lceil p/2\\rceil$ rows on top and $\\lfloor p/2\\rfloor$ below, TensorFlow the other way round.',
    },
    {
      kind: 'try',
      preset: 'even',
      label: 'Kernel 4, two above, one below',
      text: 'The output is $8\\times8$, shifted by half a cell.',
    },
    { kind: 'heading', text: 'Dilation' },
    {
      kind: 'text',
      text: 'A *dilated* kernel leaves gaps between the cells that it reads: with a dilation of $\\alpha$ a kernel of $k$ covers $\\alpha(k-1)+1$ cells and has no more weights than before.',
    },
    {
      kind: 'try',
      preset: 'dilated',
      label: 'Kernel 3, dilation 2',
      text: 'Nine cells out of a $5\\times5$ field; padding 2 keeps the size.',
    },
  ],
  questions: [
    {
      ask: 'An input of 8 rows, a kernel of 3, no padding, stride 3: how many rows has the output?',
      explain: '$\\lfloor(8-3+0+3)/3\\rfloor=2$; the last two rows are read by no window.',
    },
    {
      ask: 'Which padding on each side keeps the size for a kernel of 7 and a stride of 1?',
      explain: '$p=k-1=6$ rows in all, 3 on each side.',
    },
    {
      ask: 'How many rows does a kernel of 3 with dilation 2 cover?',
      explain: '$2\\cdot(3-1)+1=5$.',
    },
    {
      ask: 'Why are kernels usually odd?',
      options: [
        'They compute faster.',
        'Padding that keeps the size can be the same on both sides.',
        'They have fewer weights.',
      ],
      explain:
        '$k-1$ is even, so half of it fits on each side, and the output lies centred on the input.',
    },
  ],
}
