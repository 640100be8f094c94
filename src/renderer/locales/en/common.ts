/**
 * Words that several views share. `{`, `}`, `@` and `|` mean something in a text: write `{'@'}` for
 * the sign itself.
 */
export const common = {
  cancel: 'Cancel',
  close: 'Close',
  save: 'Save',
  copy: 'Copy',
  copied: '{name} is on the clipboard.',
  rename: 'Rename',
  undo: 'Undo',
  redo: 'Redo',
  delete: 'Delete',
  export: 'Export …',
  play: 'Play',
  pause: 'Pause',
  continue: 'Continue',
  stop: 'Stop',
  dataset: 'Data set',
  inTrash: '{title} was moved to the trash.',
  retry: 'Try again',
  loading: 'Loading …',
  more: 'More',
  none: 'None',
  yes: 'Yes',
  no: 'No',
  name: 'Name',
  examplesPerSecond: '{value} examples/s',
  timeLeft: '{time} left',
  epochOf: 'epoch {epoch} / {epochs}',
  saved: 'Saved {name}',
  problem: 'Problem',
} as const
