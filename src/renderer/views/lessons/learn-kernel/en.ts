import type { LessonText } from '../definition'

export const en: LessonText = {
  title: 'Learning a kernel',
  summary:
    'Nobody has to think up the kernel: from pairs of input and output, gradient descent finds it.',
  body: [
    {
      kind: 'text',
      text: 'We know the picture $X$ and what should come out, $Y$: its vertical edges. We don’t tell which kernel made $Y$. A layer with a kernel of the same size starts with any numbers, computes $\\hat Y$, and compares.',
    },
    { kind: 'formula', tex: 'L(K)=\\sum_{i,j}\\bigl(\\hat Y_{i,j}-Y_{i,j}\\bigr)^2' },
    { kind: 'formula', tex: 'K\\leftarrow K-\\eta\\,\\frac{\\partial L}{\\partial K}' },
    {
      kind: 'text',
      text: 'The gradient is a cross-correlation again, of the picture with the errors: each weight is blamed for the errors at the places where it was used.',
    },
    {
      kind: 'formula',
      tex: '\\frac{\\partial L}{\\partial K_{a,b}}=2\\sum_{i,j}\\bigl(\\hat Y_{i,j}-Y_{i,j}\\bigr)X_{i+a,\\,j+b}',
    },
    {
      kind: 'text',
      text: 'TensorFlow computes these gradients here, one iteration after the other; the nested loops of the same formula check it. Step through them, or press Space.',
    },
    {
      kind: 'try',
      preset: 'chapter',
      label: 'As in the chapter',
      text: 'Learning rate $0.03$, ten iterations, from zeros. The kernel ends close to $[1,-1]$, the loss falls from $12$ to below $0.01$.',
    },
    {
      kind: 'try',
      preset: 'typed',
      label: 'From 0.5 and 0.25',
      text: 'Another beginning, the same end; only the way is longer.',
    },
    {
      kind: 'try',
      preset: 'seeded',
      label: 'From random numbers',
      text: 'As PyTorch begins, with a seed that you can change.',
    },
    { kind: 'heading', text: 'Too large a step' },
    {
      kind: 'text',
      text: 'The loss is a bowl, and its steepest direction decides how large a step may be: beyond $\\eta=2/\\lambda_{\\max}$, with $\\lambda_{\\max}$ the largest eigenvalue of the second derivatives, every step lands higher on the other side. For the chapter’s picture that is $1/30$; the chapter’s $0.03$ lies just below.',
    },
    {
      kind: 'try',
      preset: 'diverges',
      label: 'Learning rate 0.04',
      text: 'From $0.5$ and $0.25$ the weights swing from side to side, wider each time, and the loss grows without end.',
    },
    {
      kind: 'try',
      preset: 'lucky',
      label: 'The same from zeros',
      text: 'And yet it converges. From zeros the error is a multiple of $[1,-1]$, a direction in which the bowl is five times as flat. Any other beginning has a share of the steep direction, and that share grows.',
    },
    { kind: 'heading', text: 'Other kernels' },
    {
      kind: 'try',
      preset: 'blind',
      label: 'An upright kernel',
      text: 'On this picture the kernel $[1,-1]^\\top$ makes nothing but zeros, and so does every kernel whose two weights add up to zero. Data that show nothing teach nothing: from zeros the kernel stays at zero.',
    },
    {
      kind: 'try',
      preset: 'sobel',
      label: 'Nine weights from noise',
      text: 'A noisy picture tells all directions apart; the Sobel kernel is found whole.',
    },
    {
      kind: 'text',
      text: 'Every number of the picture, of the wanted kernel and of the first kernel can be typed over.',
    },
  ],
  questions: [
    {
      ask: 'What is the loss of a kernel of zeros on the chapter’s picture?',
      explain:
        '$\\hat Y$ is zero, so $L=\\sum Y^2$: each of the six rows has one $1$ and one $-1$, which makes $12$.',
    },
    {
      ask: 'Which learning rate no longer finds the kernel from a random beginning?',
      options: ['$0.01$', '$0.03$', '$0.04$'],
      explain: 'The border lies at $2/\\lambda_{\\max}=1/30\\approx0.0333$.',
    },
    {
      ask: 'Why does the upright kernel stay at zero?',
      options: [
        'The picture has no horizontal edge, so the output it should learn is zero everywhere.',
        'A kernel of two rows can’t be learnt.',
        'The learning rate is too small.',
      ],
      explain: 'The loss is already zero, and with it the gradient.',
    },
  ],
}
