import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { devNull, tmpdir } from 'node:os'
import { join } from 'node:path'
import test, { after } from 'node:test'
import { makeSeededRandom } from '@wakelore/kernel/seeded-random'
import { identityKey, mapIdentity, parseMailmap, type Identity } from './mailmap.ts'

const scratch = mkdtempSync(join(tmpdir(), 'wakelore-mailmap-'))
after(() => rmSync(scratch, { recursive: true, force: true }))

const written = (text: string): Identity => {
  const [, name, email] = /^(.*) <(.*)>$/.exec(text)!
  return { name: name!, email: email! }
}
const mapped = (mailmap: string, identity: string): string => {
  const { name, email } = mapIdentity(parseMailmap(mailmap), written(identity))
  return `${name} <${email}>`
}

/** What git makes of the identities, all in one call. */
function askGit(mailmap: string, identities: readonly Identity[]): string[] {
  writeFileSync(join(scratch, '.mailmap'), mailmap)
  const run = (args: readonly string[], input = ''): string => {
    const environment = { ...process.env, GIT_CONFIG_GLOBAL: devNull, GIT_CONFIG_NOSYSTEM: '1', LC_ALL: 'C' }
    const result = spawnSync('git', ['-C', scratch, ...args], { input, env: environment, encoding: 'utf8' })
    assert.equal(result.status, 0, result.stderr)
    return result.stdout
  }
  run(['init', '-q'])
  const input = identities.map(({ name, email }) => `${name} <${email}>\n`).join('')
  return run(['check-mailmap', '--stdin'], input).trimEnd().split('\n')
}

test('the four forms of a line', () => {
  assert.equal(mapped('Grace Hopper <gh@a>', 'gh <gh@a>'), 'Grace Hopper <gh@a>')
  assert.equal(mapped('<grace@b> <gh@a>', 'gh <gh@a>'), 'gh <grace@b>')
  assert.equal(mapped('Grace Hopper <grace@b> <gh@a>', 'gh <gh@a>'), 'Grace Hopper <grace@b>')
  const byName = 'Grace Hopper <grace@b> gh <root@host>\nAda Lovelace <ada@b> al <root@host>'
  assert.equal(mapped(byName, 'gh <root@host>'), 'Grace Hopper <grace@b>')
  assert.equal(mapped(byName, 'AL <ROOT@host>'), 'Ada Lovelace <ada@b>')
  assert.equal(mapped(byName, 'root <root@host>'), 'root <root@host>')
})

test('later lines win, comments and what is no entry are passed over', () => {
  assert.equal(mapped('A <x@a>\n# B <x@a>\nC <x@a>\nnonsense\n<>\n< <', 'n <x@a>'), 'C <x@a>')
})

test('a line of a megabyte of blanks takes no longer than others', () => {
  const blanks = ' \t'.repeat(2 ** 19)
  assert.equal(mapped(`a${blanks}b${blanks}<x@a>`, 'n <x@a>'), `a${blanks}b <x@a>`)
})

test('reads any mailmap as git does', () => {
  const random = makeSeededRandom(7)
  const names = ['', 'Grace Hopper', 'grace', 'GRACE', 'A. B.', ' spaced  name ', 'Zoë', '# x']
  const emails = ['g@a', 'G@A', 'grace@b.example', 'x', 'a b@c', ' g@a ', 'root@host', '']
  const separators = [' ', '', '\t', '  ', ' \t']
  const endings = ['', '\r', ' # why', ' trailing', ' <', '>']
  for (let round = 0; round < 25; round++) {
    const lines = Array.from({ length: 12 }, () => {
      const parts = Array.from(
        { length: 1 + random.below(2) },
        () => `${random.pick(names)}${random.pick(separators)}<${random.pick(emails)}>`,
      )
      return parts.join(random.pick(separators)) + random.pick(endings)
    })
    const mailmap = lines.join('\n')
    // git itself trims what it is asked about, so only plain names and addresses are compared.
    const identities = ['Grace Hopper', 'grace', 'A. B.', 'Zoë', 'Nobody'].flatMap((name) =>
      ['g@a', 'G@A', 'grace@b.example', 'x', 'root@host'].map((email) => ({ name, email })),
    )
    const ours = identities.map((identity) => {
      const { name, email } = mapIdentity(parseMailmap(mailmap), identity)
      return `${name} <${email}>`
    })
    assert.deepEqual(ours, askGit(mailmap, identities), JSON.stringify(mailmap))
  }
})

test('one address is one person, whatever its letters’ case', () => {
  assert.equal(
    identityKey({ name: 'a', email: 'G@A.example' }),
    identityKey({ name: 'b', email: 'g@a.example' }),
  )
  assert.equal(
    identityKey({ name: 'a', email: '123+grace@users.noreply.github.com' }),
    identityKey({ name: 'a', email: 'grace@users.noreply.github.com' }),
  )
  assert.notEqual(identityKey({ name: 'a', email: '1+b@c' }), identityKey({ name: 'a', email: 'b@c' }))
  assert.notEqual(identityKey({ name: 'a', email: '' }), identityKey({ name: 'b', email: '' }))
})
