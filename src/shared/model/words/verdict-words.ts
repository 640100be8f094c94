/** English sentences for what short trainings of a network with and without a fix say. */
export const VERDICT_WORDS = {
  titles: {
    drawn: '{name}, as drawn',
    fixed: '{name}, with fix ({rule})',
    drawnAgain: '{name}, as drawn, seed {seed}',
    fixedAgain: '{name}, with fix, seed {seed} ({rule})',
  },
  label: 'Results of the runs',
  columns: { drawn: 'as drawn', fixed: 'with fix', difference: 'difference' },
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
      'With the fix it does better: {points} points of test accuracy after {steps} steps (95 %: {low} to {high}).',
    worse:
      'With the fix it does worse here: {points} points of test accuracy after {steps} steps (95 %: {low} to {high}).',
    unclear:
      'No clear difference in {steps} steps: {points} points of test accuracy, and chance alone explains it (95 %: {low} to {high}).',
    unmeasured:
      'No clear difference in {steps} steps: the two networks have no test accuracy to compare.',
    drawnFailed: 'As drawn, its training failed: {failure} With the fix it was trained.',
    fixedFailed: 'With the fix, its training failed: {failure} As drawn it was trained.',
    bothFailed: 'Both trainings failed: {failure}',
  },
  means: {
    better:
      'With the fix it does better: {points} points of test accuracy after {steps} steps, averaged over {n} pairs (95 %: {low} to {high}).',
    worse:
      'With the fix it does worse here: {points} points of test accuracy after {steps} steps, averaged over {n} pairs (95 %: {low} to {high}).',
    unclear:
      'No clear difference in {steps} steps: {points} points of test accuracy, averaged over {n} pairs (95 %: {low} to {high}).',
  },
  sure: 'Very sure: if the fix changed nothing, {n} pairs would differ this much by chance in {chance} of cases.',
  fairlySure:
    'Fairly sure: if the fix changed nothing, {n} pairs would still differ this much by chance in {chance} of cases.',
  unsure:
    'Not sure: even if the fix changed nothing, {n} pairs would differ this much by chance in {chance} of cases. More seeds would make it clearer.',
  lessThan: 'less than {share}',
  failures: 'Of {n} trainings each, {drawn} failed as drawn and {fixed} with the fix: {failure}',
  rest: 'The one pair that was trained: {points} points of test accuracy (95 %: {low} to {high}). | The {n} pairs that were trained: {points} points of test accuracy on average (95 %: {low} to {high}).',
  andRest: '{failed} {rest}',
  seed: 'seed {seed}',
  basisOfPairs:
    '{n} pairs of runs, each with a seed of its own, the same for both: {examples} pictures of {dataset}, {epochs} epochs, Adam; all tested on the same {tests} pictures.',
  withInterval:
    '{trained} The interval (Student’s t, degrees of freedom: {freedom}) accounts for the choice of seeds, but not of pictures. Training further pairs until the result looks sure makes errors more frequent than it says.',
  basis:
    'One run each with the same seed: {examples} pictures of {dataset}, {epochs} epochs, Adam; tested on {tests} pictures, whose choice the interval accounts for; it does not account for the choice of the seed.',
  cutDown:
    'The network was reduced to {shape} pictures, where the warning no longer applies: these runs say little about it.',
} as const
