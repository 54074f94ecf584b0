type Scalar = string | number | boolean | null;
/** What {@link yaml} writes. */
export type Yaml = Scalar | readonly Yaml[] | { readonly [key: string]: Yaml };

/**
 * Plain data as YAML in block style; texts are quoted as in JSON, which YAML reads.
 *
 * @example yaml({ version: 2, scripts: [] }) // 'version: 2\nscripts: []\n'
 */
export function yaml(value: Yaml): string {
  return `${linesOf(value).join('\n')}\n`;
}

function linesOf(value: Yaml): string[] {
  if (Array.isArray(value) && value.length > 0) {
    return (value as readonly Yaml[]).flatMap((item) => {
      const [first = '', ...rest] = linesOf(item);
      return [`- ${first}`, ...rest.map((line) => `  ${line}`)];
    });
  }
  if (isMap(value) && Object.keys(value).length > 0) {
    return Object.entries(value).flatMap(([key, item]) => {
      const lines = linesOf(item);
      const nested = typeof item === 'object' && item !== null && Object.keys(item).length > 0;
      const name = /^[\w-]+$/.test(key) ? key : JSON.stringify(key);
      return nested ? [`${name}:`, ...lines.map((line) => `  ${line}`)] : [`${name}: ${lines[0] ?? ''}`];
    });
  }
  return [JSON.stringify(value)];
}

function isMap(value: Yaml): value is { readonly [key: string]: Yaml } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
