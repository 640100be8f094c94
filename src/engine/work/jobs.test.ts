import { describe, expect, it } from 'vitest'
import { Jobs } from './jobs'

describe('jobs', () => {
  it('run one at a time, also after a failure', async () => {
    const titles: (string | null)[] = []
    const jobs = new Jobs((title) => titles.push(title))
    await expect(
      jobs.run('first', async () => jobs.run('second', async () => 1)),
    ).rejects.toMatchObject({ code: 'busy', details: { job: 'first' } })
    await expect(jobs.run('third', async () => 3)).resolves.toBe(3)
    expect(titles).toEqual(['first', null, 'third', null])
  })
})
