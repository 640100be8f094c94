import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Command } from 'commander'
import { decode } from 'fast-png'
import { describe, expect, it } from 'vitest'
import { projectRoot } from '../setup/lib/paths.mjs'
import { scratch } from '../setup/testing/scratch.mjs'
import { bashCompletion, fishCompletion } from './completions.mjs'
import { controlFile } from './deb.mjs'
import { drawIcon } from './icon.mjs'
import { manPage } from './man-page.mjs'
import { requiredFiles } from './modules.mjs'
import { packagingOf } from './places.mjs'
import { specFile } from './rpm.mjs'

function program() {
  const made = new Command('convscope').description('A microscope.')
  const datasets = made.command('datasets')
  datasets.command('fetch <id>').description('bring a data set').option('--json', 'print JSON')
  datasets.command('list').description('all of them')
  made
    .command('train [recipe]')
    .description("train a network\n.with the user's recipe")
    .option('--epochs <n>', 'how often')
  made.command('secret', { hidden: true })
  return made
}

describe('the icon', () => {
  const svg = readFileSync(join(projectRoot, 'resources/package/icon.svg'), 'utf8')
  it.each([16, 64])('is drawn from its SVG at %i pixels', (size) => {
    const { width, data, channels } = decode(drawIcon(svg, size))
    expect([width, channels]).toEqual([size, 4])
    const at = (x, y) => {
      const start = (Math.floor(y * size) * size + Math.floor(x * size)) * 4
      return [...data.slice(start, start + 4)]
    }
    expect(at(0.5, 0.5)).toEqual([0xfd, 0xe7, 0x25, 255])
    expect(at(0, 0)[3]).toBe(0)
  })
})

describe('shell completions', () => {
  /** What bash offers after these words, the last of which is begun. */
  function offered(...words) {
    const folder = scratch()
    const file = join(folder, 'completion')
    writeFileSync(file, bashCompletion(program()))
    const list = ['convscope', ...words].map((word) => `'${word}'`).join(' ')
    const script = `source '${file}'; COMP_WORDS=(${list}); COMP_CWORD=${words.length}; _convscope; echo "\${COMPREPLY[@]}"`
    const { stdout, stderr } = spawnSync('bash', ['-c', script], { encoding: 'utf8', cwd: folder })
    expect(stderr).toBe('')
    return stdout.trim().split(' ')
  }

  it('offer commands, those of a group, and options', () => {
    expect(offered('')).toEqual(['datasets', 'train'])
    expect(offered('tr')).toEqual(['train'])
    expect(offered('datasets', '')).toEqual(['fetch', 'list'])
    expect(offered('datasets', 'fetch', '--')).toEqual(['--json', '--help'])
    expect(offered('train', 'file.json', '--e')).toEqual(['--epochs'])
  })

  it('exist for fish, with descriptions', () => {
    const lines = fishCompletion(program()).split('\n')
    expect(lines).toContain("complete -c convscope -n '__fish_use_subcommand' -a datasets")
    expect(lines).toContain(
      "complete -c convscope -n '__fish_seen_subcommand_from train' -l epochs -d 'how often'",
    )
  })
})

describe('the manual', () => {
  it('names every command with its options, and no hidden one', () => {
    const text = manPage(program(), { version: '1.2.3', date: '2026-01-02' })
    expect(text).toContain('.TH CONVSCOPE 1 "2026-01-02" "Convscope 1.2.3"')
    expect(text).toContain('.SS convscope datasets fetch <id>')
    expect(text).toContain('.B \\-\\-epochs <n>')
    // A line that begins with a dot would be a request of roff.
    expect(text).toContain("\\&.with the user's recipe")
    expect(text).not.toContain('secret')
  })
})

describe('packages', () => {
  const test = { version: '0.1.0', release: false, fast: true }

  it('say that they are for tests only, and sort before a release', () => {
    expect(controlFile(test, 5)).toMatch(/^Version: 0\.1\.0~tests$/m)
    expect(controlFile(test, 5)).toContain('for tests only')
    expect(controlFile({ ...test, release: true }, 5)).toMatch(/^Version: 0\.1\.0$/m)
    expect(controlFile({ ...test, release: true }, 5)).not.toContain('tests')
    expect(specFile(test, '/tree', [])).toMatch(/^Release: 0\.tests$/m)
  })

  it('own their folder as a whole and single files elsewhere; the sandbox’s helper is root’s', () => {
    const files = [
      '/usr/bin/convscope',
      '/usr/lib/convscope/chrome-sandbox',
      '/usr/lib/convscope/resources/app.asar',
      '/usr/lib/convscope/resources/engine/package.json',
    ]
    const [, list] = specFile(test, '/tree', files).split('%files\n')
    expect(list.trim().split('\n')).toEqual([
      '%defattr(-,root,root)',
      '%attr(4755,root,root) /usr/lib/convscope/chrome-sandbox',
      '%dir /usr/lib/convscope',
      '"/usr/lib/convscope/resources"',
      '"/usr/bin/convscope"',
    ])
  })

  it('are a release only with the Electron that package.json names', () => {
    const cache = scratch()
    const executable = join(cache, 'electron', 'electron')
    mkdirSync(join(cache, 'electron'))
    writeFileSync(executable, '')
    const wanted = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8'))
      .devDependencies.electron
    const of = (version, flavour) => {
      writeFileSync(join(cache, 'electron/current.json'), JSON.stringify({ version, executable }))
      const { name, release } = packagingOf({ root: projectRoot, cache }, { flavour, fast: false })
      return [name, release]
    }
    expect(of(wanted, 'release')).toEqual(['convscope', true])
    expect(of(wanted, 'test')).toEqual(['convscope-for-tests', false])
    expect(of('25.1.1', 'release')).toEqual(['convscope-for-tests', false])
  })
})

describe('the files that get shipped', () => {
  it('are those that a require reaches, also one inside a function', () => {
    const folder = scratch()
    writeFileSync(join(folder, 'a.js'), "require('./b'); function f() { require( './c.js' ) }")
    writeFileSync(join(folder, 'b.js'), "require('node:fs'); require('not-installed-at-all')")
    writeFileSync(join(folder, 'c.js'), "require('./a.js')")
    writeFileSync(join(folder, 'd.js'), '')
    const entry = join(folder, 'a.js')
    expect([...requiredFiles([entry], entry)].sort()).toEqual(
      ['a.js', 'b.js', 'c.js'].map((name) => join(folder, name)),
    )
  })
})
