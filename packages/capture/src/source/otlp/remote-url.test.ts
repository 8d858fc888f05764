import assert from 'node:assert/strict'
import test from 'node:test'
import * as fc from 'fast-check'
import { remoteIdentity } from './remote-url.ts'

test('all ways to a repository are one', () => {
  for (const url of [
    'https://git.example.org/team/atlas',
    'https://git.example.org/team/atlas.git',
    'https://git.example.org/team/atlas.git/',
    'https://git.example.org:443/team//atlas.git',
    'https://ada:hunter2@git.example.org/team/atlas',
    'https://token@Git.Example.Org./team/atlas.git?x=1#readme',
    'http://git.example.org:80/team/atlas',
    'git://git.example.org/team/atlas.git',
    'ssh://git@git.example.org/team/atlas.git',
    'ssh://git@git.example.org:2222/team/atlas.git',
    'git+ssh://git@git.example.org/team/atlas.git',
    'git+https://git.example.org/team/atlas.git',
    'git@git.example.org:team/atlas.git',
    'git@git.example.org:/team/atlas',
    'git.example.org:team/atlas.git',
    ' https://git.example.org/team/atlas\n',
  ]) {
    assert.equal(remoteIdentity(url), 'git.example.org/team/atlas', url)
  }
})

test('another host, port or path is another repository', () => {
  const urls = [
    'https://git.example.org/team/atlas',
    'https://git.example.com/team/atlas',
    'https://git.example.org:8443/team/atlas',
    'https://git.example.org/team/Atlas',
    'https://git.example.org/team/atlas.wiki.git',
    'https://[::1]/team/atlas',
  ]
  assert.equal(new Set(urls.map(remoteIdentity)).size, urls.length)
})

test('what names no host has no identity', () => {
  for (const text of [
    '',
    '/srv/git/atlas.git',
    '../atlas',
    'file:///srv/git/atlas.git',
    'C:\\src\\atlas',
    'C:/src/atlas',
    'ext::sh -c x',
    'https://git.example.org',
    'https://git.example.org/.git',
    'x'.repeat(5000),
  ]) {
    assert.equal(remoteIdentity(text), undefined, text)
  }
})

test('whatever a sender calls a URL, no credentials of it are kept', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[\w:%@.-]{1,20}$/), (userinfo) => {
      const identity = remoteIdentity(`https://${userinfo}@git.example.org/team/atlas`)
      assert.equal(identity, 'git.example.org/team/atlas')
    }),
  )
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (url) => void remoteIdentity(url)))
})
