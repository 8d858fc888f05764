/**
 * The pipeline: the only file that knows everyone. It wires sources to the gate, the
 * gate to the log, the log to the graph, and hands operations their context.
 *
 * Everything opens when first asked for: `status` on an empty home touches nothing.
 */
import { existsSync, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import type { Clock } from '@wakelore/kernel/clock'
import { isFault } from '@wakelore/kernel/fault'
import type { Known, ReadOptions, ReadProgress, ReadRemark } from '@wakelore/capture/source'
import type { Graph } from '@wakelore/knowledge/graph'
import type { KnownRepository, OpenRepository, OperationContext } from '@wakelore/server/context'
import type { LogReader } from '@wakelore/stream/log'
import { EVENT_CATEGORY } from '@wakelore/telemetry/conventions.generated'
import {
  eventId,
  OWN_REPOSITORY,
  textAttribute,
  UNATTRIBUTED,
  type DevelopmentEvent,
  type RepositoryId,
} from '@wakelore/telemetry/event'
import { privacyClassOf } from '@wakelore/telemetry/otlp/attribute-name'
import { isCaptured, openConsent, type AllowedRepository, type Consent } from '@wakelore/vault/consent'
import type { DetailLevel, Gate, GateOptions } from '@wakelore/vault/gate'
import { makeGit } from '@wakelore/vault/git'
import type { Keyring, SlotKind } from '@wakelore/vault/keyring'
import { captureStateFile, consentFile, wakelorePaths } from '@wakelore/vault/paths'
import type { Redactor } from '@wakelore/vault/redact'
import { findRepository, type Repository } from '@wakelore/vault/repository'
import { deriveKey } from '@wakelore/vault/seal'
import type { AmbientIntake } from './ambient-intake.ts'
import type { BegunRun } from './command-run/begin-run.ts'
import { closeGap, hasGap } from './graph-gap.ts'
import type { OtlpStoring } from './otlp-intake.ts'
import { graphFile, keyringOptions, logDirectory, storeExists } from './store-place.ts'
import type { Store } from './store.ts'
import { TELEMETRY_CATEGORY } from './telemetry-consent.ts'

export type PipelineOptions = {
  readonly cwd: string
  readonly environment: NodeJS.ProcessEnv
  readonly clock: Clock
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: ReadProgress) => void
  /** Something that the user should know, once. */
  readonly onNotice?: (text: string) => void
  /** Where the standard output of a command that is run goes; to ours unless told. */
  readonly commandOutput?: 'stdout' | 'stderr'
  /** The command that is to be run, where it runs already. */
  readonly begunRun?: BegunRun
}

/** Few enough that progress moves, enough that blocks compress and fsync is rare. */
const BATCH_EVENTS = 2048
/** How long to wait for another writer: a question about what is stored already hardly waits. */
const LOCK_WAIT_MS = 60_000
const LOCK_WAIT_WHEN_KNOWN_MS = 200

/** What the daemon asks of the pipeline, over and over. */
export type AmbientPipeline = Pick<
  AmbientIntake,
  'takeInSpool' | 'spoolDirectory' | 'endSessions' | 'record'
> & {
  /**
   * Everything new of one captured repository: what in-process tools did, refs, reflogs,
   * commits. Unsettled: refs moved within this second, and who moved them can be told only
   * when it is over.
   */
  readonly readNewRefs: (
    repository: RepositoryId,
  ) => Promise<{ readonly events: number; readonly isUnsettled: boolean }>
  /** Repositories of which git is recorded; as the owner says at this moment. */
  readonly captured: () => Promise<readonly AllowedRepository[]>
  /** Where what others send by OTLP is taken in; `onWaiting` is told when something waits for it. */
  readonly openOtlpIntake: (onWaiting: () => void) => Promise<OtlpStoring>
  /** Removes telemetry of no allowed repository whose days are over. */
  readonly forgetUnattributed: () => Promise<void>
  /** Lets others write. */
  readonly endWriting: () => Promise<void>
  /** Lets go of locks, files and memory until something is asked again. */
  readonly release: () => Promise<void>
}

