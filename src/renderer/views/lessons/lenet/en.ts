import type { LessonText } from '../definition'

export const en: LessonText = {
  title: 'LeNet',
  summary:
    'Two convolutions with sigmoid and average pooling, then three dense layers: the network of the chapter, its training and its exercises.',
  body: [
    {
      kind: 'text',
      text: 'A convolutional block turns the picture into more and smaller maps: from one channel of $28\\times28$ to $6$ of $14\\times14$ to $16$ of $5\\times5$. Each pooling leaves a quarter of the cells. Then the maps are laid out as one vector of $400$ numbers, and three dense layers make $120$, $84$ and $10$ of them, one for each class.',
    },
    {
      kind: 'text',
      text: 'The table beside is what the chapter prints: the batch of one first, then channels, height and width. Choose a line and see below how its shape and its parameters come about.',
    },
    {
      kind: 'try',
      preset: 'chapter',
      label: 'As in the chapter',
      text: '61,706 parameters; four out of five belong to the first dense layer.',
    },
    {
      kind: 'text',
      text: 'The preset *LeNet-5 as published* (`lenet5-published`) is the network of 1998: pictures of $32\\times32$, pooling with a coefficient and a bias to learn for each map, a table that says which six maps each of the sixteen reads, and $1.7159\\tanh(2x/3)$ in place of the sigmoid. Its layers up to the 84 units have the 60,000 parameters of the paper; the output, radial basis functions there, is a dense layer.',
    },
    { kind: 'heading', text: 'Training' },
    {
      kind: 'text',
      text: '*Load into Train* puts every setting of `train_ch6` into the form: Fashion-MNIST, batches of 256, stochastic gradient descent with learning rate $0.9$, ten epochs, Xavier weights. In the first epoch nothing seems to happen: sigmoid units start on a plateau, and the accuracy stays near one in ten.',
    },
    {
      kind: 'text',
      text: 'The curve below is the one that the book has published, read from its figure, and the numbers that it prints. Your newest run of the same network is drawn beside it. They need not agree to the last digit: other random numbers, and a test accuracy that jumps from epoch to epoch by some hundredths.',
    },
    { kind: 'heading', text: 'Exercises' },
    {
      kind: 'text',
      text: 'Each of the prepared recipes changes one thing. Load one, start it, and lay its curves over the others in Train. The number at the end is the test accuracy after ten epochs with seed 0; the chapter’s own network comes to 0.81.',
    },
    {
      kind: 'try',
      preset: 'kernels',
      label: 'Smaller kernels',
      text: '$3\\times3$: fewer weights in the convolutions, but larger maps, and so more in the first dense layer. 0.81.',
    },
    {
      kind: 'try',
      preset: 'large',
      label: 'Larger kernels',
      text: '$7\\times7$: more weights in the convolutions, smaller maps. 0.81.',
    },
    {
      kind: 'try',
      preset: 'channels',
      label: 'More channels',
      text: '12 and 32: more features to choose from, and three times the work. 0.82.',
    },
    {
      kind: 'try',
      preset: 'pooling',
      label: 'Maximum pooling',
      text: 'The strongest answer of each window in place of the mean. 0.83.',
    },
    {
      kind: 'try',
      preset: 'tanh',
      label: 'tanh',
      text: 'Its slope reaches $1$, and its values lie around zero: no plateau. The learning rate is $0.1$. 0.87.',
    },
    {
      kind: 'try',
      preset: 'relu',
      label: 'ReLU',
      text: 'Its slope is $1$ where a sigmoid’s is at most $1/4$: no plateau either, but the learning rate has to be smaller, $0.1$ here. 0.84.',
    },
    {
      kind: 'try',
      preset: 'rate',
      label: 'Learning rate 0.1',
      text: 'With sigmoid units that is too little: the plateau lasts six epochs, and ten are not enough. 0.59.',
    },
    {
      kind: 'try',
      preset: 'half',
      label: 'Learning rate 0.5',
      text: 'The plateau ends in the second epoch; the rest goes more slowly. 0.80.',
    },
    {
      kind: 'try',
      preset: 'fast',
      label: 'Learning rate 1.5',
      text: 'The sigmoids bear it: the loss falls faster than the chapter’s. 0.82.',
    },
  ],
  questions: [
    { ask: 'How many numbers does the first dense layer get?', explain: '$16\\cdot5\\cdot5=400$.' },
    {
      ask: 'Which layer has most of the parameters?',
      options: ['The first convolution.', 'The second convolution.', 'The first dense layer.'],
      explain: '$400\\cdot120+120=48120$ of $61706$.',
    },
    {
      ask: 'With $3\\times3$ kernels (and padding 1 in the first convolution), how many numbers does the first dense layer get?',
      explain: '$28\\to14\\to12\\to6$, and $16\\cdot6\\cdot6=576$.',
    },
  ],
}
