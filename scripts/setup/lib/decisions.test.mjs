import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { unlikeLockfile } from '../packages.mjs'
import { scratch } from '../testing/scratch.mjs'
import { missingPackages } from './apt.mjs'
import { parseGpuLine } from './devices.mjs'
import { cacheFolder, runsFolder, settingsFolder } from './paths.mjs'
import { progressLine } from './report.mjs'
import { playwrightTally, vitestTally } from './tally.mjs'
import { wantedVariant } from './variant.mjs'

describe('npm packages', () => {
  const lock = {
    packages: {
      '': {},
      'node_modules/a': { version: '1.0.0' },
      'node_modules/b': { version: '2.0.0' },
      'node_modules/c-darwin': { version: '1.0.0', optional: true },
    },
  }

  it('are complete without those that belong to other platforms', () => {
    expect(
      unlikeLockfile(lock, {
        packages: {
          'node_modules/a': { version: '1.0.0' },
          'node_modules/b': { version: '2.0.0' },
        },
      }),
    ).toEqual([])
  })

  it('are named where they are missing or of another version', () => {
    expect(unlikeLockfile(lock, { packages: { 'node_modules/b': { version: '1.9.0' } } })).toEqual([
      'a',
      'b',
    ])
    expect(unlikeLockfile(lock, undefined)).toEqual(['a', 'b'])
  })
})

describe('Debian packages', () => {
  const status =
    'Package: libnss3\nStatus: install ok installed\nVersion: 2\n\nPackage: xvfb\nStatus: deinstall ok config-files\n\nPackage: libasound2t64\nEssential: no\nStatus: install ok installed\n'

  it('are read from dpkg, also under the names of the 64-bit time change', () => {
    expect(missingPackages(['libnss3', 'xvfb', 'libasound2', 'libgtk-3-0'], status)).toEqual([
      'xvfb',
      'libgtk-3-0',
    ])
  })
})

describe('the variant of TensorFlow', () => {
  const choice = (content) => {
    const cache = scratch()
    mkdirSync(join(cache, 'tensorflow'))
    if (content)
      writeFileSync(
        join(cache, 'tensorflow/choice.json'),
        JSON.stringify({ version: '2.21.0', ...content }),
      )
    return { cache }
  }

  it.runIf(process.platform === 'linux' && process.arch === 'x64')(
    'is CUDA where there is a driver, otherwise the CPU',
    () => {
      expect(wantedVariant(choice(), true)).toEqual({ variant: 'cuda' })
      expect(wantedVariant(choice(), false)).toEqual({ variant: 'cpu' })
    },
  )

  it('is what the user asked for, now or earlier', () => {
    expect(wantedVariant({ ...choice({ variant: 'cuda' }), variant: 'cpu' }, true)).toEqual({
      variant: 'cpu',
    })
    expect(wantedVariant(choice({ variant: 'cpu' }), true)).toEqual({ variant: 'cpu' })
  })

  it('stays the CPU, with the reason, after CUDA has failed', () => {
    expect(wantedVariant(choice({ failure: 'no usable GPU' }), true)).toEqual({
      variant: 'cpu',
      note: 'no usable GPU',
    })
  })
})

describe('places', () => {
  it('follow the variables, then the platform', () => {
    expect(cacheFolder({ CONVSCOPE_CACHE: '/c', XDG_CACHE_HOME: '/x' }, 'linux', '/home/u')).toBe(
      '/c',
    )
    expect(cacheFolder({ XDG_CACHE_HOME: '/x' }, 'linux', '/home/u')).toBe('/x/convscope')
    expect(cacheFolder({ CONVSCOPE_CACHE: '' }, 'linux', '/home/u')).toBe(
      '/home/u/.cache/convscope',
    )
    expect(cacheFolder({}, 'darwin', '/Users/u')).toBe('/Users/u/Library/Caches/Convscope')
    expect(runsFolder({ CONVSCOPE_DATA: '/d' }, '/home/u')).toBe('/d/runs')
    expect(runsFolder({}, '/home/u')).toBe('/home/u/.local/share/convscope/runs')
    expect(settingsFolder({}, 'linux', '/home/u')).toBe('/home/u/.config/Convscope')
  })
})

describe('what is reported', () => {
  it('progress has amount, share and time left', () => {
    expect(progressLine('Fetching', 50e6, 200e6, 10)).toBe(
      'Fetching: 50 MB of 200 MB · 25 % · 30 s left',
    )
    expect(progressLine('Fetching', 5e6, 0, 10)).toBe('Fetching: 5.0 MB')
  })

  it('a GPU is read from nvidia-smi', () => {
    expect(parseGpuLine('NVIDIA A2, 15356, 550.54.15')).toEqual({
      type: 'GPU',
      name: 'NVIDIA A2',
      memoryBytes: 15356 * 2 ** 20,
      driver: '550.54.15',
    })
  })
})

describe('the count of the tests', () => {
  const report = (content) => {
    const path = join(scratch(), 'report.json')
    if (content) writeFileSync(path, JSON.stringify(content))
    return path
  }

  it('comes from the reports', () => {
    expect(
      vitestTally(report({ numPassedTests: 12, numFailedTests: 0, testResults: [] }), 0),
    ).toEqual({ passed: 12, failed: 0 })
    expect(playwrightTally(report({ stats: { expected: 3, flaky: 1, unexpected: 2 } }), 1)).toEqual(
      { passed: 4, failed: 2 },
    )
  })

  it('never hides a file that did not load, a crash or a missing report', () => {
    const unloadable = {
      numPassedTests: 5,
      numFailedTests: 0,
      testResults: [{ status: 'failed', assertionResults: [] }],
    }
    expect(vitestTally(report(unloadable), 1)).toEqual({ passed: 5, failed: 1 })
    expect(playwrightTally(report({ stats: { expected: 3, flaky: 0, unexpected: 0 } }), 1)).toEqual(
      { passed: 3, failed: 1 },
    )
    expect(vitestTally(report(), 0)).toEqual({ passed: 0, failed: 1 })
  })
})
