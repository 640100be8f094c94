import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { KeptInspect, KeptPicture } from '@shared/contract/kept'
import type { EditJournal } from '@shared/contract/probe'
import { preset } from '@shared/model/presets'
import { heldModelsFile } from './held-models'
import { InspectStore } from './kept-inspect'
import { PathTokens } from './tokens'

const [A, B] = [
  '6f1f7f0e-1f4e-4c55-8a68-0a0a3d6f2b01',
  '6f1f7f0e-1f4e-4c55-8a68-0a0a3d6f2b02',
] as const
const pasted = (content: string): KeptPicture => ({ kind: 'bytes', name: 'pasted', content })
const sample: KeptPicture = { kind: 'sample', name: 'ankle-boot' }
const shown = (...pictures: readonly KeptPicture[]): KeptInspect => ({
  model: 'run:one',
  invert: true,
  pictures,
  current: pictures.length - 1,
})

let folder: string
let tokens: PathTokens
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convscope-'))
  tokens = new PathTokens(() => {})
})
afterEach(() => rm(folder, { recursive: true }))
const store = (): InspectStore => new InspectStore(folder, tokens)

describe('what Inspect shows', () => {
  it('is nothing at first', async () => {
    await expect(store().read()).resolves.toEqual({ kept: null, contents: {} })
  })

  it('is restored with its pictures, those on disk under new tokens for the same paths', async () => {
    const { token, name } = tokens.register('/home/someone/boot.png')
    await store().write({
      kept: shown(sample, { kind: 'token', token, name }, pasted(A)),
      contents: { [A]: Uint8Array.of(1, 2, 3) },
    })
    tokens = new PathTokens(() => {})
    const { kept, contents } = await store().read()
    expect(kept).toEqual({
      ...shown(
        sample,
        { kind: 'token', token: expect.any(String) as string, name: 'boot.png' },
        pasted(A),
      ),
    })
    expect([...tokens.all()].map(([, path]) => path)).toEqual(['/home/someone/boot.png'])
    expect(contents).toEqual({ [A]: Uint8Array.of(1, 2, 3) })
  })

  it('receives contents once, and removes those that no picture needs', async () => {
    const kept = store()
    await kept.write({
      kept: shown(pasted(A), pasted(B)),
      contents: { [A]: Uint8Array.of(1), [B]: Uint8Array.of(2) },
    })
    await kept.write({ kept: shown(pasted(B)), contents: {} })
    await expect(readdir(join(folder, 'inspect-pictures'))).resolves.toEqual([B])
    expect((await kept.read()).contents).toEqual({ [B]: Uint8Array.of(2) })
  })

  it('leaves out a picture whose bytes or path are gone, and keeps the current one', async () => {
    await store().write({
      kept: shown({ kind: 'token', token: 'unknown-token', name: 'x.png' }, pasted(A), sample),
      contents: { [A]: Uint8Array.of(1) },
    })
    await rm(join(folder, 'inspect-pictures', A))
    await expect(store().read()).resolves.toEqual({
      kept: { ...shown(pasted(A), sample), current: 1 },
      contents: {},
    })
  })

  it('is renamed where its file is damaged', async () => {
    await writeFile(join(folder, 'inspect.json'), '{"model": 1}')
    await expect(store().read()).resolves.toEqual({ kept: null, contents: {} })
    await expect(readdir(folder)).resolves.toEqual(['inspect.json.bad'])
  })
})

describe('models that the engine holds in memory', () => {
  it('are restored exactly', async () => {
    const weight = Float32Array.of(0.1, -0, 1e-42, 16777216)
    const journal: EditJournal = {
      ...{ model: 'edited:a', base: 'draft:builder', baseDigest: 'd0', position: 1 },
      edits: [
        { kind: 'numbers', layer: 'conv1', channel: 2, weight, bias: null },
        { kind: 'silence', layer: 'conv1', channel: 0, off: true },
      ],
    }
    await heldModelsFile(folder).write({ draft: preset('lenet'), journals: [journal] })
    expect(await readFile(join(folder, 'held-models.json'), 'utf8')).toContain(
      '"zczMPQAAAIDKAgAAAACASw=="',
    )
    await expect(heldModelsFile(folder).read()).resolves.toEqual({
      draft: preset('lenet'),
      journals: [journal],
    })
  })

  it('are none at first, and where numbers are truncated', async () => {
    const file = heldModelsFile(folder)
    await expect(file.read()).resolves.toBeNull()
    const edits = [{ kind: 'numbers', layer: 'a', channel: 0, weight: 'AAA=', bias: null }]
    await writeFile(
      join(folder, 'held-models.json'),
      JSON.stringify({
        draft: null,
        journals: [
          { model: 'edited:a', base: 'preset:lenet', baseDigest: 'd', edits, position: 1 },
        ],
      }),
    )
    await expect(file.read()).resolves.toBeNull()
  })
})
