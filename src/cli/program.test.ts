import { describe, expect, it } from 'vitest'
import { version } from '../../package.json'
import { documentOf, errorOf, runCli } from './testing/run-cli'

describe('usage', () => {
  it('prints its help and its version with status 0', async () => {
    const help = await runCli(['--help'])
    expect(help.status).toBe(0)
    for (const command of [
      'datasets',
      'summary',
      'train',
      'resume',
      'evaluate',
      'predict',
      'activations',
      'export',
      'op',
      'doctor',
    ]) {
      expect(help.stdout).toContain(command)
    }
    expect(help.stdout).not.toContain('engine-info')
    expect(await runCli(['--version'])).toEqual({ status: 0, stdout: `${version}\n`, stderr: '' })
    expect((await runCli(['train', '--help'])).stdout).toContain('--checkpoint-every')
  })

  it.each([
    [[]],
    [['frobnicate']],
    [['summary']],
    [['summary', 'lenet', '--colour']],
    [['summary', 'lenet', 'modern']],
    [['train', 'lenet', '--epochs', '0']],
    [['train', 'lenet', '--lr', 'fast']],
    [['train', 'lenet', '--optimizer', 'adagrad']],
    [['export', 'lenet', '--out', 'x']],
    [['export', 'lenet', '--format', 'caffe', '--out', 'x']],
    [['datasets', 'burn']],
  ])('is wrong in "%s": status 2, the reason on stderr', async (words) => {
    const ran = await runCli(words)
    expect(ran).toMatchObject({ status: 2, stdout: '' })
    expect(ran.stderr).not.toBe('')
  })

  it('is reported to programs as well', async () => {
    const ran = await runCli(['summary', '--json'])
    expect(ran.status).toBe(2)
    expect(errorOf(ran)).toMatchObject({
      code: 'invalid-argument',
      message: expect.stringContaining('model') as string,
    })
  })
})

interface Summary {
  readonly layers: readonly {
    id: string
    outputShape: number[]
    parameters: number
    receptiveField: unknown
  }[]
  readonly totals: { parameters: number; macs: number; activationBytes: number }
}

describe('summary', () => {
  it('gives the layers of LeNet with the published receptive fields', async () => {
    const { layers, totals } = documentOf(await runCli(['summary', 'lenet', '--json'])) as Summary
    expect(totals.parameters).toBe(61706)
    expect(layers.find(({ id }) => id === 'pool2')).toMatchObject({
      outputShape: [5, 5, 16],
      receptiveField: { size: [16, 16], stride: [4, 4], start: [-2, -2] },
    })
    expect(layers.find(({ id }) => id === 'dense1')).toMatchObject({
      outputShape: [120],
      parameters: 48120,
      receptiveField: { size: [32, 32], start: [-2, -2] },
    })
  })

  it('prints them as a table', async () => {
    const { stdout, status } = await runCli(['summary', 'lenet'])
    expect(status).toBe(0)
    expect(stdout).toMatch(/^conv1 +conv2d +28×28×6 +156 +117,600 +5×5 +1 +-2$/m)
    expect(stdout).toContain('61,706 parameters')
  })
})
