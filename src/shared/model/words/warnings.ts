import type { WarningFixCode, RuleId } from '../lint/rule'

/** English sentences for what is likely a mistake, in the network's own numbers. */
export const WARNING_WORDS = {
  fieldBeyondInput: {
    title: 'The field is larger than the picture',
    text: 'A unit of {layer} sees {field} cells, and the picture has {input}: {overhang} % of a corner unit’s field is padding.',
  },
  fieldTooSmall: {
    title: 'The field is too small for the picture',
    text: 'The average after {layer} is taken over units that each see {field} of the {input} picture, {share} % of its length. What is further apart never meets in one unit.',
  },
  misalignedBranches: {
    title: 'Branches look at different places',
    text: 'At {layer} unit by unit {first} and {second} meet, but {second} looks {rows} rows and {columns} columns further on.',
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
    text: 'From {layer} on ({count} convolutions, maps of {map}) every unit saw the whole {input} picture already: their kernels can only mix.',
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
    text: 'No non-linear function stands between {first} and {second}, so these {count} layers can do no more than one.',
  },
  doubleSoftmax: {
    title: 'Two softmaxes',
    text: '{layer} is a softmax at the network’s end, and the loss applies one itself. Of {classes} classes none can then get more than {most} %, and hardly any gradient is left.',
  },
  boundedLogits: {
    title: 'A function that bounds the logits',
    text: '{layer} ({function}) keeps every logit between {low} and {high}, and the loss applies a softmax to them. Of {classes} classes none can then get more than {most} %, and near the bounds hardly any gradient is left.',
  },
  rectifiedLogits: {
    title: 'A ReLU on the logits',
    text: '{layer} ({function}) makes every negative logit 0. No gradient passes where it does, so a class whose logit is 0 is not raised even where it is right; one that is 0 for every picture never learns again.',
  },
  unusedLayer: {
    title: 'Nobody reads this layer',
    text: 'The output of {layer} goes nowhere: it is computed with {parameters} parameters that no gradient reaches.',
  },
} as const satisfies Record<RuleId, { readonly title: string; readonly text: string }>

/**
 * What the change behind “Mend it” is, and what comes of it; behind the bar the form for several.
 */
export const WARNING_FIX_WORDS = {
  slimKernels:
    'A shorter kernel in one layer keeps the depth and drops weights that mostly meet zeros: the field is then {after}. | Shorter kernels in {n} layers keep the depth and drop weights that mostly meet zeros: the field is then {after}.',
  stepLess:
    'Single cells without a step in the last layer bring the field down to {after}. | Single cells without a step in the last {n} layers bring the field down to {after}.',
  spreadCells:
    'With the kernel’s cells {apart} times as far apart in {layers}, a unit sees {after} at the same cost.',
  lookWider: 'A 3×3 convolution before {layer}, its cells {apart} apart, sees {after}.',
  alignPadding:
    'Other padding in {layers}, with a kernel a cell longer where it takes one, brings them together; no map changes its size.',
  cutBranch: 'No padding brings them together; without {branch}, {layer} reads only what fits.',
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
} as const satisfies Record<WarningFixCode, string>

/** Where no change does. */
export const NO_FIX = 'No change within a network’s limits mends it.'
