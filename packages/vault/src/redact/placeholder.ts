/** Values that stand where a secret would, in documentation and templates: never a secret themselves. */
const WORDS = new Set(
  (
    'password passwd passphrase passwort pass pwd pw secret token apikey api_key api-key key auth user username ' +
    'credentials credential none null nil undefined true false yes no on off empty required optional string str ' +
    'text example changeme redacted hidden masked omitted placeholder dummy foo bar baz test xxx todo value ' +
    'your-password your_password yourpassword your-token your_token your-secret mypassword mysecret mytoken'
  ).split(' '),
)

export function isPlaceholder(value: string): boolean {
  return (
    // A reference: $VAR, ${var}, %VAR%, {{var}}, <var>, [var], {var}, @var, :var, &var, *var.
    /^(?:[$%<[{&*@:#]|\\\$)/.test(value) ||
    /^(.)\1*$/.test(value) ||
    /^[*.x•…_-]+$|\.\.\.|…|\*\*\*/i.test(value) ||
    WORDS.has(value.toLowerCase())
  )
}

/** Whether nothing is left of what surely was a secret: stars, or a marker. */
export function isStandIn(value: string): boolean {
  return /^(?:[*.x•…_-]*|\[redacted(?::[a-z\d-]{1,40}(?::[\da-f]{12})?)?\])$/i.test(value)
}
