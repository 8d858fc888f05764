/**
 * What a command is for, and what it is called: `npm test`, `cargo build`; by its program
 * and the first word that says what the program is to do. What stands before it and only
 * starts it (`npx`, `env`, `python -m`) is looked through.
 *
 * The tables are all there is to know of programs; one that isn't there is `other`.
 */
export type CommandClass = 'build' | 'test' | 'other'

export type NamedCommand = { readonly name: string; readonly class: CommandClass }

type Program = {
  /** Without a word that says otherwise. */
  readonly class?: CommandClass
  /** Words that say what it is to do. */
  readonly words?: Readonly<Record<string, CommandClass>>
  /** Any word is what it is to do: a target or a script, told by its name. */
  readonly targets?: true
  /** Options with a value of their own behind them. */
  readonly valued?: readonly string[]
  /** What follows, or what follows one of these words, is a command by itself. */
  readonly starts?: true | readonly string[]
}

const TEST = { class: 'test' } as const
const BUILD = { class: 'build' } as const
const STARTER = { starts: true } as const

const SCRIPTS: Program = {
  words: {
    test: 'test',
    t: 'test',
    tst: 'test',
    build: 'build',
    pack: 'build',
    install: 'other',
    ci: 'other',
  },
  valued: ['--prefix', '-w', '--workspace', '-C', '--dir', '--filter', '-F', '--cwd'],
  starts: ['exec', 'x', 'dlx'],
}
const MAVEN: Program = {
  words: {
    test: 'test',
    'integration-test': 'test',
    verify: 'test',
    compile: 'build',
    'test-compile': 'build',
    package: 'build',
    install: 'build',
    deploy: 'build',
  },
  valued: ['-f', '--file', '-pl', '--projects', '-P', '-s', '--settings', '-T', '--threads'],
}
const GRADLE: Program = {
  class: 'build',
  targets: true,
  valued: ['-p', '--project-dir', '-b', '--build-file', '-x', '--exclude-task', '--tests', '-c'],
}
const MAKE: Program = { class: 'build', targets: true, valued: ['-C', '-f', '-I', '-o', '-W', '--directory'] }
const PYTHON: Program = { valued: ['-W', '-X'], starts: ['-m'] }

const PROGRAMS: Readonly<Record<string, Program>> = {
  npm: SCRIPTS,
  pnpm: SCRIPTS,
  yarn: SCRIPTS,
  bun: SCRIPTS,
  deno: { words: { test: 'test', bench: 'test', check: 'build', compile: 'build' } },
  node: { words: { '--test': 'test' } },
  mvn: MAVEN,
  mvnw: MAVEN,
  mvnd: MAVEN,
  gradle: GRADLE,
  gradlew: GRADLE,
  make: MAKE,
  gmake: MAKE,
  ninja: MAKE,
  just: { targets: true, valued: ['-f', '--justfile', '-d', '--working-directory'] },
  task: { targets: true, valued: ['-d', '--dir', '-t', '--taskfile'] },
  rake: { targets: true, valued: ['-f', '-C'] },
  cargo: {
    words: {
      test: 'test',
      t: 'test',
      nextest: 'test',
      bench: 'test',
      miri: 'test',
      build: 'build',
      b: 'build',
      check: 'build',
      c: 'build',
      clippy: 'build',
      rustc: 'build',
      doc: 'build',
    },
    valued: ['--manifest-path', '--config', '-C', '-Z', '--color'],
  },
  go: { words: { test: 'test', build: 'build', install: 'build', generate: 'build', vet: 'build' } },
  dotnet: {
    words: {
      test: 'test',
      vstest: 'test',
      build: 'build',
      publish: 'build',
      pack: 'build',
      msbuild: 'build',
    },
  },
  swift: { words: { test: 'test', build: 'build' } },
  xcodebuild: {
    class: 'build',
    words: { test: 'test', build: 'build', archive: 'build' },
    valued: ['-scheme', '-project', '-workspace', '-destination', '-configuration', '-sdk'],
  },
  sbt: { words: { test: 'test', compile: 'build', package: 'build', assembly: 'build' } },
  mill: { targets: true },
  lein: { words: { test: 'test', compile: 'build', uberjar: 'build', jar: 'build' } },
  mix: { words: { test: 'test', compile: 'build', release: 'build' } },
  stack: { words: { test: 'test', build: 'build', install: 'build' } },
  cabal: { words: { test: 'test', build: 'build', install: 'build' } },
  dune: { words: { test: 'test', runtest: 'test', build: 'build' } },
  zig: { words: { test: 'test', build: 'build' } },
  flutter: { words: { test: 'test', build: 'build' } },
  dart: { words: { test: 'test', compile: 'build' } },
  bazel: { words: { test: 'test', coverage: 'test', build: 'build' } },
  bazelisk: { words: { test: 'test', coverage: 'test', build: 'build' } },
  buck2: { words: { test: 'test', build: 'build' } },
  meson: { words: { test: 'test', compile: 'build', setup: 'build' } },
  cmake: { class: 'build' },
  docker: { words: { build: 'build', buildx: 'build', bake: 'build' } },
  podman: { words: { build: 'build' } },
  nx: { words: { test: 'test', build: 'build', e2e: 'test' } },
  turbo: { targets: true, valued: ['--filter', '-F'] },
  vite: { words: { build: 'build' } },
  next: { words: { build: 'build' } },
  ng: { words: { test: 'test', e2e: 'test', build: 'build' } },
  playwright: { words: { test: 'test' } },
  cypress: { words: { run: 'test' } },
  ava: TEST,
  ctest: TEST,
  'go-test': TEST,
  gotestsum: TEST,
  jest: TEST,
  karma: TEST,
  mocha: TEST,
  nose2: TEST,
  phpunit: TEST,
  pest: TEST,
  prove: TEST,
  pytest: TEST,
  'py.test': TEST,
  rspec: TEST,
  tap: TEST,
  tape: TEST,
  tox: TEST,
  nox: TEST,
  unittest: TEST,
  vitest: TEST,
  webpack: BUILD,
  rollup: BUILD,
  esbuild: BUILD,
  parcel: BUILD,
  tsc: BUILD,
  tsgo: BUILD,
  swc: BUILD,
  babel: BUILD,
  gcc: BUILD,
  'g++': BUILD,
  cc: BUILD,
  'c++': BUILD,
  clang: BUILD,
  'clang++': BUILD,
  rustc: BUILD,
  javac: BUILD,
  kotlinc: BUILD,
  ant: { class: 'build', targets: true, valued: ['-f', '-file', '-buildfile'] },
  msbuild: BUILD,
  scons: BUILD,
  build: BUILD,
  python: PYTHON,
  pypy: PYTHON,
  py: PYTHON,
  bundle: { starts: ['exec'] },
  coverage: { starts: ['run'] },
  hatch: { words: { test: 'test', build: 'build' }, starts: ['run'] },
  pdm: { words: { build: 'build' }, starts: ['run'] },
  pipenv: { starts: ['run'] },
  poetry: { words: { build: 'build' }, starts: ['run'] },
  rye: { words: { test: 'test', build: 'build' }, starts: ['run'] },
  uv: { words: { build: 'build' }, starts: ['run'] },
  composer: { words: { test: 'test' }, starts: ['exec'] },
  bunx: STARTER,
  npx: { starts: true, valued: ['-p', '--package', '-w', '--workspace'] },
  pnpx: STARTER,
  uvx: STARTER,
  c8: STARTER,
  nyc: STARTER,
  env: { starts: true, valued: ['-u', '--unset', '-C', '--chdir'] },
  nice: { starts: true, valued: ['-n'] },
  stdbuf: STARTER,
  sudo: { starts: true, valued: ['-u', '-g'] },
  time: STARTER,
  'xvfb-run': { starts: true, valued: ['-s', '-n'] },
}

