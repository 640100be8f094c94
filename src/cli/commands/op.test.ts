import { OPERATION_FIELDS, OPERATIONS } from '@shared/operations'
import { describe, expect, it } from 'vitest'
import { documentOf, errorOf, runCli } from '../testing/run-cli'

const X = '[[0,1,2],[3,4,5],[6,7,8]]'
const K = '[[0,1],[2,3]]'

describe('op', () => {
  it('prints output and shape', async () => {
    const ran = await runCli(['op', 'cross-correlation'], {
      stdin: `{"input": ${X},\n "kernel": ${K}}`,
    })
    expect(documentOf(ran)).toEqual({
      output: [
        [19, 25],
        [37, 43],
      ],
      shape: [2, 2],
    })
  })

  it.each([
    ['convolution', `{"input":${X},"kernel":${K}}`, [2, 2]],
    [
      'conv2d',
      `{"input":[${X},${X}],"kernel":[[${K},${K}]],"padding":[[1,0],[0,1]],"bias":[1]}`,
      [1, 3, 3],
    ],
    ['max-pool', `{"input":${X},"window":2,"stride":1}`, [2, 2]],
    ['avg-pool', `{"input":${X},"window":3}`, [1, 1]],
    ['output-shape', `{"input":[8,8],"kernel":[3,5],"padding":[0,1],"stride":[3,4]}`, [2, 2]],
  ])('%s', async (operation, stdin, shape) => {
    expect(documentOf(await runCli(['op', operation, '--json'], { stdin }))).toMatchObject({
      shape,
    })
  })

  it('fails with 1 and names the field, on stderr for people and on stdout for programs', async () => {
    const stdin = `{"input": ${K}, "kernel": ${X}}`
    const people = await runCli(['op', 'cross-correlation'], { stdin })
    expect(people).toMatchObject({ status: 1, stdout: '' })
    expect(people.stderr).toContain('kernel: 3×3 is larger than the padded input of 2×2')
    const program = await runCli(['op', 'cross-correlation', '--json'], { stdin })
    expect(program.status).toBe(1)
    expect(errorOf(program)).toMatchObject({
      code: 'invalid-argument',
      message: expect.stringContaining('kernel') as string,
    })
    expect((await runCli(['op', 'conv2d'], { stdin: '{"input":' })).stderr).toContain(
      'Not valid JSON on stdin',
    )
    expect((await runCli(['op', 'conv2d'], { stdin: '{"input": [[NaN]]}' })).stderr).toContain(
      'JSON has no NaN',
    )
    const nothing = await runCli(['op', 'conv2d'])
    expect(nothing.status).toBe(1)
    expect(nothing.stderr).toContain('nothing on stdin')
  })

  it('answers line by line, continuing after a fault', async () => {
    const good = `{"input":${X},"kernel":${K}}`
    const ran = await runCli(['op', 'cross-correlation', '--lines'], {
      stdin: `${good}\n\n{"input":[[1],[2,3]],"kernel":[[1]]}\nnonsense\n${good}`,
    })
    const lines = ran.stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>)
    expect(ran.status).toBe(1)
    expect(lines).toHaveLength(4)
    expect(lines[0]).toEqual(lines[3])
    expect(lines[1]?.error).toMatchObject({
      code: 'invalid-argument',
      message: 'input[1]: ragged: 2 members where the first has 1.',
    })
    expect(lines[2]?.error).toMatchObject({ code: 'invalid-argument' })
    // Counted as an editor counts: the second line is empty.
    expect([lines[1]?.line, lines[2]?.line]).toEqual([3, 4])
  })

  it('lists every operation and every field in its help', async () => {
    const { stdout } = await runCli(['op', '--help'])
    for (const { id, summary } of OPERATIONS)
      expect(stdout).toMatch(new RegExp(`^  ${id} +${summary.replace(/[()]/g, '\\$&')}$`, 'm'))
    for (const field of Object.keys(OPERATION_FIELDS))
      expect(stdout).toMatch(new RegExp(`^  ${field} +\\S`, 'm'))
  })

  it('ends with 2 for an unknown operation', async () => {
    expect((await runCli(['op', 'fourier'])).status).toBe(2)
  })
})
