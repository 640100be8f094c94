import { crc32, deflateRawSync } from 'node:zlib'

/**
 * A zip archive in memory, as a wheel's build tool would write it: `stored` entries are not
 * compressed.
 */
export function zipOf(files) {
  const bodies = []
  const directory = []
  let at = 0
  for (const { name, content, stored = false, mode = 0o100644 } of files) {
    const plain = Buffer.from(content)
    const packed = stored ? plain : deflateRawSync(plain)
    const label = Buffer.from(name)
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(stored ? 0 : 8, 4)
    common.writeUInt32LE(crc32?.(plain) ?? 0, 10)
    common.writeUInt32LE(packed.length, 14)
    common.writeUInt32LE(plain.length, 18)
    common.writeUInt16LE(label.length, 22)
    bodies.push(Buffer.from('PK\x03\x04', 'latin1'), common, label, packed)
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE((mode << 16) >>> 0, 6)
    tail.writeUInt32LE(at, 10)
    directory.push(Buffer.from('PK\x01\x02\x14\x03', 'latin1'), common, tail, label)
    at += 30 + label.length + packed.length
  }
  const list = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 0, 'latin1')
  end.writeUInt16LE(files.length, 8)
  end.writeUInt16LE(files.length, 10)
  end.writeUInt32LE(list.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...bodies, list, end])
}
