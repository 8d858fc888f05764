/**
 * The user's home directory, however it is written: `/home/x`, `/Users/x`,
 * `C:\Users\x`, and the directory itself where it lies elsewhere.
 */
import type { Report } from './finding.ts'

export type HomePaths = {
  readonly find: (text: string, report: Report) => void
  /** Matches wherever `find` could, and costs little; undefined where it never finds anything. */
  readonly hint: RegExp | undefined
}

export function makeHomePaths(home: string): HomePaths {
  const user = home.split(/[\\/]/).findLast((part) => part !== '')
  if (user === undefined) return { find: () => undefined, hint: undefined }
  const name = escape(user)
  const ways = [
    escape(home.replace(/[\\/]+$/, '')),
    `/(?:home|Users)/${name}`,
    `[A-Za-z]:[\\\\/]{1,2}Users[\\\\/]{1,2}${name}`,
  ]
  // A longer path may end the same way, and a longer name may begin the same way.
  const pattern = new RegExp(`(?<![\\w.~-])(?:${ways.join('|')})(?![\\w-]|\\.\\w)`, 'g')
  return {
    find: (text, report) => {
      for (const match of text.matchAll(pattern)) report(match.index, match.index + match[0].length, 'home')
    },
    hint: new RegExp(`[\\\\/]${name}(?!\\w)`),
  }
}

function escape(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
}
