import type { WarningFixCode, RuleId } from '../lint/rule'

/** English sentences for likely mistakes, with the network's numbers. */
export const WARNING_WORDS = {
  fieldBeyondInput: {
    title: 'The field is larger than the picture',
    text: 'A unit of {layer} sees {field} cells, and the picture has {input}: {overhang} % of a corner unit’s field is padding.',
  },
  fieldTooSmall: {
    title: 'The field is too small for the picture',
    text: 'The average after {layer} averages units that each see {field} of the {input} picture, {share} % of its length. No unit sees parts that are further apart.',
  },
  misalignedBranches: {
    title: 'Branches look at different places',
    text: '{layer} merges {first} and {second} unit by unit, but {second} looks {rows} rows and {columns} columns further on.',
  },
  stridesSkipPixels: {
    title: 'The stride steps over cells',
    text: 'With kernel {kernel} and stride {stride}, {layer} never reads {skipped} % of its input.',
  },
  sameShifts: {
    title: '“same” shifts the map',
    text: 'For kernel {kernel}, “same” pads {layer} by {before} before and {after} after, so its units look {pixels} pixels to one side.',
  },
  saturatingChain: {
    title: 'A chain of sigmoids',
    text: 'From {first} to {last}, {count} sigmoids follow each other. Each multiplies a gradient by at most ¼, so at most {factor} of it reaches the first layers: {times} times less.',
  },
  seesNoMore: {
    title: 'Layers that see nothing new',
    text: 'From {layer} on ({count} convolutions, maps of {map}) every unit already saw the whole {input} picture: their kernels see nothing new.',
  },
  bottleneck: {
    title: 'A bottleneck',
    text: '{layer} has {values} values between {before} before it and {after} after it, for {classes} classes. What does not fit through it is lost.',
  },
  parameterShare: {
    title: 'One layer holds most of the network',
    text: '{layer} has {parameters} of {total} parameters, {share} %; it reads {input} values.',
  },
  linearStack: {
    title: 'Linear layers in a row',
    text: 'There is no non-linear function between {first} and {second}, so these {count} layers can compute no more than one layer.',
  },
  doubleSoftmax: {
    title: 'Two softmaxes',
    text: '{layer} is a softmax at the network’s end, and the loss applies one itself. With {classes} classes, none can then get more than {most} %, and hardly any gradient is left.',
  },
  boundedLogits: {
    title: 'A function that bounds the logits',
    text: '{layer} ({function}) keeps every logit between {low} and {high}, and the loss applies a softmax to them. With {classes} classes, none can then get more than {most} %, and near the bounds hardly any gradient is left.',
  },
  rectifiedLogits: {
    title: 'A ReLU on the logits',
    text: '{layer} ({function}) makes every negative logit 0. No gradient passes there, so a class whose logit is 0 is not raised even where it is right; a class that is 0 for every picture never learns again.',
  },
  unusedLayer: {
    title: 'No layer reads this layer',
    text: 'No layer reads the output of {layer}: it is computed with {parameters} parameters that no gradient reaches.',
  },
  endsInMap: {
    title: 'The network ends in a map',
    text: '{layer} is the last layer, and its output is a map of {shape}. Everything in the network can be looked at; training needs a vector of logits, one for each class.',
  },
} as const satisfies Record<RuleId, { readonly title: string; readonly text: string }>

/** What a fix changes, and its result; after the bar, the form for several. */
export const WARNING_FIX_WORDS = {
  slimKernels:
    'A shorter kernel in one layer keeps the depth and drops weights that mostly meet zeros: the field is then {after}. | Shorter kernels in {n} layers keep the depth and drop weights that mostly meet zeros: the field is then {after}.',
  stepLess:
    'A 1×1 kernel with stride 1 in the last layer reduces the field to {after}. | 1×1 kernels with stride 1 in the last {n} layers reduce the field to {after}.',
  spreadCells:
    'With the kernel’s cells {apart} times as far apart in {layers}, a unit sees {after} at the same cost.',
  lookWider: 'A 3×3 convolution before {layer}, its cells {apart} apart, sees {after}.',
  alignPadding:
    'Other padding in {layers}, with a kernel one cell longer where needed, aligns them; no map changes its size.',
  cutBranch: 'No padding aligns them; without {branch}, {layer} reads only aligned branches.',
  coverStride: 'A kernel of {kernel} reads all of it.',
  padEvenly:
    'Kernel {kernel} with a padding of {padding} on both sides gives the same size without the shift.',
  useRelu: 'ReLU has slope 1 wherever it is on.',
  mixOnly:
    '1×1 does that with {after} parameters instead of {before}; where a kernel made the map smaller, an average does it first.',
  widen: 'A width of {wider} instead of {width} lets it through.',
  averageMap: 'An average over the map before it leaves it {after}.',
  separate:
    'A {kernel} kernel for each channel and a 1×1 that mixes them give the same shape with {after}.',
  narrow: 'A width of {width} leaves it {after}.',
  thinBetween: 'With a thin layer of {width} before it, both together have {after}.',
  reluBetween: 'A ReLU between them makes each of them count.',
  dropSoftmax: 'Without it the network ends in its logits, as the loss takes them.',
  dropFunction: 'Without it the network ends in its logits, as the loss takes them.',
  dropLayer: 'Without it the network answers the same.',
  denseEnd:
    'A flatten and a dense layer of {units} units at the end give one for each of {units} classes.',
} as const satisfies Record<WarningFixCode, string>

/** For a warning without a fix. */
export const NO_FIX = 'No change within a network’s limits fixes it.'
