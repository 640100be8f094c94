import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { describe, expect, it } from 'vitest'
import { isAlive, thisProcess } from './owner'

describe('isAlive', () => {
  it('distinguishes this process, no process, and a process that has ended', async () => {
    expect(isAlive(thisProcess())).toBe(true)
    expect(isAlive({})).toBe(false)
    const child = spawn(process.execPath, ['-e', ''])
    const { pid } = child
    await once(child, 'exit')
    expect(isAlive({ process: pid })).toBe(false)
  })

  it.runIf(process.platform === 'linux')(
    'recognises another process that has got the same number',
    () => {
      expect(isAlive({ ...thisProcess(), processStarted: '1' })).toBe(false)
    },
  )
})
