import { chmod, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { delimiter, join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Progress } from '@shared/contract/common'
import { buildKnown } from '../build'
import { readCachedSplit } from '../cache'
import { ownHome } from '../testing/home'
import { putFiles, smallSet } from '../testing/known'
import { debianPackage } from './debian'
import { download } from './download'
import { folderSources } from './folders'
import { ownDownload } from './http'

const home = ownHome()
const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})

async function serve(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<string> {
  const server = createServer(answer)
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
}

/** A mirror with ranges; keeps what it was asked. */
async function mirror(files: Record<string, Uint8Array>, asked: string[] = []): Promise<string> {
  return serve((request, response) => {
    const body = files[request.url?.slice(1) ?? '']
    asked.push(`${request.url?.slice(1)} ${request.headers.range ?? 'whole'}`)
    if (!body) return response.writeHead(404).end()
    const from = Number(/bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0)
    if (from >= body.length) return response.writeHead(416).end()
    const partial = from > 0 && request.headers['if-range'] === '"1"'
    response.writeHead(partial ? 206 : 200, {
      etag: '"1"',
      'content-length': partial ? body.length - from : body.length,
      ...(partial ? { 'content-range': `bytes ${from}-${body.length - 1}/${body.length}` } : {}),
    })
    return response.end(partial ? body.subarray(from) : body)
  })
}

describe('download', () => {
  const body = Uint8Array.from({ length: 1000 }, (_, i) => i % 251)

  it('goes on where an interrupted attempt ended', async () => {
    const asked: string[] = []
    let hangUp: (() => void) | undefined
    const url = await serve((request, response) => {
      asked.push(request.headers.range ?? 'whole')
      if (!hangUp) {
        hangUp = () => response.destroy()
        response.writeHead(200, { etag: '"1"', 'content-length': 1000 })
        response.write(body.subarray(0, 400))
      } else {
        response
          .writeHead(206, {
            etag: '"1"',
            'content-length': 600,
            'content-range': 'bytes 400-999/1000',
          })
          .end(body.subarray(400))
      }
    })
    const path = join(home.folder, 'file.gz')
    await expect(
      download(`${url}file`, path, 2000, { onProgress: () => hangUp?.() }),
    ).rejects.toMatchObject({ code: 'network' })
    expect(await readdir(home.folder)).toEqual(['file.gz.part', 'file.gz.part.version'])
    const progress: Progress[] = []
    await download(`${url}file`, path, 2000, { onProgress: (now) => progress.push(now) })
    expect(asked).toEqual(['whole', 'bytes=400-'])
    expect(new Uint8Array(await readFile(path))).toEqual(body)
    expect(await readdir(home.folder)).toEqual(['file.gz'])
    expect(progress.at(-1)).toMatchObject({ stage: 'download', done: 1000, total: 1000 })
  })

  it('starts anew where the file has changed, and where a complete part has nothing left to send', async () => {
    const asked: string[] = []
    const url = await mirror({ file: body }, asked)
    const path = join(home.folder, 'file.gz')
    await putFiles(home.folder, {
      'file.gz.part': body.subarray(0, 300),
      'file.gz.part.version': '"0"',
    })
    await download(`${url}file`, path, 2000, {})
    expect(new Uint8Array(await readFile(path))).toEqual(body)
    await putFiles(home.folder, { 'file.gz.part': body, 'file.gz.part.version': '"1"' })
    await download(`${url}file`, path, 2000, {})
    expect(new Uint8Array(await readFile(path))).toEqual(body)
    expect(asked).toEqual(['file bytes=300-', 'file bytes=1000-', 'file whole'])
  })

  it('takes no more bytes than are expected, whatever the header says', async () => {
    const url = await serve((_, response) => {
      response.writeHead(200)
      const more = () => response.write(new Uint8Array(10_000), more)
      more()
    })
    await expect(download(url, join(home.folder, 'a'), 50_000, {})).rejects.toMatchObject({
      code: 'too-large',
    })
    const honest = await mirror({ file: new Uint8Array(3000) })
    await expect(download(`${honest}file`, join(home.folder, 'b'), 2000, {})).rejects.toMatchObject(
      { code: 'too-large', message: expect.stringContaining('3000 bytes') as string },
    )
  })

  it('can be cancelled in the middle, and keeps what came', async () => {
    const controller = new AbortController()
    const url = await serve((_, response) => {
      response.writeHead(200, { etag: '"1"', 'content-length': 1000 })
      response.write(body.subarray(0, 100))
    })
    await expect(
      download(url, join(home.folder, 'a'), 2000, {
        signal: controller.signal,
        onProgress: () => controller.abort(),
      }),
    ).rejects.toMatchObject({ code: 'cancelled' })
    expect((await readFile(join(home.folder, 'a.part'))).length).toBe(100)
  })

  it('says why a server can not be reached', async () => {
    await expect(
      download('http://127.0.0.1:1/file', join(home.folder, 'a'), 10, {}),
    ).rejects.toMatchObject({
      code: 'network',
      message: expect.stringContaining('http://127.0.0.1:1/file can not be reached: ') as string,
    })
  })
})

describe('the own download', () => {
  it('brings all files, goes to the next mirror where one fails, and holds them against their hashes', async () => {
    const { packed } = smallSet()
    const wrong: Record<string, Uint8Array> = {
      ...packed,
      'train-labels-idx1-ubyte.gz': packed['t10k-labels-idx1-ubyte.gz']!,
    }
    delete wrong['t10k-images-idx3-ubyte.gz']
    const asked: string[] = []
    const { known } = smallSet([await mirror(wrong), await mirror(packed, asked)])
    const manifest = await buildKnown(known, 'anywhere', {}, [ownDownload])
    expect(asked).toEqual(['train-labels-idx1-ubyte.gz whole', 't10k-images-idx3-ubyte.gz whole'])
    expect([...(await readCachedSplit(manifest, 'train')).labels]).toEqual([
      0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2,
    ])
  })

  it('is not asked without leave for the network', async () => {
    const asked: string[] = []
    const { known } = smallSet([await mirror({}, asked)])
    await expect(buildKnown(known, 'local', {})).rejects.toMatchObject({
      code: 'not-found',
      message: expect.stringContaining('convscope datasets fetch small') as string,
    })
    expect(asked).toEqual([])
  })

  it('says what each mirror answered', async () => {
    const { known } = smallSet([await mirror({})])
    await expect(buildKnown(known, 'anywhere', {}, [ownDownload])).rejects.toMatchObject({
      code: 'network',
      message: expect.stringContaining('answered 404') as string,
    })
  })
})

describe('folders', () => {
  it('are taken from the user before anything else, with the id as sub-folder or without', async () => {
    const { known, packed } = smallSet()
    const user = join(home.folder, 'sets')
    await putFiles(user, packed)
    expect(await folderSources[0]!.bring(known, {})).toBe(user)
    await putFiles(join(user, 'small'), packed)
    expect(await folderSources[0]!.bring(known, {})).toBe(join(user, 'small'))
  })

  it('with a wrong file are passed over, and named', async () => {
    const { known, packed } = smallSet()
    await putFiles(join(home.folder, 'sets'), {
      ...packed,
      't10k-labels-idx1-ubyte.gz': packed['train-labels-idx1-ubyte.gz']!,
    })
    await expect(buildKnown(known, 'local', {})).rejects.toMatchObject({
      code: 'corrupt',
      message: expect.stringContaining(
        't10k-labels-idx1-ubyte.gz announces 20 unpacked bytes instead of 12',
      ) as string,
    })
    await putFiles(join(home.folder, 'cache/downloads/small'), packed)
    expect((await buildKnown(known, 'local', {})).test.count).toBe(4)
  })
})

describe.skipIf(process.platform === 'win32')('Debian’s package', () => {
  /** Stand-ins for apt-get and dpkg-deb, which note how they are called. */
  async function tools(aptGet: string): Promise<string> {
    const { packed, known } = smallSet()
    const bin = join(home.folder, 'bin')
    const inside = join(home.folder, 'package')
    await putFiles(inside, packed)
    await mkdir(bin)
    await writeFile(
      join(bin, 'apt-get'),
      `#!/bin/sh\necho "$@" >> ${home.folder}/calls\n${aptGet}\n`,
    )
    await writeFile(
      join(bin, 'dpkg-deb'),
      `#!/bin/sh\nmkdir -p "$3${known.debian!.folder}" && cp ${inside}/* "$3${known.debian!.folder}"\n`,
    )
    for (const name of ['apt-get', 'dpkg-deb']) await chmod(join(bin, name), 0o755)
    vi.stubEnv('PATH', `${bin}${delimiter}${process.env['PATH']}`)
    return bin
  }
  const calls = async (): Promise<string[]> =>
    (await readFile(join(home.folder, 'calls'), 'utf8')).trim().split('\n')
  const offer = `echo "'http://example/x.deb' dataset-small_1_all.deb 7 SHA256:0"`

  it('is downloaded and unpacked into the download folder', async () => {
    await tools(
      `case "$*" in *print-uris*) ${offer};; download*) echo content > dataset-small_1_all.deb;; esac`,
    )
    const { known, packed } = smallSet()
    const folder = await debianPackage.bring(known, {})
    expect((await readdir(folder!)).sort()).toEqual(Object.keys(packed).sort())
    expect(await calls()).toEqual(['download --print-uris dataset-small', 'download dataset-small'])
    expect((await buildKnown(known, 'local', {})).train.count).toBe(12)
  })

  it('has the lists of packages brought where they are missing, by root alone', async () => {
    await tools(`case "$*" in update*) touch ${home.folder}/lists;; *) test -e ${home.folder}/lists || { echo "E: Unable to locate package dataset-small" >&2; exit 100; };; esac
case "$*" in *print-uris*) ${offer};; download*) echo content > dataset-small_1_all.deb;; esac`)
    vi.spyOn(process, 'getuid').mockReturnValue(1000)
    await expect(debianPackage.bring(smallSet().known, {})).rejects.toMatchObject({
      message: expect.stringContaining('sudo apt-get update') as string,
    })
    vi.spyOn(process, 'getuid').mockReturnValue(0)
    expect(await debianPackage.bring(smallSet().known, {})).toContain('small')
    expect(await calls()).toContain('update -q')
    vi.restoreAllMocks()
  })

  it('can be cancelled', async () => {
    const controller = new AbortController()
    await tools(
      `case "$*" in *print-uris*) ${offer};; download*) echo part > dataset-small_1_all.deb; exec sleep 60;; esac`,
    )
    const brought = debianPackage.bring(smallSet().known, {
      signal: controller.signal,
      onProgress: ({ stage }) => stage === 'download' && controller.abort(),
    })
    await expect(brought).rejects.toMatchObject({ code: 'cancelled' })
  })
})
