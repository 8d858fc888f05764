/**
 * Chronicles: files that tell of every change or of everybody who made one. That they change
 * along with anything is what they are for, and surprises nobody.
 */
const CHRONICLE =
  /(?:^|\/)(?:change-?log|changes|history|news|releases?|release[-_]?notes|relnotes|whats?-?new|authors|contributors|credits|thanks)(?:[-_][\w.-]{1,20}?)?(?:\.(?:md|mdx|rst|txt|adoc|org))?$/i

export function isChronicle(path: string): boolean {
  return CHRONICLE.test(path)
}
