import type { Activity } from '@shared/contract/control'
import type { Language } from '@shared/language'
import { JOB_TITLES_ZH, type JobTitle } from '@shared/contract/job-titles'
import { sayPhrase } from '@shared/phrase'
import type { EngineExit } from './engine-child'

const SIGNALS: Readonly<Record<number, string>> = {
  4: 'SIGILL',
  6: 'SIGABRT',
  7: 'SIGBUS',
  8: 'SIGFPE',
  9: 'SIGKILL',
  11: 'SIGSEGV',
  15: 'SIGTERM',
}

/**
 * "SIGSEGV (signal 11)" or "exit code 1". Electron gives the signal's number as the code of a
 * killed or crashed process.
 */
export function exitCause({ code, reason }: EngineExit, language: Language): string {
  const signalled = reason === 'crashed' || reason === 'killed' || reason === 'oom'
  const signal = signalled ? SIGNALS[code] : undefined
  if (signal) return language === 'zh' ? `${signal}（信号 ${code}）` : `${signal} (signal ${code})`
  return language === 'zh' ? `退出码 ${code}` : `exit code ${code}`
}

const titleOf = (title: JobTitle, language: Language): string =>
  typeof title === 'string'
    ? title
    : sayPhrase(title, (english) => (language === 'zh' ? JOB_TITLES_ZH[english] : null) ?? english)

/** One sentence about the saved state after the engine has ended; '' if nothing was running. */
function leftBehind({ job: title, checkpointStep }: Activity, language: Language): string {
  if (title === null) return ''
  const job = titleOf(title, language)
  if (checkpointStep === null) {
    return language === 'zh' ? `“${job}”尚未保存任何检查点。` : ` “${job}” had no checkpoint yet.`
  }
  return language === 'zh'
    ? `“${job}”已保存到第 ${checkpointStep} 步，可从那里继续。`
    : ` “${job}” is saved up to step ${checkpointStep} and can be resumed from there.`
}

const FACTS = {
  en: {
    crashed: (cause: string) => `The engine ended unexpectedly: ${cause}.`,
    slowStart: (seconds: number) =>
      `The engine did not start within ${seconds} seconds and was ended.`,
    unresponsive: (seconds: number) =>
      `The engine has not answered for ${seconds} seconds. It may recover; restarting it loses what is not saved.`,
    gaveUp: (times: number) =>
      ` It was restarted ${times} times within five minutes and is not restarted again.`,
  },
  zh: {
    crashed: (cause: string) => `引擎意外终止：${cause}。`,
    slowStart: (seconds: number) => `引擎在 ${seconds} 秒内未能启动，已被终止。`,
    unresponsive: (seconds: number) =>
      `引擎已有 ${seconds} 秒没有响应。它可能会恢复；重新启动会丢失未保存的内容。`,
    gaveUp: (times: number) => `五分钟内已重新启动 ${times} 次，现不再自动重启。`,
  },
} as const

/** What happened to the engine and what was saved, for people. */
export const engineMessages = {
  crashed: (exit: EngineExit, activity: Activity, language: Language): string =>
    FACTS[language].crashed(exitCause(exit, language)) + leftBehind(activity, language),
  slowStart: (seconds: number, language: Language): string => FACTS[language].slowStart(seconds),
  unresponsive: (seconds: number, language: Language): string =>
    FACTS[language].unresponsive(seconds),
  gaveUp: (times: number, language: Language): string => FACTS[language].gaveUp(times),
} as const