export type Pipeline = OperationContext & AsyncDisposable & { readonly ambient: AmbientPipeline }

export function openPipeline(options: PipelineOptions): Pipeline {
  const { clock, environment, onNotice = () => undefined } = options
  const paths = wakelorePaths({ environment })
  const git = makeGit({ environment })
  let openedStore: Promise<Store> | undefined
  let openedConsent: { readonly version: string; readonly consent: Promise<Consent> } | undefined
  let openedKeyring: { readonly version: string; readonly keyring: Keyring } | undefined
  let redactor: Redactor | undefined
  let loadedIntake: Promise<AmbientIntake> | undefined

  const store = (): Promise<Store> => {
    if (openedStore === undefined) {
      openedStore = openStoreAgain()
      // Opened ahead of the one who awaits it.
      openedStore.catch(() => undefined)
    }
    return openedStore
  }
  /** With the key that opened it last, as long as keys.json is the same. */
  const openStoreAgain = async (): Promise<Store> => {
    const version = fileVersion(join(paths.configDir, 'keys.json'))
    const keyring = openedKeyring?.version === version ? openedKeyring.keyring : undefined
    const { openStore } = await import('./store.ts')
    const opened = await openStore({
      paths,
      clock,
      environment,
      onNotice,
      ...(keyring === undefined ? {} : { keyring }),
    })
    openedKeyring = version === '' ? undefined : { version, keyring: opened.keyring }
    return opened
  }
  /** Read again where another process changed it. */
  const consent = (): Promise<Consent> => {
    const version = fileVersion(consentFile(paths))
    if (openedConsent?.version !== version) {
      openedConsent = { version, consent: openConsent({ directory: paths.configDir, clock }) }
    }
    return openedConsent.consent
  }
  const closeStore = async (): Promise<void> => {
    const opened = await openedStore?.catch(() => undefined)
    openedStore = undefined
    await opened?.[Symbol.asyncDispose]()
  }
  const existingStore = async (): Promise<Store | undefined> => {
    if (!storeExists(paths)) return undefined
    const opened = await store()
    await takeInSpool()
    await opened.catchUp()
    return opened
  }

  /** Loaded when asked for: most commands of somebody who never turned capture on need none of it. */
  const intake = (): Promise<AmbientIntake> =>
    (loadedIntake ??= import('./ambient-intake.ts').then(({ makeAmbientIntake }) =>
      makeAmbientIntake({
        paths,
        clock,
        git,
        store,
        consent,
        gate: () => gateOf(),
        ...(options.signal === undefined ? {} : { signal: options.signal }),
      }),
    ))
  const wasEverOn = (): boolean => existsSync(captureStateFile(paths))

  /**
   * Takes in for somebody who only reads: whatever is in the way of it, what is stored
   * already can be asked; and others can write meanwhile, however long the answer takes.
   */
  const takeInToRead = async (takeIn: (opened: AmbientIntake) => Promise<unknown>): Promise<void> => {
    try {
      await takeIn(await intake())
    } catch (error) {
      if (!isFault(error)) throw error
      onNotice(
        error.code === 'LOG_BUSY'
          ? 'Another wakelore is writing: what git did in the last moments may be missing here.'
          : `What git did last may be missing here: ${error.code}, ${error.message}. ${error.help}`,
      )
    } finally {
      await endWriting()
    }
  }
  const endWriting = async (): Promise<void> => {
    const opened = await openedStore?.catch(() => undefined)
    await opened?.endWriting()
  }

  /** What git did up to now. */
  const takeInSpool = async (): Promise<void> => {
    if (wasEverOn()) await takeInToRead((opened) => opened.takeInSpool())
  }

  /** As `takeInSpool`, and what refs tell beside it. */
  const takeInAmbient = async (id: RepositoryId): Promise<void> => {
    const one = (await consent()).list().find((known) => known.id === id)
    if (one === undefined || !isCaptured(one)) return takeInSpool()
    await takeInToRead((opened) => opened.takeInRefs(id))
  }

  /**
   * Of what is brought back, commands are kept as the history is, whether or not they are
   * recorded here: bringing them back allows nothing that is done from now on.
   */
  const levelOfImported =
    (granted: Consent) =>
    (repository: RepositoryId, category: string): DetailLevel => {
      const level = granted.detailFor(repository, category)
      return category === 'git' && level === 'off' ? granted.detailFor(repository, 'history') : level
    }

  const gateOf = async (isImporting = false): Promise<Gate> => {
    const [{ makeGate }, granted] = await Promise.all([import('@wakelore/vault/gate'), consent()])
    const levelOf = isImporting ? levelOfImported(granted) : granted.detailFor
    return makeGate({
      ...(await gateParts()),
      // The record of a consent is kept with it, in full; and so is what wakelore says of itself.
      detailFor: (repository, category) =>
        category === 'consent' || (category === 'self' && repository === OWN_REPOSITORY)
          ? 'full'
          : levelOf(repository, category),
    })
  }
  /** Telemetry that belongs nowhere is kept apart in full, and nothing else is. */
  const gateOfUnattributed = async (): Promise<Gate> => {
    const { makeGate } = await import('@wakelore/vault/gate')
    return makeGate({
      ...(await gateParts()),
      detailFor: (repository, category) =>
        repository === UNATTRIBUTED && category === TELEMETRY_CATEGORY ? 'full' : 'off',
    })
  }
  const gateParts = async (): Promise<Omit<GateOptions, 'detailFor'>> => ({
    privacyOf: privacyClassOf,
    categoryOf: (kind) => EVENT_CATEGORY[kind],
    redactor: await redactorOf((await store()).keyring),
  })
  const redactorOf = async ({ dataKey }: Keyring): Promise<Redactor> => {
    const { makeRedactor } = await import('@wakelore/vault/redact')
    return (redactor ??= makeRedactor({
      home: homedir(),
      emailPolicy: 'keep',
      digestKey: deriveKey(dataKey, 'redaction digests'),
    }))
  }

  /** Everything new of a repository, stored; says how many events that were. */
  async function readRepository(
    opened: Store,
    repository: Repository,
    remarks: ReadRemark[],
    how: Pick<ReadOptions, 'looksAtReflog'> & { readonly lockWaitMs: number },
  ): Promise<{ newEvents: number; newCommits: number }> {
    const { readGitHistory } = await loadHistorySource()
    // Mostly nothing is new.
    let gate: Gate | undefined
    let newEvents = 0
    let newCommits = 0
    let isWriting = false
    // Whoever wrote while we waited for the lock may have read the same: then what is new is asked again.
    for (let isDone = false; !isDone;) {
      await opened.catchUp()
      const readFrom = opened.graph.position()
      isDone = true
      const isWhole = !hasGap(opened.graph, repository.id)
      const events = readGitHistory(
        { git, repository, known: knownOf(opened.graph, repository.id, isWhole), clock },
        {
          ...(options.onProgress === undefined ? {} : { onProgress: options.onProgress }),
          ...(options.signal === undefined ? {} : { signal: options.signal }),
          onRemark: (remark) => remarks.push(remark),
          looksAtReflog: how.looksAtReflog === true,
        },
      )
      // The gate reads ahead while the log waits for the disk.
      let storing: Promise<void> = Promise.resolve()
      try {
        for await (const batch of inBatches(events, BATCH_EVENTS)) {
          if (!isWriting) {
            isWriting = true
            await opened.beginWriting(how.lockWaitMs)
            if (!isDeepStrictEqual(opened.graph.position(), readFrom)) {
              isDone = false
              remarks.length = 0
              break
            }
          }
          // What the gate renamed, the source can't know to be stored; nor what stayed, where it was told of no ref.
          const refs = isWhole ? undefined : opened.graph.refs(repository.id)
          gate ??= await gateOf()
          const admitted = (await gate.admit(batch)).filter(
            (event) =>
              event.key.startsWith('commit/') ||
              (!opened.graph.hasEvent(repository.id, eventId(event)) &&
                (refs === undefined || !isTold(opened.graph, refs, event))),
          )
          await storing
          storing = opened.append(admitted)
          // Told where it is awaited, not before.
          storing.catch(() => undefined)
          newEvents += admitted.length
          newCommits += admitted.filter((event) => event.kind === 'vcs.commit').length
          options.signal?.throwIfAborted()
        }
      } finally {
        await storing
      }
    }
    closeGap(opened.graph, repository.id)
    return { newEvents, newCommits }
  }

  const rootCommits = async (found: Repository): Promise<string[]> => {
    const { readRootCommits } = await import('@wakelore/capture/source/git-history/root-commits')
    return readRootCommits(git, found)
  }

  /** The repository under the id it was first read by, and granted if it is new. */
  async function consentedRepository(found: Repository, opened: Store): Promise<Repository> {
    const granted = await consent()
    const readRoots = (): Promise<string[]> => rootCommits(found)
    const registered = (await granted.find(found, readRoots)) ?? (await granted.grant(found, readRoots))
    const repository = { ...found, id: registered.id }
    const event = grantEvent(registered, clock.nowMs())
    if (!opened.graph.hasEvent(repository.id, eventId(event))) {
      await opened.beginWriting(LOCK_WAIT_MS)
      if (!opened.graph.hasEvent(repository.id, eventId(event))) {
        await opened.append(await (await gateOf()).admit([event]))
      }
    }
    return repository
  }

  async function openRepository(
    path: string | undefined,
    how: Pick<ReadOptions, 'looksAtReflog'> = {},
  ): Promise<OpenRepository> {
    const startedMs = performance.now()
    // Side by side, but an old git is said first: it may not know what it is asked.
    const finding = findRepository(git, resolve(options.cwd, path ?? '.'))
    finding.catch(() => undefined)
    const asking = git.version()
    asking.catch(() => undefined)
    // While git answers; what isn't there yet isn't made before it did.
    if (storeExists(paths)) void store()
    void loadHistorySource()
    await asking
    const found = await finding
    const opened = await store()
    await opened.catchUp()
    const repository = await consentedRepository(found, opened)
    const remarks: ReadRemark[] = []
    const isKnown = opened.graph.refs(repository.id).size > 0
    let counts = { newEvents: 0, newCommits: 0 }
    try {
      const lockWaitMs = isKnown ? LOCK_WAIT_WHEN_KNOWN_MS : LOCK_WAIT_MS
      counts = await readRepository(opened, repository, remarks, { ...how, lockWaitMs })
    } catch (error) {
      // What is stored can be asked while another process writes.
      if (!isKnown || !isFault(error, 'LOG_BUSY')) throw error
      remarks.push({ code: 'LOG_BUSY', message: `${error.message}; this answer may lack what is newest.` })
    }
    await takeInAmbient(repository.id)
    await endWriting()
    return {
      repository,
      graph: opened.graph,
      read: { ...counts, tookMs: performance.now() - startedMs, remarks },
    }
  }

  const ambient: AmbientPipeline = {
    takeInSpool: async (request) => (await intake()).takeInSpool(request),
    spoolDirectory: async () => (await intake()).spoolDirectory(),
    endSessions: async (reason) => (await intake()).endSessions(reason),
    record: async (events) => (await intake()).record(events),
    readNewRefs: async (id) => {
      const { events } = await (await intake()).takeInRefs(id)
      const known = (await consent()).list().find((one) => one.id === id)
      if (known === undefined || !existsSync(known.commonDir)) return { events, isUnsettled: false }
      const repository = { ...(await findRepository(git, known.commonDir)), id }
      const { newEvents } = await readRepository(await store(), repository, [], {
        lockWaitMs: LOCK_WAIT_WHEN_KNOWN_MS,
      })
      return { events: events + newEvents, isUnsettled: newEvents > 0 }
    },
    captured: async () => (await consent()).list().filter(isCaptured),
    openOtlpIntake: async (onWaiting) => {
      const [{ makeOtlpIntake }, { makeOtlpPlaces }, { makeUnattributedStore }, { openJournal }] =
        await Promise.all([
          import('./otlp-intake.ts'),
          import('@wakelore/capture/source/otlp'),
          import('./unattributed.ts'),
          import('./capture-journal.ts'),
        ])
      return makeOtlpIntake({
        clock,
        store,
        gate: () => gateOf(),
        places: makeOtlpPlaces({
          git,
          clock,
          home: homedir(),
          allowed: async () => (await consent()).list(),
        }),
        repositories: async () => new Set([OWN_REPOSITORY, ...(await consent()).list().map(({ id }) => id)]),
        keySecret: async () =>
          Buffer.from(deriveKey((await store()).keyring.dataKey, 'keys of telemetry')).toString('hex'),
        sessions: async () => (await openJournal(paths)).journal.sessions,
        unattributed: makeUnattributedStore({
          paths,
          clock,
          key: async () => (await store()).keyring.dataKey,
          gate: gateOfUnattributed,
        }),
        onWaiting,
      })
    },
    forgetUnattributed: async () => (await import('./unattributed.ts')).forgetOldDays(paths, clock.nowMs()),
    endWriting,
    release: closeStore,
  }

  /** The repository under its own id, and granted if it is new; its history isn't read. */
  const register = async (found: Repository): Promise<Repository> => {
    const opened = await store()
    await opened.catchUp()
    return consentedRepository(found, opened)
  }
  const record = async (events: readonly DevelopmentEvent[]): Promise<void> => {
    await (await intake()).record(events)
    await endWriting()
  }

  const allowTelemetry: OperationContext['allowTelemetry'] = async (path, detail) => {
    const { allowTelemetry } = await import('./telemetry-consent.ts')
    try {
      return await allowTelemetry(
        { git, clock, consent, register, record },
        { path: resolve(options.cwd, path), detail },
      )
    } finally {
      await endWriting()
    }
  }

  const keyring = () => import('@wakelore/vault/keyring')

  const toKnown = (one: AllowedRepository): KnownRepository => ({
    id: one.id,
    name: one.name,
    path: one.commonDir,
    consentedAtMs: Date.parse(one.consentedAt),
    detail: one.detail,
  })

  return {
    ambient,
    git,
    clock,
    cwd: options.cwd,
    ...(environment['GIT_INDEX_FILE'] === undefined
      ? {}
      : { indexFile: resolve(options.cwd, environment['GIT_INDEX_FILE']) }),
    storeDirectory: paths.dataDir,
    openRepository,
    openMergeDirectory: async (repository, settings) => {
      const { openMergeDirectory } = await import('@wakelore/vault/merge-directory')
      const { cacheDir } = paths
      return openMergeDirectory({ cacheDir, repository, settings, nowMs: clock.nowMs(), environment })
    },
    findKnown: async (path) => {
      try {
        const found = await findRepository(git, resolve(options.cwd, path))
        const entry = await (await consent()).find(found, () => rootCommits(found))
        if (entry !== undefined && isCaptured(entry)) await takeInAmbient(entry.id)
        return entry === undefined ? undefined : toKnown(entry)
      } catch (error) {
        if (isFault(error, 'GIT_NOT_A_REPOSITORY')) return undefined
        throw error
      }
    },
    knownRepositories: async () => (await consent()).list().map(toKnown),
    openLog: async () => {
      const reader = (await existingStore())?.reader
      return reader === undefined ? undefined : withDamageTold(reader, onNotice)
    },
    openUnattributed: async () => {
      const { forgetOldDays, openUnattributed } = await import('./unattributed.ts')
      await forgetOldDays(paths, clock.nowMs())
      return storeExists(paths) ? openUnattributed(paths, (await store()).keyring.dataKey) : undefined
    },
    unattributedStatus: async () => {
      const { forgetOldDays, unattributedStatus } = await import('./unattributed.ts')
      await forgetOldDays(paths, clock.nowMs())
      return unattributedStatus(paths, async () => (await store()).keyring.dataKey)
    },
    openGraph: async () => (await existingStore())?.graph,
    importEvents: async (batches) => {
      const opened = await store()
      await opened.beginWriting(LOCK_WAIT_MS)
      const granted = await consent()
      const present = new Set<string>()
      for await (const block of opened.reader.scan()) {
        for (const event of block.events()) present.add(eventId(event))
      }
      const gate = await gateOf(true)
      const allowed = new Set(granted.list().map(({ id }) => id))
      const counts = { stored: 0, present: 0, refused: 0 }
      for await (const batch of batches) {
        for (const event of batch) {
          // What belongs nowhere isn't of a repository because it was exported.
          if (allowed.has(event.repository) || [OWN_REPOSITORY, UNATTRIBUTED].includes(event.repository))
            continue
          allowed.add(event.repository)
          await allowImported(granted, event)
        }
        const admitted = await gate.admit(batch)
        counts.refused += batch.length - admitted.length
        const fresh = admitted.filter((event) => {
          const id = eventId(event)
          const isNew = !present.has(id)
          present.add(id)
          return isNew
        })
        counts.present += admitted.length - fresh.length
        counts.stored += fresh.length
        await opened.append(fresh)
      }
      return counts
    },
    allowTelemetry,
    shellEnvironment: async () => {
      const { prepareShell, undoneShell } = await import('./shell-environment.ts')
      return {
        prepare: (request) =>
          prepareShell(
            {
              cwd: options.cwd,
              paths,
              environment,
              clock,
              allowTelemetry,
              record,
              onNotice,
            },
            request,
          ),
        undo: () => undoneShell(environment),
      }
    },
    runCommand: async (request) => {
      const { runCommand } = await import('./command-run.ts')
      return runCommand(
        {
          cwd: options.cwd,
          environment,
          clock,
          git,
          outputTo: options.commandOutput ?? 'stdout',
          begun: options.begunRun,
          allowTelemetry,
          storedBlocks: async () => (storeExists(paths) ? (await store()).reader.scan() : undefined),
          recordWork: async (events) => (await intake()).recordWork(events),
          release: closeStore,
        },
        request,
      )
    },
    capture: async () => (await import('./capture-status.ts')).readCaptureStatus(paths, git),
    daemonControl: async () => {
      const { makeDaemonControl } = await import('./daemon-control.ts')
      return makeDaemonControl({ paths, environment, ambient, signal: options.signal })
    },
    captureSwitch: async () => {
      const [{ makeCaptureSwitch }, { makeDaemonControl }, { findSupervisor }] = await Promise.all([
        import('./capture-switch-commands.ts'),
        import('./daemon-control.ts'),
        import('./supervisor.ts'),
      ])
      return makeCaptureSwitch({
        cwd: options.cwd,
        paths,
        git,
        environment,
        clock,
        consent,
        readRootCommits: rootCommits,
        supervisor: findSupervisor({ environment, platform: process.platform, home: homedir() }),
        daemon: makeDaemonControl({ paths, environment, ambient, signal: options.signal }),
        register,
        takeInSpool: async () => {
          await (await intake()).takeInSpool({ lockWaitMs: LOCK_WAIT_MS })
          await endWriting()
        },
        takeInRefs: async (id, request) => {
          await (await intake()).takeInRefs(id, request)
          await endWriting()
        },
        record,
        recordChange: async (repository, change) => {
          await (await intake()).recordChange(repository, change)
          // The daemon is about to be started, and takes in first of all.
          await endWriting()
        },
      })
    },
    sinkControl: async () => {
      const [{ makeSinkControl }, { makeLeastData }] = await Promise.all([
        import('./sink.ts'),
        import('@wakelore/vault/least-data'),
      ])
      return makeSinkControl({
        paths,
        environment,
        clock,
        signal: options.signal,
        onNotice,
        openLog: async () => (await existingStore())?.reader,
        logDirectory: logDirectory(paths),
        leastData: async () =>
          makeLeastData({
            privacyOf: privacyClassOf,
            digest: (await redactorOf((await store()).keyring)).digest,
          }),
        record,
      })
    },
    storedBytes: async () => {
      const log = await (await existingStore())?.reader.status()
      const graph = statSync(graphFile(paths), { throwIfNoEntry: false })
      return (log?.sizeBytes ?? 0) + (graph?.size ?? 0)
    },
    keySlots: async () =>
      (await (await keyring()).listSlots(keyringOptions({ paths, clock, environment }))).map((slot) => ({
        kind: slot.kind,
        createdAtMs: Date.parse(slot.createdAt),
      })),
    addKeySlot: async (kind) => {
      const { recoveryPhraseFile } = await (
        await keyring()
      ).addSlot({
        ...keyringOptions({ paths, clock, environment }),
        kind: kind as SlotKind,
      })
      await closeStore()
      if (recoveryPhraseFile !== undefined) onNotice(`Twelve recovery words are in ${recoveryPhraseFile}.`)
    },
    removeKeySlot: async (kind) => {
      const { onlyWordsFile } = await (
        await keyring()
      ).removeSlot({
        ...keyringOptions({ paths, clock, environment }),
        kind: kind as SlotKind,
      })
      await closeStore()
      if (onlyWordsFile !== undefined) {
        onNotice(
          `Only the words in ${onlyWordsFile} open the store now: set WAKELORE_RECOVERY_PHRASE to them, and move that file to a safe place.`,
        )
      }
    },
    recoverKeys: async () => {
      await (
        await keyring()
      ).recover({
        ...keyringOptions({ paths, clock, environment }),
        phrase: environment['WAKELORE_RECOVERY_PHRASE'] ?? '',
      })
    },
    completionScript: async (shell) => (await import('./cli/completion.ts')).completionScript(shell),
    examine: async (request) => {
      const [{ examine }, { openStoredParts }] = await Promise.all([
        import('./examine.ts'),
        import('./store.ts'),
      ])
      return examine({
        ...request,
        git,
        paths,
        clock,
        environment,
        consent,
        openParts: async () =>
          storeExists(paths) ? openStoredParts({ paths, clock, environment }) : undefined,
        rebuildGraph: async () => (await store()).rebuildGraph(),
        examineCapture: async () => {
          const [{ examineCapture }, { readCaptureStatus }] = await Promise.all([
            import('./examine-capture.ts'),
            import('./capture-status.ts'),
          ])
          const look = async (): Promise<Graph> => {
            const opened = await store()
            await opened.catchUp()
            return opened.graph
          }
          return examineCapture({
            git,
            clock,
            environment,
            status: await readCaptureStatus(paths, git),
            repositories: (await consent()).list(),
            look,
            takeIn: async () => {
              await takeInSpool()
              return look()
            },
          })
        },
      })
    },
    ...(options.signal === undefined ? {} : { signal: options.signal }),
    ...(options.onProgress === undefined ? {} : { onProgress: options.onProgress }),
    [Symbol.asyncDispose]: closeStore,
  }
}

