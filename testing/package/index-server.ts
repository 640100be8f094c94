import { createReadStream, readdirSync, statSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { basename, join } from 'node:path'
import { Transform } from 'node:stream'
import { setTimeout as wait } from 'node:timers/promises'

/** A package index on this machine that has the wheels of a folder, over a line of a given speed. */
export interface Index {
  readonly address: string
  /** Bytes of the ranges that were asked for, in order. */
  readonly starts: readonly number[]
  /** Bytes a second; what is under way follows. */
  speed: number
  close(): void
}

export async function serveIndex(folder: string): Promise<Index> {
  const files = readdirSync(folder).filter((name) => name.endsWith('.whl'))
  const starts: number[] = []
  const server: Server = createServer((request, response) => {
    const name = basename(request.url ?? '')
    if (!files.includes(name)) {
      response.setHeader('content-type', 'text/html')
      response.end(files.map((file) => `<a href="/files/${file}">${file}</a>`).join('\n'))
      return
    }
    const path = join(folder, name)
    const { size } = statSync(path)
    const start = Number(/bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0)
    starts.push(start)
    response.writeHead(start > 0 ? 206 : 200, {
      etag: '"wheel"',
      'content-length': size - start,
      ...(start > 0 && { 'content-range': `bytes ${start}-${size - 1}/${size}` }),
    })
    const brake = new Transform({
      transform(piece: Buffer, _encoding, done) {
        void wait((piece.length / index.speed) * 1000).then(() => done(null, piece))
      },
    })
    createReadStream(path, { start, highWaterMark: 1 << 20 })
      .pipe(brake)
      .pipe(response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const index = {
    address: `http://127.0.0.1:${port}/simple`,
    starts,
    speed: 20e6,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
  return index
}
