import assert from 'node:assert/strict'
import test from 'node:test'
import { nameCommand } from './command-class.ts'

const named = (line: string): string => {
  const { name, class: of } = nameCommand(line.split(' '))
  return `${name}: ${of}`
}

test('a command is called by its program and the word that says what it is to do', () => {
  const expected: readonly (readonly [line: string, named: string])[] = [
    ['npm test', 'npm test: test'],
    ['npm run -s test:unit -- --watch', 'npm run test:unit: test'],
    ['npm run build', 'npm run build: build'],
    ['npm --prefix web run build:prod', 'npm run build:prod: build'],
    ['npm install', 'npm install: other'],
    ['npm start', 'npm start: other'],
    ['yarn lint', 'yarn lint: other'],
    ['pnpm --filter web test', 'pnpm test: test'],
    ['/usr/bin/pytest -k parser tests', 'pytest: test'],
    ['pytest-3 tests', 'pytest: test'],
    ['python3.12 -m pytest -x', 'pytest: test'],
    ['python3 script.py', 'python: other'],
    ['cargo +nightly test --release', 'cargo test: test'],
    ['cargo build', 'cargo build: build'],
    ['cargo --manifest-path build check', 'cargo check: build'],
    ['go test ./...', 'go test: test'],
    ['mvn -q -B -pl test verify', 'mvn verify: test'],
    ['./gradlew :app:test --info', 'gradlew :app:test: test'],
    ['gradle assemble', 'gradle assemble: build'],
    ['make', 'make: build'],
    ['make -C test -j8 all', 'make all: build'],
    ['make CFLAGS=-O2 check', 'make check: test'],
    ['tsc -b', 'tsc: build'],
    ['node --test --test-reporter=tap', 'node --test: test'],
    ['node script.js', 'node: other'],
    ['npx --package vitest vitest run', 'vitest: test'],
    ['env -u X CI=1 npm test', 'npm test: test'],
    ['time nice -n 5 cargo t', 'cargo t: test'],
    ['uv run --frozen pytest', 'pytest: test'],
    ['bundle exec rspec', 'rspec: test'],
    ['bundle install', 'bundle: other'],
    ['dotnet.exe test', 'dotnet test: test'],
    ['C:\\tools\\NPM.CMD test', 'NPM: other'],
    ['rm -rf build', 'rm: other'],
    ['constructor toString', 'constructor: other'],
    ['npm constructor', 'npm constructor: other'],
    ['env', 'env: other'],
  ]
  for (const [line, name] of expected) assert.equal(named(line), name, line)
  assert.deepEqual(nameCommand([]), { name: '', class: 'other' })
})

test('nothing on a command line makes a name that is longer than a name', () => {
  assert.equal(nameCommand(['make', 'x'.repeat(500)]).name.length, 64)
})
