import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { lint as findingsOf } from '@shared/model/lint'
import { preset } from '@shared/model/presets'
import { resolveModel } from '@shared/model/resolve'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { documentOf, errorOf, runCli } from '../testing/run-cli'

interface Report {
  readonly name: string
  readonly faults: readonly {
    readonly layer?: string
    readonly code: string
    readonly text: string
    readonly fixes: readonly string[]
  }[]
  readonly warnings: readonly {
    readonly number: number
    readonly rule: string
    readonly layers: readonly string[]
    readonly fix: { readonly code: string } | null
  }[]
}

let folder: string
const at = (name: string): string => join(folder, name)

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convscope-lint-'))
  vi.stubEnv('CONVSCOPE_DATA', at('data'))
})
afterAll(async () => {
  vi.unstubAllEnvs()
  await rm(folder, { recursive: true, force: true })
})

describe('lint', () => {
  it('numbers the warnings that the window shows, each with its reason and its fix', async () => {
    const { warnings, faults } = documentOf(await runCli(['lint', 'lenet', '--json'])) as Report
    expect(faults).toEqual([])
    expect(warnings.map(({ rule, layers }) => [rule, layers])).toEqual(
      findingsOf(resolveModel(preset('lenet'))).map(({ rule, layers }) => [rule, layers]),
    )
    expect(warnings.map(({ number }) => number)).toEqual(warnings.map((_, index) => index + 1))
    const { stdout, status } = await runCli(['lint', 'lenet'])
    expect(status).toBe(0)
    expect(stdout).toMatch(
      /^1\. A chain of sigmoids \(.*\)\n {3}From .* ¼.*\n {3}ReLU has slope 1/m,
    )
  })

  it('prints a network without a warning, which lint then no longer has', async () => {
    const { warnings } = documentOf(await runCli(['lint', 'lenet', '--json'])) as Report
    const chain = warnings.find(({ rule }) => rule === 'saturatingChain')
    const { stdout, status } = await runCli(['lint', 'lenet', '--fix', String(chain?.number)])
    expect(status).toBe(0)
    await writeFile(at('fixed.json'), stdout)
    const after = documentOf(await runCli(['lint', at('fixed.json'), '--json'])) as Report
    expect(after.warnings.map(({ rule }) => rule)).not.toContain('saturatingChain')
    expect(JSON.parse(stdout)).toEqual(
      documentOf(await runCli(['lint', 'lenet', '--mend', String(chain?.number), '--json'])),
    )
  })

  it('reports the faults of a file that no other command opens, with status 1', async () => {
    const network = {
      name: 'Wrong',
      input: { height: 8, width: 8, channels: 1 },
      layers: [
        { id: 'conv', kind: 'conv2d', channels: 4, kernel: 9 },
        { id: 'out', kind: 'dense', units: 10 },
      ],
    }
    await writeFile(at('wrong.json'), JSON.stringify(network))
    const ran = await runCli(['lint', at('wrong.json'), '--json'])
    expect(ran.status).toBe(1)
    const { faults, warnings } = JSON.parse(ran.stdout) as Report
    expect(warnings).toEqual([])
    expect(faults).toEqual([
      {
        layer: 'conv',
        code: 'windowTooLarge',
        text: 'kernel 9 exceeds the 8×8 input',
        fixes: expect.arrayContaining(['use kernel 8']) as unknown,
      },
      {
        layer: 'out',
        code: 'needsVector',
        text: 'It takes a vector, but gets a map of 1×1×4.',
        fixes: expect.arrayContaining(['flatten before it']) as unknown,
      },
    ])
    expect((await runCli(['lint', at('wrong.json')])).stdout).toContain(
      'fault in conv: kernel 9 exceeds the 8×8 input\n   fixes: ',
    )
    expect(errorOf(await runCli(['lint', at('wrong.json'), '--fix', '1', '--json']))).toMatchObject(
      {
        code: 'invalid-model',
        message: expect.stringContaining('2 faults') as string,
      },
    )
  })

  it('names the valid numbers', async () => {
    expect(errorOf(await runCli(['lint', 'lenet', '--fix', '99', '--json']))).toMatchObject({
      code: 'invalid-argument',
      message: expect.stringMatching(/has one warning, so none with the number 99/) as string,
    })
    expect((await runCli(['lint', 'lenet', '--fix', '0'])).status).toBe(2)
  })
})

