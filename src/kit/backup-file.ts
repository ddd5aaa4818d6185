/**
 * The file of a back-up. Two lines that people can read (`foyer-backup 1`, then the header as JSON), frames under
 * zstd, and a last line with the SHA-256 of everything before it, so that a cut or altered file is known for one.
 */
import { createHash, type Hash, randomBytes } from 'node:crypto'
import { createReadStream, type ReadStream } from 'node:fs'
import { type FileHandle, open, rename, rm } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { type Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { constants, createZstdCompress, createZstdDecompress } from 'node:zlib'
import { z } from 'zod'

/** What stands in the way of a back-up or a restore. The message names state and remedy, and no patient data. */
export class BackupError extends Error {
  override name = 'BackupError'
}

const Header = z.object({
  madeAt: z.string(),
  /** PostgreSQL's version, for people. */
  postgres: z.string(),
  /** The migrations of the database, in their order. */
  migrations: z.array(z.object({ name: z.string().regex(/^[\w.-]+\.sql$/), sha256: z.string() })),
  /** Which keys the sealed values need; see `keyIdOf`. */
  keyIds: z.array(z.string()),
})
export type BackupHeader = z.infer<typeof Header>

const Sequence = z.object({ name: z.string(), value: z.string(), isCalled: z.boolean() })
export type SequenceState = z.infer<typeof Sequence>

/** In the order of the file: for each table `table`, any number of `rows`, `tableEnd`; then the rest, once each. */
export type Frame =
  | { kind: 'table'; name: string; columns: string[] }
  | { kind: 'rows'; bytes: Buffer }
  | { kind: 'tableEnd'; rows: number }
  | { kind: 'sequences'; sequences: SequenceState[] }
  | { kind: 'end'; tables: number; rows: number }

const JsonFrame = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('table'), name: z.string(), columns: z.array(z.string()) }),
  z.object({ kind: z.literal('tableEnd'), rows: z.int() }),
  z.object({ kind: z.literal('sequences'), sequences: z.array(Sequence) }),
  z.object({ kind: z.literal('end'), tables: z.int(), rows: z.int() }),
])

const MAGIC = 'foyer-backup'
const FORMAT = 1
const TRAILER = /^\nfoyer-end ([0-9a-f]{64})\n$/
const TRAILER_BYTES = 76
const HEADER_BYTES_MAX = 1_000_000
/** A row is one message of PostgreSQL, which ends at 1 GB. */
const FRAME_BYTES_MAX = 2 ** 30
const ROWS = 'R'.charCodeAt(0)
const JSON_FRAME = 'J'.charCodeAt(0)

/**
 * Writes a back-up beside its place and moves it there when it is whole and on the disk; so there is never half a
 * file of this name. For its owner alone (mode 600). Takes the place of an earlier back-up of the same name, and
 * refuses to take that of any other file.
 */
export async function writeBackupFile(options: {
  path: string
  header: BackupHeader
  frames: AsyncIterable<Frame>
  signal?: AbortSignal | undefined
}): Promise<{ bytes: number }> {
  const path = resolve(options.path)
  await refuseOtherFile(path)
  const draft = `${path}.partial-${randomBytes(4).toString('hex')}`
  const file = await open(draft, 'wx', 0o600).catch((error) => {
    throw explainFileError(error, dirname(path))
  })
  try {
    const hash = createHash('sha256')
    let bytes = TRAILER_BYTES
    const append = async (source: Iterable<Buffer> | AsyncIterable<Buffer>) => {
      for await (const chunk of source) {
        hash.update(chunk)
        bytes += chunk.length
        await file.appendFile(chunk)
      }
    }
    await append([Buffer.from(`${MAGIC} ${FORMAT}\n${JSON.stringify(options.header)}\n`)])
    const compress = createZstdCompress({ params: { [constants.ZSTD_c_checksumFlag]: 1 } })
    await pipeline(encode(options.frames), compress, append, { signal: options.signal })
    await file.appendFile(`\nfoyer-end ${hash.digest('hex')}\n`)
    await file.sync()
    await file.close()
    await rename(draft, path)
    const folder = await open(dirname(path))
    await folder.sync()
    await folder.close()
    return { bytes }
  } catch (error) {
    await file.close().catch(() => {})
    await rm(draft, { force: true })
    throw explainFileError(error, dirname(path))
  }
}

