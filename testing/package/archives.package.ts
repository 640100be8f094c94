import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { createHash } from 'node:crypto'
import { expect, test } from '@playwright/test'

const FOLDER = process.env['CONVSCOPE_TEST_PACKAGES'] ?? ''
const find = (ending: string): string => {
  const name = readdirSync(FOLDER).find((file) => file.endsWith(ending))
  if (name === undefined) throw new Error(`there is no ${ending} in ${FOLDER}`)
  return join(FOLDER, name)
}
const run = (program: string, ...args: string[]): string =>
  execFileSync(program, args, { encoding: 'utf8', maxBuffer: 1 << 26 })

const WANTED = [
  'resources/app.asar',
  'resources/engine/main/engine.js',
  'resources/engine/main/training-worker.js',
  'resources/engine/bin/node',
  'resources/engine/binding/tfjs_binding.node',
  'convscope-window',
  'chrome-sandbox',
  'THIRD_PARTY_NOTICES',
  'LICENSE.node.txt',
  'LICENSES.chromium.html',
]

test('the .rpm has the files, a helper with the set-user bit, and no script', () => {
  const file = find('.rpm')
  const list = run('rpm', '-qp', '--qf', '[%{FILEMODES:perms} %{FILENAMES}\n]', file)
  for (const path of WANTED) expect(list).toContain(` /usr/lib/convscope/${path}\n`)
  expect(list).toContain('-rwsr-xr-x /usr/lib/convscope/chrome-sandbox\n')
  expect(list).toContain(' /usr/share/applications/convscope.desktop\n')
  expect(run('rpm', '-qp', '--scripts', file).trim()).toBe('')
})

test('the tarball is one folder with the same program', () => {
  const list = run('tar', '-tzf', find('.tar.gz')).trim().split('\n')
  const [top = ''] = (list[0] ?? '').split('/')
  expect(list.every((path) => path.startsWith(`${top}/`))).toBe(true)
  for (const path of WANTED) expect(list).toContain(`${top}/${path}`)
  expect(list).toContain(`${top}/share/applications/convscope.desktop`)
})

test('no package contains what an app has no use for', () => {
  const list = run('tar', '-tzf', find('.tar.gz'))
  for (const unwanted of [/\.map$/m, /\.d\.ts$/m, /libtensorflow/, /default_app/])
    expect(list).not.toMatch(unwanted)
})

test('the checksums and the bill of materials are those of the packages', () => {
  const lines = readFileSync(join(FOLDER, 'SHA256SUMS'), 'utf8').trim().split('\n')
  expect(lines.length).toBeGreaterThanOrEqual(4)
  for (const line of lines) {
    const [digest, name = ''] = line.split('  ')
    const path = join(FOLDER, name)
    expect(createHash('sha256').update(readFileSync(path)).digest('hex')).toBe(digest)
    console.log(`${name}: ${(statSync(path).size / 1e6).toFixed(0)} MB`)
  }
  const { bomFormat, components } = JSON.parse(readFileSync(find('.cdx.json'), 'utf8')) as {
    bomFormat: string
    components: { name: string }[]
  }
  expect(bomFormat).toBe('CycloneDX')
  expect(components.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['electron', 'node', '@tensorflow/tfjs', 'vue', 'zod']),
  )
})
