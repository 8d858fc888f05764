/** `vcs.ref.change` as a constant of code: `VCS_REF_CHANGE`. */
export function constantName(name: string): string {
  return name.toUpperCase().replace(/[^A-Z0-9]/g, '_')
}

/** `vcs.ref.change` as a type of code: `VcsRefChange`. */
export function typeName(name: string): string {
  return name
    .split(/[._-]/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')
}
