/**
 * The registry as a Rust crate without dependencies: names and values as constants, and
 * the privacy class of an attribute. Laid out as rustfmt would.
 */
import type { AttributeEntry, Described, Registry } from '@wakelore/telemetry/registry'
import { constantName, typeName } from './constant-name.ts'

const MOST_COLUMNS = 100
/** Beyond which rustfmt gives each part of a tuple a line. */
const MOST_TUPLE_COLUMNS = 60
const CLASSES = ['count', 'name', 'identity', 'text'] as const

export function cargoManifest({ version }: Registry): string {
  return `# Generated from packages/telemetry/conventions/*.yaml by \`npm run generate\`.
[package]
name = "wakelore-conventions"
version = "${version}"
edition = "2021"
rust-version = "1.70"
description = "Names of telemetry of software development, and the privacy class of each."
license = "Apache-2.0"

[lib]
path = "src/lib.rs"
`
}

export function conventionsRust(registry: Registry): string {
  const { attributes, kinds, metrics, schemaUrl } = registry
  return `//! Conventions for telemetry of software development: names of attributes, kinds and metrics,
//! values of enums, and the privacy class of each attribute.
//!
//! Generated from packages/telemetry/conventions/*.yaml by \`npm run generate\`: change those, never
//! this.

/// Names the version of the conventions that telemetry was written by.
${constant('SCHEMA_URL', schemaUrl, '')}

/// What an attribute may give away, from least to most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PrivacyClass {
${CLASSES.map((name) => `    ${typeName(name)},`).join('\n')}
}

/// The privacy class of an attribute; \`None\`, which counts as text, where it isn't listed.
///
/// Of a name that a key follows it is the class of the attribute that the key names.
pub fn privacy_class(attribute: &str) -> Option<PrivacyClass> {
    if let Ok(index) = PRIVACY_CLASSES.binary_search_by(|(name, _)| (*name).cmp(attribute)) {
        return Some(PRIVACY_CLASSES[index].1);
    }
    for (template, class) in TEMPLATES {
        let key = attribute
            .strip_prefix(template)
            .and_then(|rest| rest.strip_prefix('.'));
        if let Some(key) = key {
            return class.or_else(|| privacy_class(key));
        }
    }
    None
}

const PRIVACY_CLASSES: &[(&str, PrivacyClass)] = &[
${attributes
  .filter(({ isTemplate }) => isTemplate !== true)
  .map(({ name, privacy }) => row(name, `PrivacyClass::${typeName(privacy)}`))
  .join('\n')}
];

/// Names that a key follows; \`None\`: the class of the attribute that the key names.
const TEMPLATES: &[(&str, Option<PrivacyClass>)] = &[${attributes
    .filter(({ isTemplate }) => isTemplate === true)
    .map(
      ({ name, privacy }) =>
        `\n${row(name, privacy === 'of_key' ? 'None' : `Some(PrivacyClass::${typeName(privacy)})`)}`,
    )
    .join('')}
];

/// Names of attributes.
pub mod attribute {
${names(attributes)}
}

/// Values of attributes that have listed ones, by the attribute's name.
pub mod value {
${attributes
  .filter(({ members }) => members !== undefined)
  .map(valueModule)
  .join('\n')}
}

/// Names of kinds: events and spans.
pub mod kind {
${names(kinds)}
}

/// Names of metrics.
pub mod metric {
${names(metrics)}
}
`
}

function names(entries: readonly Described[]): string {
  return entries
    .map(
      (entry) => `${documentation(entry, '    ')}\n${constant(constantName(entry.name), entry.name, '    ')}`,
    )
    .join('\n')
}

function valueModule({ name, members = [] }: AttributeEntry): string {
  return `    /// Of \`${name}\`.
    pub mod ${constantName(name).toLowerCase()} {
${members.map(({ value }) => constant(constantName(String(value)), value, '        ')).join('\n')}
    }`
}

function documentation({ brief, deprecated }: Described, indent: string): string {
  const text = deprecated === undefined ? brief : `${brief} Deprecated: ${deprecated}`
  return `${indent}/// ${text.replaceAll('\n', ' ').replaceAll('<', '\\<')}`
}

function row(name: string, value: string): string {
  const inside = `"${name}", ${value}`
  return inside.length <= MOST_TUPLE_COLUMNS
    ? `    (${inside}),`
    : `    (\n        "${name}",\n        ${value},\n    ),`
}

function constant(name: string, value: string | number, indent: string): string {
  const identifier = /^[0-9]/.test(name) ? `_${name}` : name
  if (typeof value === 'number') return `${indent}pub const ${identifier}: i64 = ${value};`
  const start = `${indent}pub const ${identifier}: &str =`
  const line = `${start} "${value}";`
  return line.length <= MOST_COLUMNS ? line : `${start}\n${indent}    "${value}";`
}
