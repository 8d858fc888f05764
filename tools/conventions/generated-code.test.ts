/** What is generated from the registry, by the compilers and validators of each language. */
import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test from 'node:test'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { readFileSync } from 'node:fs'
import { REGISTRY } from '@wakelore/telemetry/registry.generated'
import { ROOT } from '../source-files.ts'
import { JAVA, RUST } from './files.ts'

const COMPILE_LIMIT_MS = 100_000

/** What both programs print: names, values, classes of a plain name, of one behind a template, of none. */
const EXPECTED = [
  'vcs.ref.head.revision',
  'cherry_pick',
  'git.command',
  REGISTRY.schemaUrl,
  'name',
  'identity',
  'none',
  'none',
]

async function withDirectory(use: (directory: string) => Promise<void>): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'wakelore-generated-'))
  try {
    await use(directory)
  } finally {
    await rm(directory, { recursive: true })
  }
}

function isMissing(command: string): boolean {
  return spawnSync(command, ['--version']).status !== 0
}

test('the Rust crate compiles without warnings and says what the registry says', async (t) => {
  if (isMissing('cargo')) return t.skip('cargo is missing')
  await withDirectory(async (directory) => {
    const crate = join(directory, 'crate')
    await cp(join(ROOT, RUST), crate, {
      recursive: true,
      filter: (path) => !/\/(target|Cargo\.lock)$/.test(path),
    })
    await mkdir(join(crate, 'examples'))
    await writeFile(
      join(crate, 'examples/says.rs'),
      `use wakelore_conventions::*;
fn class(name: &str) -> String {
    privacy_class(name).map_or("none".into(), |class| format!("{class:?}").to_lowercase())
}
fn main() {
    println!("{}", attribute::VCS_REF_HEAD_REVISION);
    println!("{}", value::vcs_rewrite_type::CHERRY_PICK);
    println!("{}", kind::GIT_COMMAND);
    println!("{}", SCHEMA_URL);
    println!("{}", class(attribute::VCS_REF_HEAD_REVISION));
    println!("{}", class("otlp.resource.attribute.user.email"));
    println!("{}", class("otlp.resource.attribute.made.up"));
    println!("{}", class("otlp.resource"));
}
`,
    )
    const output = execFileSync('cargo', ['run', '--offline', '--quiet', '--example', 'says'], {
      cwd: crate,
      encoding: 'utf8',
      timeout: COMPILE_LIMIT_MS,
      env: { ...process.env, RUSTFLAGS: '-D warnings', CARGO_TARGET_DIR: join(directory, 'target') },
    })
    assert.deepEqual(output.trim().split('\n'), EXPECTED)
  })
})

test('the Rust crate is laid out as rustfmt would', (t) => {
  if (isMissing('rustfmt')) return t.skip('rustfmt is missing')
  const { status, stdout } = spawnSync(
    'rustfmt',
    ['--check', '--edition', '2021', join(ROOT, RUST, 'src/lib.rs')],
    { encoding: 'utf8', timeout: COMPILE_LIMIT_MS },
  )
  assert.equal(status, 0, stdout)
})

test('the Java classes compile without warnings and say what the registry says', async (t) => {
  if (isMissing('javac') || isMissing('java')) return t.skip('the JDK is missing')
  await withDirectory(async (directory) => {
    const program = join(directory, 'Says.java')
    await writeFile(
      program,
      `import wakelore.conventions.*;
public final class Says {
  private static String of(String name) {
    return PrivacyClass.of(name).map(found -> found.name().toLowerCase()).orElse("none");
  }
  public static void main(String[] arguments) {
    System.out.println(Attributes.VCS_REF_HEAD_REVISION);
    System.out.println(Values.VcsRewriteType.CHERRY_PICK);
    System.out.println(Kinds.GIT_COMMAND);
    System.out.println(PrivacyClass.SCHEMA_URL);
    System.out.println(of(Attributes.VCS_REF_HEAD_REVISION));
    System.out.println(of("otlp.resource.attribute.user.email"));
    System.out.println(of("otlp.resource.attribute.made.up"));
    System.out.println(of("otlp.resource"));
  }
}
`,
    )
    const sources = ['Attributes', 'Kinds', 'Metrics', 'PrivacyClass', 'Values']
    const classes = join(directory, 'classes')
    const options = { encoding: 'utf8', timeout: COMPILE_LIMIT_MS } as const
    execFileSync(
      'javac',
      [
        '-Xlint:all',
        '-Werror',
        '-d',
        classes,
        program,
        ...sources.map((name) => join(ROOT, JAVA, `${name}.java`)),
      ],
      options,
    )
    assert.deepEqual(execFileSync('java', ['-cp', classes, 'Says'], options).trim().split('\n'), EXPECTED)
  })
})

test('the JSON Schema takes an event of the conventions and refuses what differs', () => {
  const read = (name: string): object =>
    JSON.parse(readFileSync(join(ROOT, 'docs/schema', name), 'utf8')) as object
  const ajv = new Ajv2020({ strict: false })
  ajv.addSchema(read('export.json'), 'export.json')
  const isEvent = ajv.compile(read('development-event.json'))
  const event = {
    id: '00'.repeat(16),
    kind: 'vcs.rewrite',
    source: 'git-refs',
    key: 'rewrite/4b825dc/9d59409',
    occurredAt: '2026-11-25T12:00:00.000Z',
    recordedAt: '2026-11-25T12:00:00.000Z',
    repository: '00'.repeat(16),
    attributes: {
      'vcs.ref.base.revision': '4b825dc',
      'vcs.ref.head.revision': '9d59409',
      'vcs.rewrite.type': 'amend',
      'vcs.rewrite.evidence': 'reflog',
      'of.somebody.else': [1, 2],
    },
  }
  assert.equal(isEvent(event), true, JSON.stringify(isEvent.errors))
  const attributes = (changed: Record<string, unknown>): object => ({
    ...event,
    attributes: { ...event.attributes, ...changed },
  })
  assert.equal(isEvent({ ...event, source: 'git-history' }), false)
  assert.equal(isEvent({ ...event, key: 'rewrite' }), false)
  assert.equal(isEvent({ ...event, repository: 'atlas' }), false)
  assert.equal(isEvent(attributes({ 'vcs.rewrite.type': 'merge' })), false)
  assert.equal(isEvent(attributes({ 'vcs.ref.head.revision': 7 })), false)
  assert.equal(isEvent(attributes({ 'vcs.rewrite.evidence': undefined })), false)
})
