/**
 * Modules: the parts that a repository is made of, which are its main directories and what
 * stands beside them. Where a directory was opened up to find main directories in it, each
 * directory in it is a module; what lies in it directly belongs to itself.
 */

/** The module of a path, `''` for files at the root. */
export function moduleFinder(mainDirectories: readonly string[]): (path: string) => string {
  const opened = new Set<string>()
  for (const directory of mainDirectories) {
    for (let end = directory.indexOf('/'); end !== -1; end = directory.indexOf('/', end + 1))
      opened.add(directory.slice(0, end))
  }
  return (path) => {
    let end = path.indexOf('/')
    if (end === -1) return ''
    let module = path.slice(0, end)
    while (opened.has(module)) {
      end = path.indexOf('/', end + 1)
      if (end === -1) break
      module = path.slice(0, end)
    }
    return module
  }
}
