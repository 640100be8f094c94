import { writeFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { pictureFolder } from '../testing/pictures'
import { errorOf, runCli } from '../testing/run-cli'

const at = pictureFolder()

describe('summary of files', () => {
  it('reads a ModelSpec file and names the layer at fault', async () => {
    await writeFile(
      at('spec.json'),
      JSON.stringify({
        name: 'Two',
        input: { height: 4, width: 4, channels: 1 },
        layers: [
          { id: 'c', kind: 'conv2d', channels: 2, kernel: 5 },
          { id: 'f', kind: 'flatten' },
        ],
      }),
    )
    const ran = await runCli(['summary', at('spec.json'), '--json'])
    expect(ran.status).toBe(1)
    expect(errorOf(ran)).toMatchObject({
      code: 'invalid-model',
      message: expect.stringContaining('"c"') as string,
    })
  })
})