interface Proof {
  readonly rule: string
  readonly examples: number
  readonly totals: Readonly<Record<'drawn' | 'fixed', { readonly macs: number }>>
  readonly pairs: readonly Readonly<
    Record<
      'drawn' | 'fixed',
      { readonly run: string; readonly steps: number; readonly testAccuracy: number }
    >
  >[]
  readonly verdict: {
    readonly word: string
    readonly pairs: number
    readonly accuracy: { readonly difference: number }
  }
}

describe('prove', () => {
  it('trains both networks with each seed, keeps the runs and gives a verdict', async () => {
    const ran = await runCli(['prove', 'lenet', '1', '--pairs', '2', '--json'])
    const { rule, examples, pairs, verdict } = documentOf(ran) as Proof
    expect(rule).toBe('saturatingChain')
    expect(pairs).toHaveLength(2)
    for (const [seed, { drawn, fixed }] of pairs.entries()) {
      expect([drawn.steps, fixed.steps]).toEqual([
        2 * Math.ceil(examples / 64),
        2 * Math.ceil(examples / 64),
      ])
      const file = JSON.parse(await readFile(join(fixed.run, 'run.json'), 'utf8')) as {
        title: string
        state: string
        recipe: { seed: number }
      }
      expect(file).toMatchObject({ state: 'finished', recipe: { seed } })
      expect(file.title).toContain('with fix')
    }
    // Two epochs of sigmoids end in guessing, those of ReLU don't.
    expect(verdict).toMatchObject({
      word: 'better',
      pairs: 2,
      accuracy: {
        difference: expect.closeTo(
          pairs.reduce(
            (sum, { drawn, fixed }) => sum + fixed.testAccuracy - drawn.testAccuracy,
            0,
          ) / 2,
          10,
        ) as number,
      },
    })
    expect(ran.stderr).toContain('A chain of sigmoids')
    expect(ran.stderr).toContain('after pair 1 of 2: ')
  })

  it('prints the verdict, the table and the folders of the runs for people', async () => {
    const { stdout, stderr, status } = await runCli(['prove', 'lenet', '1'])
    expect(status).toBe(0)
    expect(stdout).toMatch(/points of test accuracy/)
    expect(stdout).toMatch(/^Test accuracy +\d+\.\d% +\d+\.\d% +[+−]?\d+\.\d%$/m)
    const [runs] = stdout.match(/^runs: \S+ \S+$/m) ?? []
    expect(runs).toBeDefined()
    // The same seed gives the same result, so the runs are the earlier ones.
    const again = await runCli(['prove', 'lenet', '1'])
    expect(again.stdout).toBe(stdout)
    expect(again.stderr).toMatch(
      /pair 1 of 1, as drawn: already trained\npair 1 of 1, with fix: already trained/,
    )
    expect(stderr).toContain('A chain of sigmoids')
  })

  it('stops at Ctrl-C and says how many pairs were done', async () => {
    const ran = await runCli(['prove', 'lenet', '1', '--pairs', '3', '--json'], {
      interruptAfter: 'after pair 1 of 3',
    })
    expect(ran.status).toBe(1)
    expect(errorOf(ran)).toMatchObject({
      code: 'cancelled',
      message: expect.stringMatching(/pair [23] of 3/) as string,
    })
  })

  it('needs an existing warning of a valid network', async () => {
    expect(errorOf(await runCli(['prove', 'lenet', '99', '--json'])).code).toBe('invalid-argument')
    expect((await runCli(['prove', 'lenet', 'first'])).status).toBe(2)
  })
})
