import { createHash } from 'node:crypto'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { scratch } from '../testing/scratch.mjs'
import { zipOf } from '../testing/zip.mjs'
import { parseRecord, selectEntries, unpackWheel } from '../../../src/libtensorflow/wheel.mjs'
import { parseWheelName, wheelsOf } from '../../../src/libtensorflow/wheels.mjs'
import { unpackEntry, zipEntries } from '../../../src/libtensorflow/zip.mjs'

/** A meter that nobody reads. */
const quiet = () => ({ add: () => undefined, end: () => undefined })

const library = 'x'.repeat(200_000)
const digest = (text) => createHash('sha256').update(text).digest('base64url')

function wheelIn(
  folder,
  record = `tensorflow/libtensorflow_cc.so.2,sha256=${digest(library)},200000\n`,
) {
  const path = join(folder, 'demo.whl')
  writeFileSync(
    path,
    zipOf([
      { name: 'tensorflow/', content: '', stored: true },
      { name: 'tensorflow/libtensorflow_cc.so.2', content: library, mode: 0o100755 },
      { name: 'tensorflow/python/unneeded.py', content: 'pass' },
      { name: 'demo-1.dist-info/RECORD', content: record, stored: true },
    ]),
  )
  return path
}

describe('unpacking a wheel', () => {
  it('takes only the entries that are asked for, with their contents and modes', async () => {
    const folder = scratch()
    const files = await unpackWheel(
      wheelIn(folder),
      [/^tensorflow\/libtensorflow_cc\./],
      join(folder, 'out'),
      quiet,
    )
    expect(files).toEqual([{ name: 'tensorflow/libtensorflow_cc.so.2', size: 200_000 }])
    expect(readFileSync(join(folder, 'out/tensorflow/libtensorflow_cc.so.2'), 'utf8')).toBe(library)
    expect(statSync(join(folder, 'out/tensorflow/libtensorflow_cc.so.2')).mode & 0o777).toBe(0o755)
    expect(existsSync(join(folder, 'out/tensorflow/python'))).toBe(false)
  })

  it('refuses an entry whose digest is not the one in RECORD', async () => {
    const folder = scratch()
    const wheel = wheelIn(
      folder,
      `tensorflow/libtensorflow_cc.so.2,sha256=${digest('other')},200000\n`,
    )
    await expect(
      unpackWheel(wheel, [/libtensorflow_cc/], join(folder, 'out'), quiet),
    ).rejects.toThrow(/libtensorflow_cc\.so\.2 .* is damaged/)
  })

  it('says so when the wheel lacks something that is needed', () => {
    expect(() => selectEntries([{ name: 'a' }], [/^a$/, /^b$/], 'demo.whl')).toThrow(
      /holds nothing like \/\^b\$\//,
    )
  })

  it('refuses a cut archive and an entry that leads out of the folder', async () => {
    const folder = scratch()
    const whole = readFileSync(wheelIn(folder))
    writeFileSync(join(folder, 'cut.whl'), whole.subarray(0, whole.length - 30))
    await expect(zipEntries(join(folder, 'cut.whl'))).rejects.toThrow(/not a whole zip archive/)
    const evil = join(folder, 'evil.whl')
    writeFileSync(evil, zipOf([{ name: '../evil', content: 'x' }]))
    const [entry] = await zipEntries(evil)
    await expect(unpackEntry(evil, entry, join(folder, 'out'))).rejects.toThrow(
      /leads out of the folder/,
    )
    expect(existsSync(join(folder, 'evil'))).toBe(false)
  })
})

describe('wheel names', () => {
  it('are read as pip wants to hear them', () => {
    const name =
      'nvidia_cuda_runtime_cu12-12.9.79-py3-none-manylinux2014_x86_64.manylinux_2_17_x86_64.whl'
    expect(parseWheelName(name)).toEqual({
      project: 'nvidia-cuda-runtime-cu12',
      version: '12.9.79',
      platform: 'manylinux_2_17_x86_64',
    })
  })

  it('exist for Linux and Apple silicon; CUDA only for Linux on x64', () => {
    expect(wheelsOf('cpu', 'linux', 'x64').map((wheel) => wheel.project)).toEqual([
      'tensorflow-cpu',
    ])
    expect(wheelsOf('cuda', 'linux', 'x64')).toHaveLength(13)
    expect(wheelsOf('cuda', 'darwin', 'arm64')).toBeUndefined()
    expect(wheelsOf('cpu', 'win32', 'x64')).toBeUndefined()
  })

  it('RECORD lines without a digest (RECORD itself) are skipped', () => {
    expect([...parseRecord('a,sha256=AA,1\r\nb/RECORD,,\n')]).toEqual([['a', 'AA']])
  })
})
