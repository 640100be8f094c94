import type { LessonText } from '../definition'

export const en: LessonText = {
  title: 'The size of the output',
  summary:
    'Input, kernel, padding, stride and dilation decide how large the output is, before a single product is computed.',
  body: [
    {
      kind: 'text',
      text: 'The window stands at its first place and goes on by $s$ as long as it fits. Height and width are worked out each by itself. $p$ counts the padding of both sides together, as the chapter does.',
    },
    {
      kind: 'formula',
      tex: '\\left\\lfloor\\frac{n_h-k_h+p_h+s_h}{s_h}\\right\\rfloor\\times\\left\\lfloor\\frac{n_w-k_w+p_w+s_w}{s_w}\\right\\rfloor',
    },
    {
      kind: 'text',
      text: 'All other formulas of the section are this one in a special case. The table beside names those that apply to the current numbers; the others stay grey.',
    },
    {
      kind: 'list',
      items: [
        'Stride 1: $n-k+p+1$; every row of padding adds one row of output.',
        '$p=k-1$: $\\lfloor(n+s-1)/s\\rfloor$; with stride 1 the output is as large as the input.',
        '$p=k-1$ and $s$ divides $n$: just $n/s$.',
      ],
    },
    { kind: 'heading', text: 'The four cases of the chapter' },
    {
      kind: 'try',
      preset: 'first',
      label: '3×3, padding 1',
      text: 'One row on each side, so $p=2=k-1$: $8\\times8$ stays $8\\times8$.',
    },
    {
      kind: 'try',
      preset: 'second',
      label: '5×3, padding (2, 1)',
      text: 'A kernel that is not square takes a padding that is not: again $8\\times8$.',
    },
    {
      kind: 'try',
      preset: 'third',
      label: 'The same with stride 2',
      text: 'Half of it: $4\\times4$. The last row of padding is read by no window.',
    },
    {
      kind: 'try',
      preset: 'fourth',
      label: '3×5, padding (0, 1), stride (3, 4)',
      text: '$\\lfloor(8-3+0+3)/3\\rfloor\\times\\lfloor(8-5+2+4)/4\\rfloor=2\\times2$.',
    },
    { kind: 'heading', text: 'Odd and even kernels' },
    {
      kind: 'text',
      text: 'An odd kernel needs $(k-1)/2$ rows on each side to keep the size, and then $Y_{i,j}$ is computed with $X_{i,j}$ in the middle of the window. An even one needs an odd number of rows, which can’t be halved: $\\lceil p/2\\rceil$ above and $\\lfloor p/2\\rfloor$ below, says the chapter.',
    },
    {
      kind: 'try',
      preset: 'even',
      label: 'An even kernel, as the chapter pads',
      text: '$p=3$: two rows above, one below.',
    },
    {
      kind: 'try',
      preset: 'tensorflow',
      label: 'An even kernel, as TensorFlow pads',
      text: 'The same size, but one row above and two below: the output is shifted by one cell.',
    },
    { kind: 'heading', text: 'Two meanings of padding' },
    {
      kind: 'text',
      text: 'PyTorch’s `padding=1` means one row on *each* side, so the chapter’s $p$ is 2. TensorFlow takes a word: `valid` pads nothing, `same` pads so much that $\\lceil n/s\\rceil$ places result, and puts the odd row at the end.',
    },
    { kind: 'heading', text: 'Dilation' },
    {
      kind: 'text',
      text: "A dilated kernel leaves gaps between its cells. It counts like one of $k'=d(k-1)+1$, with the weights of the small one.",
    },
    {
      kind: 'try',
      preset: 'dilated',
      label: '3×3 with dilation 2',
      text: 'It reaches as far as a $5\\times5$ kernel and has nine weights.',
    },
    {
      kind: 'try',
      preset: 'lenet',
      label: 'LeNet’s first layer',
      text: '$28\\times28$, kernel $5\\times5$, two rows on each side: $28\\times28$.',
    },
  ],
  questions: [
    {
      ask: 'AlexNet’s first layer: input 224, kernel 11, stride 4, padding 2 on each side. How long is a side of the output?',
      explain: '$\\lfloor(224-11+4+4)/4\\rfloor=\\lfloor55.25\\rfloor=55$.',
    },
    {
      ask: 'How many rows of padding on each side keep the size with a $7\\times7$ kernel and stride 1?',
      explain: '$p=k-1=6$, three on each side.',
    },
    {
      ask: 'A layer has padding `same` and an even kernel. It is moved from TensorFlow to a tool that pads as the chapter does. What changes?',
      options: ['The size of the output.', 'The output is shifted by one cell.', 'Nothing.'],
      explain: 'The total is the same, so the size is; the odd row is on the other side.',
    },
  ],
}