export interface BackupFile {
  readonly header: BackupHeader
  readonly bytes: number
  /** Reads the whole file and throws a `BackupError` unless it is what was written. */
  verify(signal?: AbortSignal): Promise<void>
  /** The content once more, from the same open file. Throws before the end where it is not what was written. */
  frames(signal?: AbortSignal): AsyncGenerator<Frame>
  close(): Promise<void>
}

/** Opens a back-up and reads its header. Refuses what is none, and one of a format that this version does not know. */
export async function openBackupFile(path: string): Promise<BackupFile> {
  const file = await open(path, 'r').catch((error) => {
    throw explainFileError(error, path)
  })
  try {
    const { header, bodyStart } = await readHeader(file, path)
    const bytes = (await file.stat()).size
    const bodyEnd = bytes - TRAILER_BYTES
    const trailer = TRAILER.exec((await readAt(file, Math.max(bodyEnd, 0), TRAILER_BYTES)).toString('latin1'))
    if (!trailer?.[1] || bodyEnd <= bodyStart) {
      throw new BackupError(`${path} is cut short: its end is missing. Use another back-up.`)
    }
    const sha256 = trailer[1]
    const read = (start: number, end: number): ReadStream =>
      createReadStream(path, {
        fd: file.fd,
        autoClose: false,
        start,
        end: end - 1,
        highWaterMark: 256 * 1024,
      })
    const refuse = (hash: Hash) => {
      if (hash.digest('hex') === sha256) return
      throw new BackupError(
        `${path} was altered after it was written (SHA-256 differs). Use another back-up.`,
      )
    }
    return {
      header,
      bytes,
      async verify(signal) {
        const hash = createHash('sha256')
        for await (const chunk of read(0, bodyEnd)) {
          signal?.throwIfAborted()
          hash.update(chunk)
        }
        refuse(hash)
      },
      async *frames(signal) {
        const hash = createHash('sha256').update(await readAt(file, 0, bodyStart))
        const hashed = new Transform({
          transform(chunk, _encoding, done) {
            hash.update(chunk)
            done(null, chunk)
          },
        })
        const plain = createZstdDecompress()
        // What fails in it, fails for the reader of its end too.
        const flowing = pipeline(read(bodyStart, bodyEnd), hashed, plain, { signal }).catch(() => {})
        yield* decode(plain, path)
        await flowing
        refuse(hash)
      },
      close: () => file.close(),
    }
  } catch (error) {
    await file.close()
    throw error
  }
}

/** Reads a back-up to its end and counts, table by table. */
export async function checkBackupFile(
  file: BackupFile,
  options: { signal?: AbortSignal | undefined } = {},
): Promise<{ tables: { name: string; rows: number }[]; rows: number }> {
  await file.verify(options.signal)
  const tables: { name: string; rows: number }[] = []
  let lines = 0
  for await (const frame of file.frames(options.signal)) {
    if (frame.kind === 'table') tables.push({ name: frame.name, rows: 0 })
    if (frame.kind === 'rows') lines += countLines(frame.bytes)
    if (frame.kind === 'tableEnd') {
      const table = tables.at(-1)
      if (table) table.rows = frame.rows
      if (lines !== frame.rows)
        throw new BackupError(`${table?.name} has ${lines} rows and should have ${frame.rows}.`)
      lines = 0
    }
  }
  return { tables, rows: tables.reduce((sum, table) => sum + table.rows, 0) }
}

/** COPY's text format writes a line feed inside a value as `\n`, so each one in the bytes ends a row. */
function countLines(bytes: Buffer): number {
  let lines = 0
  for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, at + 1)) lines += 1
  return lines
}

