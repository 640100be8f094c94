import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { FilesToOpen } from './opened-files'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'convscope-opened-'))
  for (const name of ['net.onnx', 'boot.png']) writeFileSync(join(folder, name), 'x')
  writeFileSync(join(folder, 'stride.convscope-lesson'), 'convscope:lesson\n')
  mkdirSync(join(folder, 'checkout'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('files that the system hands over', () => {
  it('are taken once: lessons as links, others by tokens', async () => {
    const arrived = vi.fn()
    const paths: string[] = []
    const tokens = {
      register: (path: string) => ({
        token: `t${paths.push(path)}`,
        name: path.slice(folder.length + 1),
      }),
    }
    const files = new FilesToOpen(tokens, arrived)
    files.add(['--no-sandbox', 'checkout'], folder)
    files.add(
      ['net.onnx', join(folder, 'boot.png'), 'stride.convscope-lesson', 'missing.keras'],
      folder,
    )
    expect(arrived).toHaveBeenCalledTimes(2)
    expect(await files.take()).toEqual({
      items: [
        { token: 't1', name: 'net.onnx', kind: 'file' },
        { token: 't2', name: 'boot.png', kind: 'file' },
      ],
      left: 0,
      lessons: ['convscope:lesson\n'],
    })
    expect((await files.take()).items).toEqual([])
  })

  it('are none where there are only switches', () => {
    const arrived = vi.fn()
    new FilesToOpen({ register: vi.fn() }, arrived).add(['--inspect=0', ''], folder)
    expect(arrived).not.toHaveBeenCalled()
  })
})
