import { createReadStream, existsSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join, normalize } from 'node:path'
import type { Page } from '@playwright/test'
import { commandLine } from './command-line'
import { openChromium, ROOT } from './launch'
import { type Array32, distance, readNpy } from './npy'
import { expect, test } from './test'

const TFJS = join(ROOT, 'node_modules/@tensorflow/tfjs/dist/tf.min.js')
const PAGE =
  '<!doctype html><meta charset="utf-8"><title>tfjs</title><script src="/tf.js"></script>'

/** Serves a page with tfjs and the files of an export, as any web server would. */
async function serve(folder: string): Promise<{ server: Server; url: string }> {
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://localhost').pathname)
    if (path === '/') return void response.setHeader('content-type', 'text/html').end(PAGE)
    const file = path === '/tf.js' ? TFJS : join(folder, path)
    if (!existsSync(file)) return void response.writeHead(404).end()
    createReadStream(file).pipe(response)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

/** What the page uses of tfjs; it is loaded there and not here. */
interface Tf {
  setBackend(name: string): Promise<boolean>
  loadLayersModel(url: string): Promise<{ predict(x: unknown): { data(): Promise<Float32Array> } }>
  tensor(data: readonly number[], shape: readonly number[]): unknown
}

const predictedIn = (page: Page, x: readonly number[], shape: readonly number[]) =>
  page.evaluate(
    async ([data, size]) => {
      const { tf } = window as unknown as { tf: Tf }
      await tf.setBackend('cpu')
      const model = await tf.loadLayersModel('/model.json')
      return [...(await model.predict(tf.tensor(data, size)).data())]
    },
    [x, shape] as const,
  )

/** The first examples: in plain JavaScript, as the page computes, each takes a while. */
function firstOf({ shape, data }: Array32, count = 4): Array32 {
  const [, ...rest] = shape
  const size = rest.reduce((product, n) => product * n, 1)
  return { shape: [count, ...rest], data: data.slice(0, count * size) }
}

for (const model of ['lenet', 'lenet-relu', 'modern'])
  test(`the tfjs export of ${model} gives the same outputs in Chromium`, async ({
    folders,
  }, info) => {
    const out = info.outputPath(model)
    await commandLine(folders, ['export', model, '--format', 'tfjs', '--out', out])
    const inputs = firstOf(await readNpy(join(out, 'certificate/inputs.npy')))
    const known = firstOf(await readNpy(join(out, 'certificate/outputs.npy')))
    const { server, url } = await serve(out)
    const app = await openChromium(folders.user)
    try {
      const page = await app.firstWindow()
      await page.goto(url)
      const found = await predictedIn(page, [...inputs.data], inputs.shape)
      expect(found).toHaveLength(known.data.length)
      const largest = Math.max(...known.data.map(Math.abs))
      const answer = { shape: known.shape, data: Float32Array.from(found) }
      expect(distance(answer, known)).toBeLessThan(1e-4 * Math.max(1, largest))
    } finally {
      await app.close()
      server.close()
    }
  })
