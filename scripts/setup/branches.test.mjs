import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { SetupFailure } from '../../src/libtensorflow/failure.mjs'
import { pythonWithPip } from './lib/pip.mjs'
import { progress } from './lib/report.mjs'
import { wantedVariant } from './lib/variant.mjs'
import { wheelsOf } from '../../src/libtensorflow/wheels.mjs'
import { debianStep } from './libraries.mjs'
import { tensorflowStep } from './tensorflow.mjs'
import { scratch } from './testing/scratch.mjs'

/** A machine with these programs; `answers` are the command lines that succeed. */
function machine({ programs = [], answers = [], root = false }) {
  const installed = []
  return {
    installed,
    which: (name) => (programs.includes(name) ? `/usr/bin/${name}` : undefined),
    execute: async (program, args) => ({
      code: answers.some((answer) => `${program} ${args.join(' ')}`.startsWith(answer)) ? 0 : 1,
      output: '',
    }),
    canInstall: () => root,
    aptInstall: async (packages) => {
      installed.push(...packages)
      answers.push('python3 -m pip')
    },
  }
}

describe('pip', () => {
  const ctx = { cache: '/nowhere' }

  it('is the system’s own where it has one', async () => {
    expect(
      await pythonWithPip(
        ctx,
        machine({ programs: ['python3', 'uv'], answers: ['python3 -m pip'] }),
      ),
    ).toEqual(['python3'])
  })

  it('comes by uv where python3 has none, and where there is no python3 at all', async () => {
    const byUv = ['uv', 'run', '--quiet', '--no-project', '--with', 'pip', 'python']
    expect(await pythonWithPip(ctx, machine({ programs: ['python3', 'uv'] }))).toEqual(byUv)
    expect(await pythonWithPip(ctx, machine({ programs: ['uv'] }))).toEqual(byUv)
  })

  it('comes in a venv of the cache where there is no uv', async () => {
    expect(
      await pythonWithPip(ctx, machine({ programs: ['python3'], answers: ['python3 -m venv'] })),
    ).toEqual([join('/nowhere/tensorflow/pip/bin/python')])
  })

  it('is Debian’s package where that may be installed', async () => {
    const debian = machine({ programs: ['python3', 'apt-get'], root: true })
    expect(await pythonWithPip({ cache: scratch() }, debian)).toEqual(['python3'])
    expect(debian.installed).toEqual(['python3-pip'])
  })

  it('is requested with the exact command where nothing else works', async () => {
    const failure = await pythonWithPip(
      { cache: scratch() },
      machine({ programs: ['python3', 'apt-get'] }),
    ).catch((error) => error)
    expect(failure).toBeInstanceOf(SetupFailure)
    expect(failure).toMatchObject({
      message: expect.stringContaining('neither a python3 with pip nor uv'),
      fix: 'sudo apt-get install python3-pip',
    })
    await expect(
      pythonWithPip({ cache: scratch() }, machine({ programs: [] })),
    ).rejects.toMatchObject({ fix: 'install Python 3 with pip, or uv' })
  })
})

describe('a missing system library', () => {
  const step = (system) =>
    debianStep('libraries', 'System libraries', ['libgtk-3-0', 'libnss3'], {
      isDebian: () => true,
      missingPackages: () => ['libnss3'],
      canInstall: () => false,
      aptInstall: async () => undefined,
      platform: 'linux',
      ...system,
    })

  it('is named with the exact command where it may not be installed', async () => {
    expect(step().check()).toMatchObject({
      ok: false,
      detail: 'missing: libnss3',
      fix: expect.stringMatching(/^(sudo )?apt-get install -y libnss3$/),
    })
    await expect(step().run({})).rejects.toMatchObject({
      message: 'these Debian packages are missing: libnss3',
      fix: expect.stringContaining('apt-get install -y libnss3'),
    })
  })

  it('is installed where that is allowed, but not without a network', async () => {
    const installed = []
    const able = step({
      canInstall: () => true,
      aptInstall: async (packages) => installed.push(...packages),
    })
    await able.run({})
    expect(installed).toEqual(['libnss3'])
    await expect(able.run({ offline: true })).rejects.toBeInstanceOf(SetupFailure)
  })

  it('is not checked where packages have other names', () => {
    expect(step({ isDebian: () => false }).check()).toMatchObject({
      ok: true,
      detail: expect.stringContaining('not checked'),
    })
    expect(step({ isDebian: () => false, platform: 'darwin' }).check()).toMatchObject({
      ok: true,
      detail: 'none needed here',
    })
  })
})

describe('CUDA', () => {
  const said = []
  afterEach(() => {
    vi.restoreAllMocks()
    said.length = 0
  })
  const context = (more) => ({
    cache: scratch(),
    platform: 'linux',
    arch: 'x64',
    variant: 'cuda',
    offline: false,
    fresh: false,
    ...more,
  })
  const listen = () =>
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => said.push(text) > 0)

  it('is the big wheel with NVIDIA’s libraries next to it, and no wheel on another machine', () => {
    const names = wheelsOf('cuda', 'linux', 'x64').map(({ project }) => project)
    expect(names[0]).toBe('tensorflow')
    for (const library of [
      'cublas',
      'cuda-runtime',
      'cuda-nvrtc',
      'cuda-nvcc',
      'cuda-cupti',
      'cudnn',
      'cufft',
      'curand',
      'cusolver',
      'cusparse',
      'nccl',
      'nvjitlink',
    ]) {
      expect(names).toContain(`nvidia-${library}-cu12`)
    }
    expect(wheelsOf('cuda', 'darwin', 'arm64')).toBeUndefined()
  })

  it('falls back to the CPU with a message, and is not fetched again in vain', async () => {
    listen()
    const ctx = context()
    const brought = []
    const step = tensorflowStep(async (_, variant, note) => {
      if (variant === 'cuda') throw new SetupFailure('this computer has no usable GPU')
      brought.push([variant, note])
    })
    await step.run(ctx)
    expect(said.join('')).toContain(
      'CUDA could not be set up: this computer has no usable GPU\nFalling back to the CPU. To try again: npm run setup -- --only tensorflow --cuda',
    )
    expect(brought).toEqual([['cpu', expect.stringContaining('no usable GPU')]])
    expect(
      JSON.parse(readFileSync(join(ctx.cache, 'tensorflow/choice.json'), 'utf8')),
    ).toMatchObject({ failure: expect.stringContaining('no usable GPU') })
    expect(wantedVariant({ ...ctx, variant: undefined }, true)).toMatchObject({
      variant: 'cpu',
      note: expect.stringContaining('try again: npm run setup -- --only tensorflow --cuda'),
    })
  })

  it('says why where there is no network, and installs nothing else instead', async () => {
    listen()
    await expect(
      tensorflowStep(() =>
        Promise.reject(new SetupFailure('TensorFlow is not on this machine yet')),
      ).run(context({ offline: true })),
    ).rejects.toThrow('not on this machine')
  })
})

describe('a download that continues', () => {
  it('says from where', () => {
    const lines = []
    progress('Fetching x.whl', 200e6, 20.8e6, { isTTY: false, write: (text) => lines.push(text) })
    expect(lines).toEqual(['Fetching x.whl, continuing from 21 MB …\n'])
  })
})
