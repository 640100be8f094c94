import { PLAIN_FIELDS, PLAIN_SCHEMAS } from '@shared/model/recipe-fields'
import { OPTIMIZER_SETTINGS } from '@shared/recipe/settings'
import { describe, expect, it } from 'vitest'
import { FLAGS, plainFields, recipeOptions } from './recipe-flags'
import { runCli } from './testing/run-cli'

const options = recipeOptions()
const named = (flag: string) => options.find(({ long }) => long === `--${flag}`)

describe('options of a recipe', () => {
  it('exist for every field and every setting', () => {
    expect(options).toHaveLength(PLAIN_FIELDS.length + 1 + OPTIMIZER_SETTINGS.length)
    for (const field of PLAIN_FIELDS) expect(named(FLAGS[field].flag)).toBeDefined()
  })

  it('name the defaults of the schemas', () => {
    expect(named('epochs')?.description).toBe('epochs (default: 10)')
    expect(named('lr')?.description).toBe(
      'learning rate (default: 0.9; 0.001 for adam, adamw and rmsprop)',
    )
    expect(named('momentum')?.description).toBe('momentum of sgd and rmsprop (default: 0)')
    expect(named('weight-decay')?.description).toBe(
      'weight decay of sgd, adam and rmsprop (default: 0)',
    )
    expect(named('beta1')?.description).toMatch(/ of adam and adamw \(default: 0\.9\)$/)
    expect(named('loss')?.argChoices).toEqual(['crossEntropy', 'meanSquaredError'])
  })

  it('pass their values to their fields', () => {
    const given = { lr: 0.1, checkpointEvery: 7, limitTrain: 3, other: 1 }
    expect(plainFields(given)).toMatchObject({
      learningRate: 0.1,
      checkpointEverySteps: 7,
      limitTrain: 3,
      epochs: undefined,
    })
    expect(Object.keys(plainFields(given))).toEqual(Object.keys(PLAIN_SCHEMAS))
  })

  it.each([
    [['--batch-size', '70000'], 'Expected a whole number from 1 to 65536.'],
    [['--epochs', '0'], 'Expected a whole number from 1 to 100000.'],
    [['--lr', '2000'], 'Expected a number above 0 to 1000.'],
    [['--lr', '0'], 'Expected a number above 0 to 1000.'],
    [['--momentum', '1'], 'Expected a number from 0 to below 1.'],
    [['--beta2', 'x'], 'Expected a number from 0 to below 1.'],
    [['--seed', '4294967296'], 'Expected a whole number from 0 to 4294967295.'],
    [['--limit-test', '-3'], 'Expected a whole number from 1.'],
    [['--optimizer', 'lion'], 'Allowed choices are sgd, adam, adamw, rmsprop.'],
    [['--label-smoothing', '1'], 'Expected a number above 0 to below 1.'],
    [['--clip-norm', '0'], 'Expected a number above 0.'],
    [['--class-weights', 'even'], 'Expected balanced, or one number above 0 for each class'],
    [['--schedule', 'plateau:1'], 'reduction must be'],
    [['--schedule', 'linear'], 'Expected one of constant, step:<every epochs>:<factor>,'],
    [['--schedule', 'step:5'], 'factor is missing.'],
    [['--schedule', 'cosine:-1'], 'warmupEpochs must be at least 0, but is -1.'],
  ])('%j is wrong usage, reported with the bounds of the schema', async (words, message) => {
    const ran = await runCli(['train', 'lenet', ...words])
    expect(ran.status).toBe(2)
    expect(ran.stderr).toContain(message)
    expect(ran.stdout).toBe('')
  })

  it.each([
    [['--test-share', '0.95'], 'Expected a number from 0.01 to 0.9.'],
    [['--size', '600'], 'It must be at most 512, but is 600.'],
  ])('so is %j of an import', async (words, message) => {
    const ran = await runCli(['datasets', 'import', '/nowhere', ...words])
    expect(ran.status).toBe(2)
    expect(ran.stderr).toContain(message)
  })
})
