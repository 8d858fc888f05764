#!/usr/bin/env node
/**
 * The launcher: starts the CLI on a Node that can run it, or says what to install.
 *
 * Whatever `node` the shell finds has to be able to read this file, so it is plain
 * JavaScript without newer syntax, and CommonJS (see the package.json beside it),
 * which also starts fastest. Installed from npm it imports compiled JavaScript; in a
 * checkout the TypeScript sources, on the Node that `npm ci` brought along where the
 * shell's is older. What was parsed once is kept in Node's compile cache, which
 * halves the start.
 */
'use strict'
const { existsSync, mkdirSync } = require('fs')
const { homedir } = require('os')
const { isAbsolute, join } = require('path')
const manifest = require('../package.json')

/** `EX_UNAVAILABLE` of sysexits.h. */
const EXIT_NO_NODE = 69
const NEEDED_NODE = manifest.engines.node.replace('>=', '')
const FORWARDED_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT']
/** Makes packages resolve to their TypeScript sources. */
const SOURCE_CONDITION = '--conditions=source'
/** A smaller young generation takes a fifth off the memory of a first read, and no time. */
const SMALL_HEAP = '--max-semi-space-size=4'
const isCheckout = existsSync(join(__dirname, '../src/main.ts'))

launch(process.argv.slice(2))

function launch(args) {
  if (args.length === 1 && args[0] === '--version') {
    process.stdout.write(manifest.version + '\n')
    return
  }
  const pinned = isCheckout ? pinnedNode() : undefined
  if (pinned !== undefined && isOlder(process.versions.node, pinned.version)) {
    rerunWith(pinned.path, args)
  } else if (isOlder(process.versions.node, NEEDED_NODE)) {
    complain()
  } else {
    run(args)
  }
}

function run(args) {
  const nodeModule = require('module')
  const cache = compileCacheDirectory()
  if (cache !== undefined) nodeModule.enableCompileCache(cache)
  if (isCheckout && !process.execArgv.includes(SOURCE_CONDITION)) {
    nodeModule.registerHooks({ resolve: resolveSources })
  }
  import(isCheckout ? '../src/main.ts' : '../dist/main.js')
    .then(({ main }) => main(args))
    .then((exitCode) => {
      process.exitCode = exitCode
    })
}

/** As the condition would, without the second process that passing it takes. */
function resolveSources(specifier, context, next) {
  if (!specifier.startsWith('@wakelore/')) return next(specifier, context)
  return next(specifier, Object.assign({}, context, { conditions: context.conditions.concat('source') }))
}

/**
 * Inside the cache directory of `@wakelore/vault/paths`, and made for this user alone;
 * undefined where the home is read-only or relative, and the start just slower.
 */
function compileCacheDirectory() {
  const home = homedir()
  const named = process.env.XDG_CACHE_HOME
  const directory =
    process.platform === 'win32'
      ? join(process.env.LOCALAPPDATA || join(home, 'AppData/Local'), 'wakelore/cache/compile')
      : named && isAbsolute(named)
        ? join(named, 'wakelore/compile')
        : join(home, process.platform === 'darwin' ? 'Library/Caches' : '.cache', 'wakelore/compile')
  // A relative home would put it wherever the user stands.
  if (!isAbsolute(directory)) return undefined
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 })
  } catch {
    return undefined
  }
  return directory
}

/** The Node among the checkout's own dependencies, if this platform has one. */
function pinnedNode() {
  const platform = process.platform === 'win32' ? 'win' : process.platform
  const names = ['node-' + platform + '-' + process.arch, 'node-bin-' + platform + '-' + process.arch]
  const executable = process.platform === 'win32' ? 'bin/node.exe' : 'bin/node'
  for (const name of names) {
    const directory = join(__dirname, '../../../node_modules', name)
    const path = join(directory, executable)
    if (existsSync(path)) return { path, version: require(join(directory, 'package.json')).version }
  }
  return undefined
}

function rerunWith(node, args) {
  const child = require('child_process').spawn(
    node,
    [SOURCE_CONDITION, SMALL_HEAP, __filename].concat(args),
    {
      stdio: 'inherit',
    },
  )
  // A terminal sends its Ctrl-C to the child as well: forwarding it would make two.
  const hasTerminal = require('tty').isatty(0)
  const forward = (signal) => {
    if (!(hasTerminal && (signal === 'SIGINT' || signal === 'SIGQUIT'))) child.kill(signal)
  }
  for (const signal of FORWARDED_SIGNALS) process.on(signal, forward)
  child.on('error', (error) => {
    throw error
  })
  child.on('exit', (exitCode, signal) => {
    for (const name of FORWARDED_SIGNALS) process.removeListener(name, forward)
    process.exitCode = exitCode
    // Dies of what the child died of, so that shells and scripts see the same.
    if (signal !== null) process.kill(process.pid, signal)
  })
}

function complain() {
  process.stderr.write(
    'wakelore needs Node.js ' +
      NEEDED_NODE +
      ' or newer; found ' +
      process.versions.node +
      ' at ' +
      process.execPath +
      '.\n' +
      (isCheckout
        ? 'Run `npm ci` in the checkout, which brings one along, or install a newer one from https://nodejs.org.\n'
        : 'Install a newer one from https://nodejs.org.\n'),
  )
  process.exitCode = EXIT_NO_NODE
}

function isOlder(version, than) {
  const found = version.split('.').map(Number)
  const needed = than.split('.').map(Number)
  for (let part = 0; part < needed.length; part++) {
    if (found[part] !== needed[part]) return found[part] < needed[part]
  }
  return false
}
