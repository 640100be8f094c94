import type { FixCode, ProblemCode } from '../examine/problem'

/** English sentences for the faults of a network; `{name}` is a place for a value. */
export const FAULT_WORDS = {
  field: '{field} is {value}: {message}',
  unknownKind: 'There is no layer kind “{kind}”.',
  duplicateId: 'The id “{id}” is used twice; its readers read the first of the two.',
  reservedId: '“{id}” names the network’s input and can’t name a layer.',
  missingInput: 'It reads “{input}”, which does not exist.',
  laterInput: 'It reads “{input}”, which comes after it.',
  needsMap: 'It takes a map of height×width×channels, but gets a vector of {shape}.',
  needsVector: 'It takes a vector, but gets a map of {shape}.',
  needsOneInput: 'It takes one input, but gets {count}.',
  needsTwoInputs: 'It takes two inputs or more, but gets {count}.',
  groups:
    '{groups} groups must divide the {inputs} input channels and the {outputs} output channels.',
  inputGroups: '{groups} groups must divide the {inputs} input channels.',
  windowTooLarge: '{field} {kernel} exceeds the {input} input',
  windowTooLargePadded: '{field} {kernel} exceeds the {input} of the padded input',
  poolPadding:
    'Padding of {padding} lets the window of {window} be entirely in the padding, where it has no value.',
  paddingTooLarge: '“{field}” is too much for this map; at most {most} on each side suits it.',
  addShapes:
    'Joined value by value, inputs must agree in each axis or have one row, column or channel there; these are {shapes}.',
  concatSizes: 'Concatenated maps must agree in height and width, but these are {shapes}.',
  empty: 'The network has no layers.',
  parameter: '{message}',
  other: '{message}',
} as const satisfies Record<ProblemCode | 'windowTooLargePadded', string>

/** The fixes, as labels of buttons. */
export const FIX_WORDS = {
  pad: 'pad by {padding}',
  padMore: 'pad by {padding} more on each side',
  useKernel: 'use kernel {size}',
  useWindow: 'use window {size}',
  undilate: 'use no dilation',
  lessPadding: 'pad by {padding}',
  lessCropping: 'crop {padding}',
  remove: 'do without {layer}',
  flattenBefore: 'flatten before it',
  averageBefore: 'average over the map before it',
  useGroups: 'use {groups} groups',
  useChannels: 'use {channels} channels',
  project: 'bring {layer} to {shape} by a convolution',
  concatInstead: 'concatenate instead',
  readBefore: 'read {layer}',
  moveBehind: 'move it behind {layer}',
  rename: 'call it {id}',
  useDefault: 'use {value}',
  leaveOut: 'leave out {field}',
  useKind: 'make it {kind}',
  readFirst: 'read {layer} only',
  mergeInputs: 'concatenate them first',
} as const satisfies Record<FixCode, string>
