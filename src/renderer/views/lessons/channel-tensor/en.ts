import type { LessonText } from '../definition'

export const en: LessonText = {
  title: 'Channels: the tensor V',
  summary:
    'Pictures have channels, and hidden layers too. A kernel for every pair of them makes a tensor with four indices.',
  body: [
    {
      kind: 'text',
      text: 'A colour picture has three numbers at each place, so it gets a third index, $[\\mathsf X]_{i,j,c}$. The hidden layer should say more than one thing about a place and gets one as well, $[\\mathsf H]_{i,j,d}$. Between each channel $c$ that goes in and each channel $d$ that comes out lies a kernel of its own:',
    },
    {
      kind: 'formula',
      tex: '[\\mathsf H]_{i,j,d}=\\sum_{a=-\\Delta}^{\\Delta}\\sum_{b=-\\Delta}^{\\Delta}\\sum_c[\\mathsf V]_{a,b,c,d}\\,[\\mathsf X]_{i+a,j+b,c}',
    },
    {
      kind: 'list',
      items: [
        '$a$ and $b$ say where: how far down and to the right of the place.',
        '$c$ says from which channel of the input.',
        '$d$ says for which channel of the output.',
      ],
    },
    {
      kind: 'text',
      text: 'The table of kernels beside is $\\mathsf V$: a row for each $c$, a column for each $d$. Point at a number of it, or choose its four indices, and see which input it multiplies. Point at a number of $\\mathsf H$, and its sum is written out, channel by channel.',
    },
    {
      kind: 'try',
      preset: 'colour',
      label: 'Three channels in, two out',
      text: 'Six kernels of $3\\times3$: 54 numbers.',
    },
    {
      kind: 'try',
      preset: 'single',
      label: 'One in, one out',
      text: 'The case of the sections before: a single kernel.',
    },
    {
      kind: 'try',
      preset: 'corner',
      label: 'In the corner',
      text: 'Five of the nine cells lie outside the picture and add nothing.',
    },
    {
      kind: 'try',
      preset: 'pointwise',
      label: 'Δ = 0',
      text: 'One number for each pair of channels: a 1×1 convolution.',
    },
    {
      kind: 'text',
      text: 'The output channels are often called *feature maps*: each of them tells, place by place, how much of one feature is there.',
    },
  ],
  questions: [
    {
      ask: 'LeNet’s second convolution: $5\\times5$ kernels, 6 channels in, 16 out. How many numbers has $\\mathsf V$?',
      explain: '$5\\cdot5\\cdot6\\cdot16=2400$; with 16 biases the layer has 2416 parameters.',
    },
    {
      ask: 'What happens to the input channels in the sum?',
      options: [
        'Each makes an output channel of its own.',
        'They are weighted and added into every output channel.',
        'Only the strongest counts.',
      ],
      explain: 'The sum runs over $c$; $d$ stays free.',
    },
  ],
}
