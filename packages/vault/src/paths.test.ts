import assert from 'node:assert/strict'
import test from 'node:test'
import { isFault } from '@wakelore/kernel/fault'
import { wakelorePaths } from './paths.ts'

test('on Linux files lie where the XDG specification puts them', () => {
  assert.deepEqual(wakelorePaths({ environment: {}, platform: 'linux', home: '/home/ada' }), {
    dataDir: '/home/ada/.local/share/wakelore',
    configDir: '/home/ada/.config/wakelore',
    cacheDir: '/home/ada/.cache/wakelore',
    spoolDir: '/home/ada/.cache/wakelore/spool/git',
  })
})

test('XDG variables move them, on macOS too; relative and empty ones are ignored', () => {
  const environment = { XDG_DATA_HOME: '/d', XDG_CONFIG_HOME: 'relative', XDG_CACHE_HOME: '' }
  assert.deepEqual(wakelorePaths({ environment, platform: 'linux', home: '/home/ada' }), {
    dataDir: '/d/wakelore',
    configDir: '/home/ada/.config/wakelore',
    cacheDir: '/home/ada/.cache/wakelore',
    spoolDir: '/home/ada/.cache/wakelore/spool/git',
  })
  assert.equal(wakelorePaths({ environment, platform: 'darwin', home: '/Users/ada' }).dataDir, '/d/wakelore')
})

test("the spool lies in the user's directory in memory, where there is one", () => {
  const environment = { XDG_RUNTIME_DIR: '/run/user/1000' }
  assert.equal(
    wakelorePaths({ environment, platform: 'linux', home: '/home/ada' }).spoolDir,
    '/run/user/1000/wakelore/spool/git',
  )
})

test('on macOS they lie in the library', () => {
  assert.deepEqual(wakelorePaths({ environment: {}, platform: 'darwin', home: '/Users/ada' }), {
    dataDir: '/Users/ada/Library/Application Support/wakelore/data',
    configDir: '/Users/ada/Library/Application Support/wakelore/config',
    cacheDir: '/Users/ada/Library/Caches/wakelore',
    spoolDir: '/Users/ada/Library/Caches/wakelore/spool/git',
  })
})

test('on Windows they lie in the local application data', () => {
  const home = String.raw`C:\Users\ada`
  assert.deepEqual(wakelorePaths({ environment: {}, platform: 'win32', home }), {
    dataDir: String.raw`C:\Users\ada\AppData\Local\wakelore\data`,
    configDir: String.raw`C:\Users\ada\AppData\Local\wakelore\config`,
    cacheDir: String.raw`C:\Users\ada\AppData\Local\wakelore\cache`,
    spoolDir: String.raw`C:\Users\ada\AppData\Local\wakelore\cache\spool\git`,
  })
  const environment = { LOCALAPPDATA: String.raw`D:\local` }
  assert.equal(
    wakelorePaths({ environment, platform: 'win32', home }).dataDir,
    String.raw`D:\local\wakelore\data`,
  )
})

test('a home that is not absolute is a fault that says what to set, unless nothing would lie in it', () => {
  for (const home of ['', 'relative', './x']) {
    assert.throws(
      () => wakelorePaths({ environment: { XDG_DATA_HOME: '/d' }, platform: 'linux', home }),
      (error) => isFault(error, 'VAULT_HOME_RELATIVE') && /HOME/.test(error.help),
    )
    const environment = { XDG_DATA_HOME: '/d', XDG_CONFIG_HOME: '/c', XDG_CACHE_HOME: '/e' }
    assert.equal(wakelorePaths({ environment, platform: 'linux', home }).configDir, '/c/wakelore')
    assert.throws(
      () => wakelorePaths({ environment: {}, platform: 'win32', home }),
      (error) => isFault(error, 'VAULT_HOME_RELATIVE') && /USERPROFILE/.test(error.help),
    )
  }
})