const loadHistorySource = () => import('@wakelore/capture/source/git-history')

/** The reader, saying what a scan had to leave out. */
function withDamageTold(reader: LogReader, onNotice: (text: string) => void): LogReader {
  return {
    ...reader,
    scan: async function* (request = {}) {
      let damagedBlocks = 0
      yield* reader.scan({
        ...request,
        onDamage: (damage) => {
          if (damage.kind === 'damaged') damagedBlocks++
          request.onDamage?.(damage)
        },
      })
      if (damagedBlocks > 0) {
        onNotice(
          `The log has ${damagedBlocks} damaged block${damagedBlocks === 1 ? '' : 's'}, left out here: \`wakelore doctor\` says where.`,
        )
      }
    },
  }
}

/** What the graph holds; not whole, no ref stands for its past, and everything is compared again. */
function knownOf(graph: Graph, repository: string, isWhole: boolean): Known {
  return {
    hasCommit: (sha) => graph.hasCommit(repository, sha),
    hasEvent: (id) => graph.hasEvent(repository, id),
    refs: () => {
      const refs = new Map(isWhole ? graph.refs(repository) : [])
      // No ref's name can hold a "[": this one had a secret in it, and isn't gone because its marker isn't there.
      // An import may claim any revision: none but hashes, and a gap's digest, go to git.
      for (const [name, { revision }] of refs) {
        if (name.includes('[') || !/^(?:[0-9a-f]{32}){1,2}$|^[0-9a-f]{40}$/.test(revision)) refs.delete(name)
      }
      return refs
    },
    lastRefChange: (ref) => graph.lastRefChange(repository, ref),
  }
}

