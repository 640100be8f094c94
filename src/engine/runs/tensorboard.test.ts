import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { EventWriter } from './tensorboard'

let run: string

beforeEach(async () => {
  run = await mkdtemp(join(tmpdir(), 'convscope-run-'))
})

afterEach(() => rm(run, { recursive: true, force: true }))

describe('EventWriter', () => {
  /** TFRecords of a file: length (8 bytes), its checksum (4), data, its checksum (4). */
  function records(bytes: Buffer): Buffer[] {
    const found: Buffer[] = []
    for (let at = 0; at < bytes.length;) {
      const length = Number(bytes.readBigUInt64LE(at))
      found.push(bytes.subarray(at + 12, at + 12 + length))
      at += 16 + length
    }
    return found
  }

  it('writes a version and then scalars as TensorBoard reads them', async () => {
    const writer = new EventWriter(join(run, 'train'))
    await writer.write(300, { loss: 0.5 })
    await writer.write(301, { loss: 0.25 })
    const [name] = await readdir(join(run, 'train'))
    const bytes = await readFile(join(run, 'train', name ?? ''))
    const [version, first, second] = records(bytes)
    expect(version?.toString('latin1')).toContain('brain.Event:2')
    // step = 300 as a varint, then summary { value { tag: "loss", simple_value } }.
    expect(first?.subarray(9)).toEqual(
      Buffer.from([
        0x10,
        0xac,
        0x02,
        0x2a,
        13,
        0x0a,
        11,
        0x0a,
        4,
        ...Buffer.from('loss'),
        0x15,
        0,
        0,
        0,
        0x3f,
      ]),
    )
    expect(second?.readFloatLE(second.length - 4)).toBe(0.25)
    // The beginning of every event file of TensorFlow's own writer: length 24 and its masked
    // CRC-32C.
    expect(bytes.subarray(0, 12).toString('hex')).toBe('1800000000000000a37f4b22')
    expect(name).toMatch(/^events\.out\.tfevents\.\d+\./)
  })
})
