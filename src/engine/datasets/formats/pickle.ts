import { AppError, phrase } from '@shared/errors'

/** What the pickles of data sets are made of; arrays of bytes come as their bytes. */
export type Pickled =
  | undefined
  | boolean
  | number
  | string
  | Uint8Array
  | readonly Pickled[]
  | Map<string, Pickled>
  | Called

/** A call that the pickle asks for. None is made: the few that are known are read as data. */
interface Called {
  readonly name: string
  readonly args: readonly Pickled[]
}

const isCalled = (value: Pickled): value is Called =>
  typeof value === 'object' && 'name' in value && 'args' in value

/** What NumPy's arrays of bytes are rebuilt with, and Python 3's bytes in protocol 2. */
const KNOWN =
  /^(numpy\.(_?core)\.multiarray _reconstruct|numpy ndarray|numpy dtype|_codecs encode|builtins bytes|__builtin__ bytes)$/
const MARK = Symbol('mark')
type Slot = Pickled | typeof MARK
const MOST_OPCODES = 10_000_000

/**
 * Reads the pickles that CIFAR is published as (Python's pickletools, protocols 0x80 02 to 04):
 * dictionaries, lists, strings, numbers and NumPy arrays of bytes. Nothing is ever called.
 * @throws AppError `corrupt` for damage, `unsupported` for anything else that a pickle can hold
 */
export function parsePickle(bytes: Uint8Array, name: string): Pickled {
  return new PickleReader(bytes, name).read()
}

class PickleReader {
  private at = 0
  private readonly stack: Slot[] = []
  private readonly memo = new Map<number, Pickled>()
  private readonly view: DataView

