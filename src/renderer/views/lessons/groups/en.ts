import type { LessonText } from '../definition'

export const en: LessonText = {
  title: 'Groups and depthwise',
  summary: 'Channels split into groups that do not see each other: fewer weights, less mixing.',
  body: [
    {
      kind: 'text',
      text: 'With $g$ groups the input channels are dealt out in $g$ equal parts, and so are the output channels. Each output reads only the inputs of its own group, so its kernel is $c_i/g$ sheets deep and the layer has a $g$th of the weights.',
    },
    { kind: 'formula', tex: 'c_o\\cdot\\frac{c_i}{g}\\cdot k_h\\cdot k_w \\text{ weights}' },
    {
      kind: 'text',
      text: 'Beside are four channels in two groups. Point at an output: only two of the input channels light up. $g$ has to divide both numbers of channels.',
    },
    {
      kind: 'try',
      preset: 'one',
      label: 'One group',
      text: 'The ordinary layer: every output reads every input. Here most sheets are zero, and it does what a grouped layer would do with a quarter of the weights.',
    },
    {
      kind: 'try',
      preset: 'depthwise',
      label: 'As many groups as channels',
      text: 'This is called *depthwise*: each channel is filtered by itself and nothing is mixed. Followed by a $1\\times1$ convolution that mixes the channels, it makes the separable convolutions of small networks.',
    },
    {
      kind: 'try',
      preset: 'multiplier',
      label: 'Two outputs a channel',
      text: 'Two groups of one channel with two kernels each: four outputs.',
    },
  ],
  questions: [
    {
      ask: 'A layer of 16 input channels in 4 groups: how many input channels does one output read?',
      explain: '$16/4=4$.',
    },
    {
      ask: 'How many weights has a depthwise layer with $3\\times3$ kernels on 64 channels, one output each?',
      explain: '$64\\cdot1\\cdot3\\cdot3=576$, where an ordinary layer has $36{,}864$.',
    },
    {
      ask: 'What can a depthwise layer not do?',
      options: ['Find edges.', 'Combine what two channels show at one place.', 'Use a bias.'],
      explain: 'No output reads more than one channel.',
    },
  ],
}
