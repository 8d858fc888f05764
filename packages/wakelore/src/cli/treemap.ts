/**
 * A treemap: nested rectangles whose areas are as their sizes, as square as may be (Bruls,
 * Huizing & van Wijk 2000, "Squarified Treemaps"). Directories hold what lies in them, with
 * a margin around and room for a name above those that are large enough; a directory that
 * holds a single directory is one with it.
 *
 * The same sizes give the same map, whatever their order.
 */
export type Rectangle = {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export type TreemapFile<File> = { readonly kind: 'file'; readonly file: File; readonly area: Rectangle }
export type TreemapDirectory = {
  readonly kind: 'directory'
  /** From the root. */
  readonly path: string
  /** What stands above it: the last part of its path, or several where they are one. */
  readonly name: string
  readonly depth: number
  readonly area: Rectangle
  /** Height of the strip for its name; 0 where there is no room for one. */
  readonly titleHeight: number
}

export type TreemapOptions = {
  readonly area: Rectangle
  readonly titleHeight: number
  /** A directory that is smaller bears no name. */
  readonly leastTitleWidth: number
  readonly leastTitleArea: number
  readonly margin: number
}

type Node<File> =
  | { readonly kind: 'file'; readonly file: File; readonly name: string; readonly size: number }
  | {
      readonly kind: 'directory'
      readonly name: string
      readonly path: string
      readonly children: Node<File>[]
      size: number
    }

/** Directories come before what they hold. Files without a size have no place. */
export function treemap<File extends { readonly path: string; readonly sizeBytes: number }>(
  files: readonly File[],
  options: TreemapOptions,
): (TreemapFile<File> | TreemapDirectory)[] {
  const placed: (TreemapFile<File> | TreemapDirectory)[] = []
  place(treeOf(files).children, options.area, 0)
  return placed

  function place(nodes: readonly Node<File>[], area: Rectangle, depth: number): void {
    for (const [node, own] of squarify(nodes, area)) {
      if (node.kind === 'file') {
        placed.push({ kind: 'file', file: node.file, area: own })
        continue
      }
      const hasTitle =
        own.width >= options.leastTitleWidth &&
        own.height >= 2 * options.titleHeight &&
        own.width * own.height >= options.leastTitleArea
      const titleHeight = hasTitle ? options.titleHeight : 0
      placed.push({ kind: 'directory', path: node.path, name: node.name, depth, area: own, titleHeight })
      place(node.children, inside(own, titleHeight), depth + 1)
    }
  }

  function inside({ x, y, width, height }: Rectangle, titleHeight: number): Rectangle {
    const margin = Math.min(options.margin, width / 4, height / 4)
    const top = Math.max(margin, titleHeight)
    return { x: x + margin, y: y + top, width: width - 2 * margin, height: height - top - margin }
  }
}

function treeOf<File extends { readonly path: string; readonly sizeBytes: number }>(
  files: readonly File[],
): Extract<Node<File>, { kind: 'directory' }> {
  type Directory = Extract<Node<File>, { kind: 'directory' }>
  const root: Directory = { kind: 'directory', name: '', path: '', children: [], size: 0 }
  const directories = new Map<string, Directory>([['', root]])
  const directoryAt = (path: string): Directory => {
    const known = directories.get(path)
    if (known !== undefined) return known
    const end = path.lastIndexOf('/')
    const made: Directory = { kind: 'directory', name: path.slice(end + 1), path, children: [], size: 0 }
    directories.set(path, made)
    directoryAt(path.slice(0, Math.max(end, 0))).children.push(made)
    return made
  }
  for (const file of files) {
    if (!(file.sizeBytes > 0)) continue
    const end = file.path.lastIndexOf('/')
    const leaf = { kind: 'file', file, name: file.path.slice(end + 1), size: file.sizeBytes } as const
    directoryAt(file.path.slice(0, Math.max(end, 0))).children.push(leaf)
  }
  return ordered(root, true)

  /** Sizes added up, children by size, chains of single directories made one. */
  function ordered(directory: Directory, isRoot: boolean): Directory {
    const children = directory.children
      .map((child) => (child.kind === 'directory' ? ordered(child, false) : child))
      .sort((a, b) => b.size - a.size || (a.name < b.name ? -1 : 1))
    const [only] = children
    if (!isRoot && children.length === 1 && only?.kind === 'directory') {
      return { ...only, name: `${directory.name}/${only.name}` }
    }
    return { ...directory, children, size: children.reduce((sum, { size }) => sum + size, 0) }
  }
}

/** Rows along the shorter side, each taking nodes as long as that makes its worst one squarer. */
function* squarify<File>(
  nodes: readonly Node<File>[],
  area: Rectangle,
): Generator<readonly [Node<File>, Rectangle]> {
  let { x, y, width, height } = area
  let left = nodes.reduce((sum, { size }) => sum + size, 0)
  for (let from = 0; from < nodes.length;) {
    if (!(left > 0) || !(width > 0) || !(height > 0)) return
    const scale = (width * height) / left
    const side = Math.min(width, height)
    let end = from + 1
    let rowSize = nodes[from]!.size
    for (; end < nodes.length; end++) {
      const longer = rowSize + nodes[end]!.size
      const biggest = nodes[from]!.size
      if (
        worstRatio(biggest, nodes[end]!.size, longer, scale, side) >
        worstRatio(biggest, nodes[end - 1]!.size, rowSize, scale, side)
      )
        break
      rowSize = longer
    }
    const depth = Math.min((rowSize * scale) / side, Math.max(width, height))
    let along = 0
    for (const node of nodes.slice(from, end)) {
      const length = side * (node.size / rowSize)
      yield [
        node,
        width >= height
          ? { x, y: y + along, width: depth, height: length }
          : { x: x + along, y, width: length, height: depth },
      ]
      along += length
    }
    if (width >= height) {
      x += depth
      width -= depth
    } else {
      y += depth
      height -= depth
    }
    left -= rowSize
    from = end
  }
}

/** How far from a square the least square node of a row is. */
function worstRatio(biggest: number, smallest: number, rowSize: number, scale: number, side: number): number {
  const row = (rowSize * scale) ** 2
  return Math.max((side ** 2 * biggest * scale) / row, row / (side ** 2 * smallest * scale))
}
