import { createServer, type Server } from 'node:http'
import { readFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { expect, type Running, test } from './launch'

let server: Server
let address: string
let hits: string[]

test.beforeEach(async () => {
  hits = []
  server = createServer((request, response) => {
    hits.push(request.url ?? '')
    response.setHeader('access-control-allow-origin', '*')
    response.end('x')
  })
  server.on('upgrade', ({ url }: { url?: string }, socket: { destroy(): void }) => {
    hits.push(url ?? '')
    socket.destroy()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  address = `127.0.0.1:${(server.address() as AddressInfo).port}`
  // Whoever can reach it is counted.
  await fetch(`http://${address}/control`)
  expect(hits.splice(0)).toEqual(['/control'])
})
test.afterEach(() => server.close())

const attempts = ({ page }: Pick<Running, 'page'>, host: string): Promise<string> =>
  page.evaluate(async (host) => {
    const image = new Image()
    image.src = `http://${host}/image`
    const style = Object.assign(document.createElement('link'), {
      rel: 'stylesheet',
      href: `http://${host}/style`,
    })
    const prefetch = Object.assign(document.createElement('link'), {
      rel: 'prefetch',
      href: `http://${host}/prefetch`,
    })
    document.head.append(style, prefetch)
    navigator.sendBeacon(`http://${host}/beacon`, 'x')
    try {
      new WebSocket(`ws://${host}/socket`)
    } catch {
      // Refused at once where the page has a policy.
    }
    const fetched = await fetch(`http://${host}/fetch`).then(
      () => 'fetched',
      () => 'refused',
    )
    await new Promise((resolve) => setTimeout(resolve, 500))
    return fetched
  }, host)

test('the network is out of reach for the page, with its policy and without', async ({
  launch,
}) => {
  const running = await launch()
  expect(await attempts(running, address)).toBe('refused')
  // The session refuses as well what the policy of the page would: a page of its own has none.
  const other = running.app.waitForEvent('window')
  await running.app.evaluate(async ({ BrowserWindow }) => {
    await new BrowserWindow({ show: false }).loadURL('data:text/html,<p>no policy</p>')
  })
  expect(await attempts({ page: await other }, address)).toBe('refused')
  expect(hits).toEqual([])
})

test('the network is not asked for anything from launch to quit', async ({ launch }) => {
  const path = join(test.info().outputPath(), 'net.json')
  const { page, close } = await launch({ args: [`--log-net-log=${path}`] })
  // What Chromium does of its own accord it does in the first seconds.
  await page.waitForTimeout(3_000)
  await close()
  expect(contacted(JSON.parse(await readFile(path, 'utf8')) as NetLog)).toEqual([])
})

/** Chromium's own record of everything that its network service does. */
interface NetLog {
  readonly constants: { readonly logEventTypes: Readonly<Record<string, number>> }
  readonly events: readonly {
    readonly type: number
    readonly params?: Readonly<Record<string, unknown>>
  }[]
}

/** Addresses that were asked for, looked up or connected to. */
function contacted({ constants, events }: NetLog): unknown[] {
  const types = constants.logEventTypes
  const kinds = [
    'URL_REQUEST_START_JOB',
    'HOST_RESOLVER_MANAGER_REQUEST',
    'TCP_CONNECT',
    'UDP_CONNECT',
  ].map((name) => types[name])
  expect(
    kinds.filter((kind) => typeof kind !== 'number'),
    'events that this Chromium does not know',
  ).toEqual([])
  return events
    .filter(({ type, params }) => kinds.includes(type) && params)
    .map(({ params }) => params)
}
