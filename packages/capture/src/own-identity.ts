/** Who the user is to git, in one repository: what their next commit would bear. */
import type { Git } from '@wakelore/vault/git'

export type OwnIdentity = { readonly name: string | undefined; readonly email: string | undefined }

/** Both undefined outside of any repository, unless git's global configuration says. */
export async function readOwnIdentity(git: Git, cwd: string): Promise<OwnIdentity> {
  const { stdout } = await git.run(['config', '-z', '--get-regexp', '^(user|author)\\.(name|email)$'], {
    cwd,
  })
  const values = new Map<string, string>()
  for (const setting of stdout.toString('utf8').split('\0')) {
    const end = setting.indexOf('\n')
    // The last one holds; one without a value is no name.
    if (end > 0) values.set(setting.slice(0, end), setting.slice(end + 1).trim())
  }
  const valueOf = (key: string): string | undefined =>
    values.get(`author.${key}`) || values.get(`user.${key}`) || undefined
  return { name: valueOf('name'), email: valueOf('email') }
}