async function* encode(frames: AsyncIterable<Frame>): AsyncGenerator<Buffer> {
  for await (const frame of frames) {
    const payload = frame.kind === 'rows' ? frame.bytes : Buffer.from(JSON.stringify(frame))
    const head = Buffer.alloc(5)
    head.writeUInt8(frame.kind === 'rows' ? ROWS : JSON_FRAME)
    head.writeUInt32BE(payload.length, 1)
    yield head
    yield payload
  }
}

async function* decode(source: Readable, path: string): AsyncGenerator<Frame> {
  const damaged = (cause?: unknown) =>
    new BackupError(`${path} cannot be read to its end. Use another back-up.`, { cause })
  let chunks: Buffer[] = []
  let held = 0
  let needed = 5
  let isEnded = false
  try {
    for await (const chunk of source as AsyncIterable<Buffer>) {
      chunks.push(chunk)
      held += chunk.length
      if (held < needed) continue
      let bytes = chunks.length === 1 ? chunk : Buffer.concat(chunks)
      for (;;) {
        const length = bytes.length >= 5 ? bytes.readUInt32BE(1) : 0
        if (length > FRAME_BYTES_MAX) throw damaged()
        needed = 5 + length
        if (bytes.length < needed) break
        const frame = parseFrame(bytes[0], bytes.subarray(5, needed))
        bytes = bytes.subarray(needed)
        isEnded = frame.kind === 'end'
        yield frame
      }
      chunks = [bytes]
      held = bytes.length
    }
  } catch (error) {
    throw isOurs(error) ? error : damaged(error)
  }
  if (!isEnded || held > 0) throw damaged()
}

function isOurs(error: unknown): boolean {
  return error instanceof BackupError || (error as Error).name === 'AbortError'
}

function parseFrame(kind: number | undefined, payload: Buffer): Frame {
  if (kind === ROWS) return { kind: 'rows', bytes: payload }
  return JsonFrame.parse(JSON.parse(payload.toString('utf8')))
}

async function readHeader(
  file: FileHandle,
  path: string,
): Promise<{ header: BackupHeader; bodyStart: number }> {
  const start = await readAt(file, 0, HEADER_BYTES_MAX)
  const [magic = '', json = ''] = start.toString('latin1').split('\n', 2)
  const format = new RegExp(`^${MAGIC} (\\d+)$`).exec(magic)?.[1]
  if (!format) throw new BackupError(`${path} is not a back-up of Foyer.`)
  if (Number(format) !== FORMAT) {
    throw new BackupError(
      `${path} was written by a newer Foyer (format ${format}; this one reads ${FORMAT}). Restore it with that version.`,
    )
  }
  try {
    const header = Header.parse(JSON.parse(json))
    return { header, bodyStart: magic.length + json.length + 2 }
  } catch (cause) {
    throw new BackupError(
      `${path} is cut short or altered: its header cannot be read. Use another back-up.`,
      { cause },
    )
  }
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position)
  return buffer.subarray(0, bytesRead)
}

async function refuseOtherFile(path: string): Promise<void> {
  const file = await open(path, 'r').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw explainFileError(error, path)
  })
  try {
    if (!file) return
    const isBackup =
      (await file.stat()).isFile() && (await readAt(file, 0, MAGIC.length)).toString('latin1') === MAGIC
    if (!isBackup) throw new BackupError(`${path} exists and is not a back-up of Foyer; give another name.`)
  } finally {
    await file?.close()
  }
}

function explainFileError(error: unknown, path: string): unknown {
  const remedies: Record<string, string> = {
    ENOENT: 'does not exist; check the name.',
    EACCES: 'cannot be opened by this user; check its mode.',
    EPERM: 'cannot be opened by this user; check its mode.',
    EROFS: 'lies on a disk that is read-only; choose another place.',
    EISDIR: 'is a folder; give the name of a file.',
    ENOTDIR: 'lies under something that is no folder; check the name.',
    ENOSPC: `has no room left. Nothing was kept; make room or choose another place.`,
    EDQUOT: `has no room left. Nothing was kept; make room or choose another place.`,
  }
  const remedy = remedies[(error as NodeJS.ErrnoException).code ?? '']
  return remedy && !(error instanceof BackupError)
    ? new BackupError(`${path} ${remedy}`, { cause: error })
    : error
}
