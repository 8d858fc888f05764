/**
 * The registry as Java: names and values as constants, and the privacy class of an
 * attribute. JDK 17 and nothing else.
 */
import type { AttributeEntry, Described, Registry } from '@wakelore/telemetry/registry'
import { constantName, typeName } from './constant-name.ts'

const HEADER = `// Generated from packages/telemetry/conventions/*.yaml by \`npm run generate\`: change those, never this.
package wakelore.conventions;
`
const CLASSES = ['count', 'name', 'identity', 'text'] as const

/** Java source by the class it holds. */
export function conventionsJava(registry: Registry): ReadonlyMap<string, string> {
  const { attributes, kinds, metrics } = registry
  const listed = attributes.filter(({ members }) => members !== undefined)
  return new Map([
    ['Attributes', holder('Attributes', 'Names of attributes.', attributes.map(named))],
    ['Kinds', holder('Kinds', 'Names of kinds: events and spans.', kinds.map(named))],
    ['Metrics', holder('Metrics', 'Names of metrics.', metrics.map(named))],
    ['Values', holder('Values', 'Values of attributes that have listed ones.', listed.map(values))],
    ['PrivacyClass', privacyClass(registry)],
  ])
}

function privacyClass({ attributes, schemaUrl }: Registry): string {
  const plain = attributes.filter(({ isTemplate }) => isTemplate !== true)
  const templates = attributes.filter(({ isTemplate }) => isTemplate === true)
  return `${HEADER}
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What an attribute may give away, from least to most. */
public enum PrivacyClass {
${CLASSES.map((name) => `  ${name.toUpperCase()}`).join(',\n')};

  /** Names the version of the conventions that telemetry was written by. */
  public static final String SCHEMA_URL = ${text(schemaUrl)};

  private static final Map<String, PrivacyClass> LISTED = new HashMap<>();
  /** Names that a key follows; empty: the class of the attribute that the key names. */
  private static final Map<String, Optional<PrivacyClass>> TEMPLATES = new HashMap<>();

  static {
${plain.map(({ name, privacy }) => `    LISTED.put(${text(name)}, ${privacy.toUpperCase()});`).join('\n')}
${templates
  .map(
    ({ name, privacy }) =>
      `    TEMPLATES.put(${text(name)}, ${privacy === 'of_key' ? 'Optional.empty()' : `Optional.of(${privacy.toUpperCase()})`});`,
  )
  .join('\n')}
  }

  /** The class of an attribute; empty, which counts as text, where it isn't listed. */
  public static Optional<PrivacyClass> of(String attribute) {
    PrivacyClass listed = LISTED.get(attribute);
    if (listed != null) {
      return Optional.of(listed);
    }
    for (Map.Entry<String, Optional<PrivacyClass>> template : TEMPLATES.entrySet()) {
      String prefix = template.getKey() + ".";
      if (attribute.startsWith(prefix)) {
        return template.getValue().or(() -> of(attribute.substring(prefix.length())));
      }
    }
    return Optional.empty();
  }
}
`
}

function holder(name: string, brief: string, members: readonly string[]): string {
  return `${HEADER}
/** ${brief} */
public final class ${name} {
${members.join('\n')}

  private ${name}() {}
}
`
}

function named(entry: Described): string {
  const { name, brief, deprecated } = entry
  const escaped = brief
    .replaceAll('\n', ' ')
    .replaceAll('<', '&lt;')
    .replaceAll('*/', '*&#47;')
    .replaceAll('\\', '&#92;')
  return `  /** ${escaped} */${deprecated === undefined ? '' : '\n  @Deprecated'}
  public static final String ${constantName(name)} = ${text(name)};`
}

function values({ name, members = [] }: AttributeEntry): string {
  return `  /** Of {@code ${name}}. */
  public static final class ${typeName(name)} {
${members
  .map(({ value }) => {
    const constant = constantName(String(value)).replace(/^(?=[0-9])/, '_')
    return typeof value === 'number'
      ? `    public static final long ${constant} = ${value}L;`
      : `    public static final String ${constant} = ${text(value)};`
  })
  .join('\n')}

    private ${typeName(name)}() {}
  }
`
}

function text(value: string): string {
  return JSON.stringify(value)
}