/** Whether the graph says the same already, by an event whose id depends on refs that the source wasn't told. */
function isTold(graph: Graph, refs: ReturnType<Graph['refs']>, event: DevelopmentEvent): boolean {
  const name = textAttribute(event, 'vcs.ref.head.name') ?? ''
  const revision = textAttribute(event, 'vcs.ref.head.revision')
  if (event.kind === 'vcs.ref.change') return refs.get(name)?.revision === revision
  if (event.kind !== 'vcs.note') return false
  const message = textAttribute(event, 'vcs.note.message') ?? ''
  return graph.note(event.repository, name, revision ?? '') === message.toWellFormed()
}

/** The owner's consent as an event: occurred, and keyed by, when it was given. */
function grantEvent(entry: AllowedRepository, nowMs: number): DevelopmentEvent {
  const grantedMs = Date.parse(entry.consentedAt)
  return {
    source: 'wakelore',
    key: `consent/${grantedMs}`,
    kind: 'wakelore.consent.grant',
    occurredAt: grantedMs,
    recordedAt: nowMs,
    repository: entry.id,
    attributes: {
      'vcs.repository.name': entry.name,
      'wakelore.consent.path': entry.commonDir,
      'wakelore.consent.detail': Object.entries(entry.detail).map(
        ([category, level]) => `${category}=${level}`,
      ),
    },
  }
}