  constructor(
    private readonly bytes: Uint8Array,
    private readonly name: string,
  ) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }

  read(): Pickled {
    for (let count = 0; count < MOST_OPCODES; count++) {
      const code = String.fromCharCode(this.byte())
      if (code === '.') return this.pop()
      this.step(code)
    }
    throw this.damaged()
  }

  private damaged(): AppError {
    return new AppError('corrupt', phrase`${this.name} is a damaged pickle; bring it again`, {
      file: this.name,
    })
  }

  private take(count: number): Uint8Array {
    if (count < 0 || this.at + count > this.bytes.length) throw this.damaged()
    this.at += count
    return this.bytes.subarray(this.at - count, this.at)
  }
  private byte = (): number => this.take(1)[0] ?? 0
  private uint16(): number {
    this.take(2)
    return this.view.getUint16(this.at - 2, true)
  }
  private int32(): number {
    this.take(4)
    return this.view.getInt32(this.at - 4, true)
  }
  private text = (count: number): string => new TextDecoder().decode(this.take(count))
  private latin = (count: number): string => Buffer.from(this.take(count)).toString('latin1')
  private line(): string {
    const end = this.bytes.indexOf(10, this.at)
    if (end < 0) throw this.damaged()
    const line = this.latin(end - this.at)
    this.at++
    return line
  }

  private pop(): Pickled {
    const value = this.stack.pop()
    if (value === MARK) throw this.damaged()
    return value
  }
  private sinceMark(): Pickled[] {
    const from = this.stack.lastIndexOf(MARK)
    if (from < 0) throw this.damaged()
    return this.stack.splice(from).slice(1) as Pickled[]
  }
  private top(): Pickled {
    const value = this.stack.at(-1)
    if (value === MARK) throw this.damaged()
    return value
  }

  private push(value: Slot): void {
    this.stack.push(value)
  }

  private step(code: string): void {
    if (this.constant(code) || this.container(code)) return
    switch (code) {
      case '\x80':
      case 'q':
        if (code === 'q') this.memo.set(this.byte(), this.top())
        else this.byte()
        return
      case '\x95':
        this.take(8)
        return
      case 'r':
        this.memo.set(this.int32(), this.top())
        return
      case '\x94':
        this.memo.set(this.memo.size, this.top())
        return
      case 'h':
        return this.push(this.memo.get(this.byte()))
      case 'j':
        return this.push(this.memo.get(this.int32()))
      case 'c':
        return this.global(`${this.line()} ${this.line()}`)
      case '\x93': {
        const [what, module] = [this.pop(), this.pop()]
        return this.global(`${keyOf(module)} ${keyOf(what)}`)
      }
      case 'R': {
        const args = this.pop()
        const called = this.pop()
        if (!isCalled(called) || !Array.isArray(args)) throw this.damaged()
        return this.push(rebuilt({ name: called.name, args: args as Pickled[] }))
      }
      case 'b':
        return this.build()
      default:
        throw this.unknown(`opcode 0x${code.charCodeAt(0).toString(16)}`)
    }
  }

  private unknown(what: string): AppError {
    return new AppError(
      'unsupported',
      phrase`${this.name} is a pickle that holds more than a data set needs (${what}); it is not opened`,
      { file: this.name },
    )
  }

  private global(name: string): void {
    if (!KNOWN.test(name)) throw this.unknown(name)
    this.push({ name, args: [] })
  }

  /** Values that stand in the pickle themselves; whether the opcode was one. */
  private constant(code: string): boolean {
    const read: Readonly<Record<string, () => Pickled>> = {
      N: () => undefined,
      '\x88': () => true,
      '\x89': () => false,
      K: () => this.byte(),
      M: () => this.uint16(),
      J: () => this.int32(),
      '\x8a': () => {
        const digits = this.take(this.byte())
        return digits.reduceRight((value, digit) => value * 256 + digit, 0)
      },
      U: () => this.latin(this.byte()),
      T: () => this.latin(this.int32()),
      X: () => this.text(this.int32()),
      '\x8c': () => this.text(this.byte()),
      C: () => this.take(this.byte()),
      B: () => this.take(this.int32()),
      ')': () => [],
      ']': () => [],
      '}': () => new Map<string, Pickled>(),
    }
    const value = read[code]
    if (!value) return false
    this.push(value())
    return true
  }

  private container(code: string): boolean {
    const tuple = { '\x85': 1, '\x86': 2, '\x87': 3 }[code]
    if (tuple !== undefined) {
      const items = Array.from({ length: tuple }, () => this.pop()).reverse()
      this.push(items)
    } else if (code === '(') this.push(MARK)
    else if (code === 't') this.push(this.sinceMark())
    else if (code === 'a' || code === 'e') {
      const items = code === 'a' ? [this.pop()] : this.sinceMark()
      const list = this.top()
      if (!Array.isArray(list)) throw this.damaged()
      for (const item of items) (list as Pickled[]).push(item)
    } else if (code === 's' || code === 'u') {
      const items = code === 's' ? [this.pop(), this.pop()].reverse() : this.sinceMark()
      const map = this.top()
      if (!(map instanceof Map)) throw this.damaged()
      for (let i = 0; i + 1 < items.length; i += 2) map.set(keyOf(items[i]), items[i + 1])
    } else return false
    return true
  }

  /** The state of an array: version, shape, type, order, bytes. Of a type nothing is needed. */
  private build(): void {
    const state = this.pop()
    const built = this.pop()
    if (!isCalled(built) || !Array.isArray(state)) throw this.damaged()
    if (built.name.endsWith(' dtype')) return this.push(built)
    const [, , dtype, isFortran, data] = state as Pickled[]
    const kind = isCalled(dtype) ? keyOf(dtype.args[0]) : ''
    if (!/^\|?u1$/.test(kind) || isFortran === true) throw this.unknown(`an array of ${kind}`)
    this.push(typeof data === 'string' ? Buffer.from(data, 'latin1') : data)
  }
}

/** Keys and names are text: Python 2's strings and Python 3's bytes, and numbers as written. */
function keyOf(key: Pickled): string {
  if (key instanceof Uint8Array) return Buffer.from(key).toString('latin1')
  if (typeof key === 'string' || typeof key === 'number') return `${key}`
  return typeof key
}

/** Bytes that Python 3 wrote as text; other calls stay as they are asked for. */
function rebuilt(called: Called): Pickled {
  const [text] = called.args
  if (called.name === '_codecs encode' && typeof text === 'string')
    return Buffer.from(text, 'latin1')
  if (called.name.endsWith(' bytes')) return new Uint8Array()
  return called
}
