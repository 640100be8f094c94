/** English sentences for what short trainings of a network and its mended variant say. */
export const VERDICT_WORDS = {
  titles: {
    drawn: '{name}, as drawn',
    mended: '{name}, mended ({rule})',
    drawnAgain: '{name}, as drawn, seed {seed}',
    mendedAgain: '{name}, mended, seed {seed} ({rule})',
  },
  label: 'What the runs came to',
  columns: { drawn: 'as drawn', mended: 'mended', difference: 'difference' },
  rows: {
    trainLoss: 'Train loss',
    trainAccuracy: 'Train accuracy',
    testLoss: 'Test loss',
    testAccuracy: 'Test accuracy',
    parameters: 'Parameters',
    macs: 'MACs a picture',
  },
  words: {
    better:
      'Mended it does better: {points} points of test accuracy after {steps} steps (95 %: {low} to {high}).',
    worse:
      'Mended it does worse here: {points} points of test accuracy after {steps} steps (95 %: {low} to {high}).',
    unclear:
      'No clear difference in {steps} steps: {points} points of test accuracy, and chance alone explains it (95 %: {low} to {high}).',
    unmeasured: 'No clear difference in {steps} steps: there is no test accuracy of both.',
    drawnFailed: 'As drawn it came to no end: {failure} Mended it was trained.',
    mendedFailed: 'Mended it came to no end: {failure} As drawn it was trained.',
    bothFailed: 'Neither came to an end: {failure}',
  },
  means: {
    better:
      'Mended it does better: {points} points of test accuracy after {steps} steps in the mean of {n} pairs (95 %: {low} to {high}).',
    worse:
      'Mended it does worse here: {points} points of test accuracy after {steps} steps in the mean of {n} pairs (95 %: {low} to {high}).',
    unclear:
      'No clear difference in {steps} steps: {points} points of test accuracy in the mean of {n} pairs (95 %: {low} to {high}).',
  },
  sure: 'Very sure: if mending changed nothing, {n} pairs would come to differ this much by chance in {chance} of cases.',
  fairlySure:
    'Fairly sure: if mending changed nothing, {n} pairs would still come to differ this much by chance in {chance} of cases.',
  unsure:
    'Not sure: even if mending changed nothing, {n} pairs would come to differ this much by chance in {chance} of cases. More seeds would tell more.',
  lessThan: 'less than {share}',
  failures: 'Of {n} trainings each, {drawn} came to no end as drawn and {mended} mended: {failure}',
  rest: 'The one pair that did: {points} points of test accuracy (95 %: {low} to {high}). | The {n} pairs that did: {points} points of test accuracy in the mean (95 %: {low} to {high}).',
  andRest: '{failed} {rest}',
  seed: 'seed {seed}',
  basisOfPairs:
    '{n} pairs of runs, each with a seed of its own, the same for both: {examples} pictures of {dataset}, {epochs} epochs, Adam; all tested on the same {tests} pictures.',
  withInterval:
    '{trained} The interval (Student’s t, degrees of freedom: {freedom}) takes into account the choice of seeds, not that of pictures. Whoever goes on until it looks sure is wrong more often than it says.',
  basis:
    'One run each with the same seed: {examples} pictures of {dataset}, {epochs} epochs, Adam; tested on {tests} pictures, whose choice the interval takes into account; what another seed would bring it does not know.',
  cutDown:
    'The network was cut down to {shape} pictures, and there the warning no longer holds: these runs say little about it.',
} as const
