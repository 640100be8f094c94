import { defineStore } from 'pinia'
import { ref } from 'vue'
import type { Progress } from '@shared/contract/common'
import type { CallOptions } from '@shared/rpc'

/** A call that takes long: shown in the job bar with its progress and a way to end it. */
export interface Job {
  readonly id: number
  readonly title: string
  /** What it is about, such as `dataset:fashion-mnist`; a view finds its own job by it. */
  readonly subject: string
  readonly progress?: Progress
  readonly cancel: () => void
}

/** How much of it is done, 0…1; unknown where its size is. */
export const fractionOf = (progress: Progress | undefined): number | undefined =>
  progress && progress.total > 0 ? Math.min(1, progress.done / progress.total) : undefined

/** Long calls besides training. */
export const useJobs = defineStore('jobs', () => {
  const jobs = ref<readonly Job[]>([])
  let nextId = 1

  const find = (subject: string): Job | undefined =>
    jobs.value.find((job) => job.subject === subject)

  /**
   * Runs a long call with a place in the job bar. `work` gets the options to hand to
   * `engine().call`. A subject that is already at work is not started twice.
   */
  async function track<T>(
    title: string,
    subject: string,
    work: (options: CallOptions) => Promise<T>,
  ): Promise<T | undefined> {
    if (find(subject)) return undefined
    const id = nextId++
    const abort = new AbortController()
    jobs.value = [...jobs.value, { id, title, subject, cancel: () => abort.abort() }]
    const onProgress = (progress: Progress): void => {
      jobs.value = jobs.value.map((job) => (job.id === id ? { ...job, progress } : job))
    }
    try {
      return await work({ signal: abort.signal, onProgress })
    } finally {
      jobs.value = jobs.value.filter((job) => job.id !== id)
    }
  }

  return { jobs, find, track }
})
