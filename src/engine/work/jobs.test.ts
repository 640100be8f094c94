import { describe, expect, it } from 'vitest'
import { importOf, type JobTitle } from '@shared/contract/job-titles'
import { Jobs } from './jobs'

describe('jobs', () => {
  it('run one at a time, also after a failure', async () => {
    const titles: (JobTitle | null)[] = []
    const jobs = new Jobs((title) => titles.push(title))
    await expect(
      jobs.run('first', async () => jobs.run('second', async () => 1)),
    ).rejects.toMatchObject({ code: 'busy', details: { job: 'first' } })
    await expect(jobs.run('third', async () => 3)).resolves.toBe(3)
    expect(titles).toEqual(['first', null, 'third', null])
  })

  it('may run next to the one that has the machine, whose title is the one reported', async () => {
    const titles: (JobTitle | null)[] = []
    const jobs = new Jobs((title) => titles.push(title))
    await jobs.runBeside('export', async () => {
      await jobs.run('training', () => jobs.runBeside('another', async () => {}))
      expect(jobs.current).toBeNull()
    })
    expect(titles).toEqual(['export', ...Array<string>(3).fill('training'), 'export', null])
  })

  it('are named in a sentence that the window can show in its language', () => {
    const jobs = new Jobs()
    const end = jobs.begin(importOf('model.json'))
    expect(() => jobs.begin('LeNet')).toThrow(
      expect.objectContaining({
        details: { job: 'Import of model.json' },
        message: '“Import of model.json” is still running. Wait for it or stop it first.',
        phrase: expect.objectContaining({ values: [importOf('model.json')] }) as unknown,
      }),
    )
    end()
  })
})
