import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { pictureFolder } from '../testing/pictures'
import { documentOf, errorOf, runCli } from '../testing/run-cli'

const at = pictureFolder()

async function exported(name: string): Promise<string> {
  const out = at(name)
  documentOf(await runCli(['export', 'modern', '--format', 'npz', '--out', out, '--json']))
  return out
}

describe('verify', () => {
  it('finds an export the same, by its certificate and by its model', async () => {
    const out = await exported('same')
    for (const more of [[], ['--against', 'modern']])
      expect(documentOf(await runCli(['verify', out, '--json', ...more]))).toEqual({
        ok: true,
        maxDifference: 0,
        firstDifference: null,
      })
    expect((await runCli(['verify', out])).stdout).toContain('the same')
  })

  it('ends with 1 for another network, and names the layer and the cause', async () => {
    const out = await exported('other')
    const file = join(out, 'spec.json')
    const spec = await readFile(file, 'utf8')
    const changed = spec.replaceAll('"epsilon": 0.00001', '"epsilon": 0.5')
    expect(changed).not.toBe(spec)
    await writeFile(file, changed)
    const { status, stdout } = await runCli(['verify', out, '--json'])
    expect(status).toBe(1)
    expect(JSON.parse(stdout)).toMatchObject({
      ok: false,
      firstDifference: { cause: 'batch-norm-epsilon' },
    })
  })

  it('says what is missing', async () => {
    expect(errorOf(await runCli(['verify', at('nothing'), '--json'])).code).toBe('not-found')
  })
})