/** What a target or script is for, by its name. */
const TEST_TARGET = /(^|[^a-z])(tests?|check|checks|spec|specs|e2e|verify|coverage|runtest)([^a-z]|$)|Test$/
const BUILD_TARGET = /(^|[^a-z])(build|builds|compile|bundle|dist|package|assemble|install|all|jar)([^a-z]|$)/
/** Of starters within starters, deeper is nobody's. */
const MOST_STARTERS = 4
const MOST_NAME_CHARACTERS = 64

export function nameCommand(command: readonly string[]): NamedCommand {
  let words = command
  for (let depth = 0; depth < MOST_STARTERS; depth++) {
    const started = startedBy(words)
    if (started === undefined) break
    words = started
  }
  const program = programName(words[0] ?? '')
  const known = Object.hasOwn(PROGRAMS, program) ? PROGRAMS[program]! : {}
  const found = wordOf(known, program, words.slice(1))
  return {
    name: (found === undefined ? program : `${program} ${found.text}`).slice(0, MOST_NAME_CHARACTERS),
    class: found?.class ?? known.class ?? 'other',
  }
}

/** The command that this one only starts, where it does. */
function startedBy(words: readonly string[]): readonly string[] | undefined {
  const [program = '', ...rest] = words
  const name = programName(program)
  const { starts, valued = [] } = Object.hasOwn(PROGRAMS, name) ? PROGRAMS[name]! : {}
  if (starts === undefined) return undefined
  let isAfterWord = starts === true
  for (let at = 0; at < rest.length; at++) {
    const word = rest[at]!
    if (starts !== true && !isAfterWord && starts.includes(word)) isAfterWord = true
    else if (valued.includes(word)) at++
    // An option, or a variable of `env`.
    else if (word.startsWith('-') || /^\w+=/.test(word)) continue
    else return isAfterWord ? rest.slice(at) : undefined
  }
  return undefined
}

/** The first word that the program knows, or its first target. */
function wordOf(
  { words = {}, targets, valued = [] }: Program,
  program: string,
  rest: readonly string[],
): { readonly text: string; readonly class: CommandClass } | undefined {
  for (let at = 0; at < rest.length; at++) {
    const word = rest[at]!
    if (word === '--') return undefined
    if (Object.hasOwn(words, word)) return { text: word, class: words[word]! }
    if (valued.includes(word)) at++
    else if (word.startsWith('-') || word.startsWith('+') || /^\w+=/.test(word)) continue
    else if (targets === true)
      return { text: word, class: classOfTarget(word) ?? PROGRAMS[program]!.class ?? 'other' }
    else if (PROGRAMS[program] === SCRIPTS) {
      const script = word === 'run' || word === 'run-script' ? rest.slice(at + 1).find(isPlain) : word
      if (script === undefined) return undefined
      const text = script === word ? word : `run ${script}`
      return { text, class: classOfTarget(script) ?? 'other' }
    }
  }
  return undefined
}

function isPlain(word: string): boolean {
  return !word.startsWith('-')
}

function classOfTarget(target: string): CommandClass | undefined {
  return TEST_TARGET.test(target) ? 'test' : BUILD_TARGET.test(target) ? 'build' : undefined
}

/** Without its directory, its suffix on Windows, and its version. */
function programName(program: string): string {
  const name = program.replace(/^.*[/\\]/, '').replace(/\.(exe|cmd|bat|ps1)$/i, '')
  return /^(python|pypy|gcc|g\+\+|clang|clang\+\+|pytest)-?\d[\d.]*$/.test(name)
    ? name.replace(/-?\d[\d.]*$/, '')
    : name
}
