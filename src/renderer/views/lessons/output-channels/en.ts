import type { LessonText } from '../definition'

export const en: LessonText = {
  title: 'Several output channels',
  summary: 'One kernel for each thing to look for; each makes a channel of its own.',
  body: [
    {
      kind: 'text',
      text: 'One kernel finds one kind of pattern. A layer has several, each as deep as the input, and stacks their outputs: kernels of shape $c_o\\times c_i\\times k_h\\times k_w$ make $c_o$ channels out of $c_i$.',
    },
    {
      kind: 'formula',
      tex: 'Y_{o,i,j} = \\sum_{c}\\sum_{a}\\sum_{b} X_{c,\\,i+a,\\,j+b}\\,K_{o,c,a,b} + u_o',
    },
    {
      kind: 'text',
      text: 'Beside, each column of the kernels belongs to one output channel and each row to one input channel. As in the chapter the kernels are $K$, $K+1$ and $K+2$.',
    },
    {
      kind: 'try',
      preset: 'middle',
      label: 'A cell of the second output',
      text: 'Only the second column of kernels lights up: the others have no part in it.',
    },
    {
      kind: 'try',
      preset: 'feeds',
      label: 'A cell of the input',
      text: 'It feeds every output channel, through the first row of the kernels.',
    },
    {
      kind: 'text',
      text: 'The output channels do not know of each other. What each one looks for is decided by training, and because they begin with different random weights they come to look for different things.',
    },
  ],
  questions: [
    {
      ask: 'What is the first number of the second output channel?',
      explain:
        '$56$ and the sum of the eight covered numbers, $20$, since every weight is one more: $76$.',
    },
    {
      ask: 'The second convolution of LeNet makes 16 channels of 6 with $5\\times5$ kernels. How many parameters does it have, biases included?',
      explain: '$16\\cdot6\\cdot5\\cdot5+16=2416$.',
    },
    {
      ask: 'What does each further output channel cost?',
      options: [
        'Nothing, the weights are shared.',
        'One weight.',
        'A whole kernel of $c_i\\cdot k_h\\cdot k_w$ weights and a bias.',
      ],
      explain: 'Weights are shared over places, not over channels.',
    },
  ],
}