/**
 * Allows the repository that an imported event is of, which isn't known here. What is
 * said of it comes from the file: it never touches what the owner said of another.
 */
async function allowImported(granted: Consent, event: DevelopmentEvent): Promise<void> {
  const path = (textAttribute(event, 'wakelore.consent.path') ?? '').replace(/^~(?=[/\\])/, homedir())
  const isFree = path !== '' && !granted.list().some(({ commonDir }) => commonDir === path)
  const repository = {
    id: event.repository,
    commonDir: isFree ? path : `imported/${event.repository}`,
    name: textAttribute(event, 'vcs.repository.name') ?? 'imported',
  }
  await granted.grant(repository, async () => [])
}

/** Changes whenever the file does; empty where there is none. */
function fileVersion(file: string): string {
  const found = statSync(file, { throwIfNoEntry: false })
  return found === undefined ? '' : `${found.ino}/${found.mtimeMs}/${found.size}`
}

/** Joins and splits batches so that each has about `size` events. */
async function* inBatches(
  batches: AsyncIterable<DevelopmentEvent[]>,
  size: number,
): AsyncGenerator<DevelopmentEvent[]> {
  let gathered: DevelopmentEvent[] = []
  for await (const batch of batches) {
    gathered = gathered.length === 0 ? batch : gathered.concat(batch)
    if (gathered.length >= size) {
      yield gathered
      gathered = []
    }
  }
  if (gathered.length > 0) yield gathered
}
