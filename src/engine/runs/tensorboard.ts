import { appendFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { makeFolder } from '../runtime/make-folder'

/**
 * TensorBoard's event files, scalars only. A file is a sequence of TFRecords (length, its masked
 * CRC-32C, bytes, their masked CRC-32C), each an Event message: wall_time = 1 (double), step = 2,
 * file_version = 3, summary = 5 {value = 1 {tag = 1, simple_value = 2 (float)}}. Sources:
 * tensorflow/core/util/event.proto, core/lib/io/record_writer.cc.
 */
const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n
  for (let bit = 0; bit < 8; bit++) c = c & 1 ? (c >>> 1) ^ 0x82f63b78 : c >>> 1
  return c >>> 0
})

function maskedCrc(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (const byte of bytes) crc = ((CRC_TABLE[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8)) >>> 0
  crc = (crc ^ 0xffffffff) >>> 0
  return (((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0
}

function record(data: Uint8Array): Buffer {
  const head = Buffer.alloc(12)
  head.writeBigUInt64LE(BigInt(data.length), 0)
  head.writeUInt32LE(maskedCrc(head.subarray(0, 8)), 8)
  const tail = Buffer.alloc(4)
  tail.writeUInt32LE(maskedCrc(data), 0)
  return Buffer.concat([head, data, tail])
}

function varint(value: number): Buffer {
  const bytes: number[] = []
  let rest = value
  while (rest >= 0x80) {
    bytes.push((rest % 0x80) | 0x80)
    rest = Math.floor(rest / 0x80)
  }
  return Buffer.from([...bytes, rest])
}

/** A length-delimited protobuf field. */
const nested = (field: number, bytes: Buffer): Buffer =>
  Buffer.concat([Buffer.from([(field << 3) | 2]), varint(bytes.length), bytes])

function wallTime(): Buffer {
  const bytes = Buffer.alloc(9)
  bytes[0] = (1 << 3) | 1
  bytes.writeDoubleLE(Date.now() / 1000, 1)
  return bytes
}

function scalarEvent(step: number, scalars: Readonly<Record<string, number>>): Buffer {
  const values = Object.entries(scalars).map(([tag, value]) => {
    const number = Buffer.alloc(5)
    number[0] = (2 << 3) | 5
    number.writeFloatLE(value, 1)
    return nested(1, Buffer.concat([nested(1, Buffer.from(tag)), number]))
  })
  return Buffer.concat([
    wallTime(),
    Buffer.from([2 << 3]),
    varint(step),
    nested(5, Buffer.concat(values)),
  ])
}

/** Appends scalars to a new event file in `folder`, which is made with the first of them. */
export class EventWriter {
  private readonly path: string
  private begun = false

  constructor(private readonly folder: string) {
    this.path = join(
      folder,
      `events.out.tfevents.${Math.floor(Date.now() / 1000)}.${hostname()}.${process.pid}`,
    )
  }

  async write(step: number, scalars: Readonly<Record<string, number>>): Promise<void> {
    if (!this.begun) {
      await makeFolder(this.folder)
      await appendFile(
        this.path,
        record(Buffer.concat([wallTime(), nested(3, Buffer.from('brain.Event:2'))])),
      )
      this.begun = true
    }
    await appendFile(this.path, record(scalarEvent(step, scalars)))
  }
}
