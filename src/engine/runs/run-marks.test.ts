import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { markRun, runMarks } from './run-marks'

let run: string
beforeEach(async () => {
  run = await mkdtemp(join(tmpdir(), 'convscope-marks-'))
})
afterEach(() => rm(run, { recursive: true }))

describe('tags and note of a run', () => {
  it('are none at first, and each is replaced by itself', async () => {
    await expect(runMarks(run)).resolves.toEqual({ tags: [], note: '' })
    await markRun(run, { tags: ['base', 'seed 1', 'base'] })
    await markRun(run, { note: 'a slower rate' })
    await expect(runMarks(run)).resolves.toEqual({
      tags: ['base', 'seed 1'],
      note: 'a slower rate',
    })
    await markRun(run, { tags: [] })
    await expect(runMarks(run)).resolves.toEqual({ tags: [], note: 'a slower rate' })
  })

  it('that are damaged hide nothing of the run and are not overwritten', async () => {
    const file = join(run, 'marks.json')
    for (const text of ['{"tags": [', '{"tags": ["a,b"], "note": ""}', '[]']) {
      await writeFile(file, text)
      await expect(runMarks(run)).resolves.toEqual({ tags: [], note: '' })
      await expect(markRun(run, { tags: ['new'] })).rejects.toMatchObject({ code: 'corrupt' })
      await expect(readFile(file, 'utf8')).resolves.toBe(text)
    }
  })
})
