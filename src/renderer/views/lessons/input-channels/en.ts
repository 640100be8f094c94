import type { LessonText } from '../definition'

export const en: LessonText = {
  title: 'Several input channels',
  summary: 'Each channel has a kernel of its own; what they find is added up to one output.',
  body: [
    {
      kind: 'text',
      text: 'A colour picture has three channels, and a hidden layer has as many as it has feature maps. The kernel then has one sheet for each input channel. Every sheet slides over its own channel, and the results are added cell by cell.',
    },
    {
      kind: 'formula',
      tex: 'Y_{i,j} = \\sum_{c}\\sum_{a}\\sum_{b} X_{c,\\,i+a,\\,j+b}\\,K_{c,a,b}',
    },
    {
      kind: 'text',
      text: 'For the first output: $(0\\cdot0+1\\cdot1+3\\cdot2+4\\cdot3)+(1\\cdot1+2\\cdot2+4\\cdot3+5\\cdot4)=19+37=56$. The output has one channel, however many go in.',
    },
    {
      kind: 'try',
      preset: 'second',
      label: 'A cell of the second channel',
      text: 'It feeds the same outputs as the cell before it, through the second sheet of the kernel.',
    },
    {
      kind: 'try',
      preset: 'mute',
      label: 'Mute the second channel',
      text: 'With a sheet of zeros the output is that of the first channel alone: 19, 25, 37, 43.',
    },
  ],
  questions: [
    { ask: 'What is $Y_{0,1}$ for the numbers of the beginning?', explain: '$25+47=72$.' },
    {
      ask: 'How many weights has one $5\\times5$ kernel for a picture of three channels?',
      explain: '$3\\cdot5\\cdot5=75$.',
    },
    {
      ask: 'Does it matter in which order the channels are added?',
      options: [
        'No, apart from rounding.',
        'Yes, the first one weighs most.',
        'Yes, if the kernel is not symmetric.',
      ],
      explain: 'A sum does not depend on the order. In float32 the last digits may.',
    },
  ],
}
