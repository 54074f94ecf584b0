/** What a release is made of, in CycloneDX: as npm says it, for what is installed with it and for what is bundled. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DIST, ROOT, writeAtomically } from './files.mjs';

const isDevelopment = ({ properties = [] }) =>
  properties.some(({ name, value }) => name === 'cdx:npm:package:development' && value === 'true');

/**
 * Leaves out what is neither installed nor bundled.
 *
 * @param bom of `npm sbom`, with everything in the lock file
 * @param bundled names and versions, such as `preact 11.2.0`
 */
export function released(bom, bundled) {
  const components = bom.components.filter(
    (one) => !isDevelopment(one) || bundled.includes(`${one.name} ${one.version}`),
  );
  const missing = bundled.filter((title) => !components.some((one) => `${one.name} ${one.version}` === title));
  if (missing.length > 0) throw new Error(`bundled, but not as the lock file has it: ${missing.join(', ')}`);
  const refs = new Set([bom.metadata.component['bom-ref'], ...components.map((one) => one['bom-ref'])]);
  const dependencies = bom.dependencies
    .filter(({ ref }) => refs.has(ref))
    .map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter((one) => refs.has(one)) }));
  // npm calls the package as the folder is called, which is another one in each checkout.
  const { component } = bom.metadata;
  const name = decodeURIComponent(/^pkg:npm\/(.+)@[^@]+$/.exec(component.purl)?.[1] ?? component.name);
  return { ...bom, metadata: { ...bom.metadata, component: { ...component, name } }, components, dependencies };
}

/** Writes dist/sbom.cdx.json. @param bundled as {@link released} takes them */
export function sbom(bundled) {
  const args = ['sbom', '--package-lock-only', '--sbom-format', 'cyclonedx', '--sbom-type', 'application'];
  const text = execFileSync('npm', args, { cwd: ROOT, encoding: 'utf8', maxBuffer: 2 ** 26 });
  writeAtomically(
    join(DIST, 'sbom.cdx.json'),
    `${JSON.stringify(released(JSON.parse(text), bundled), undefined, 2)}\n`,
  );
}

/** The packages that a text of licences is about. */
export const titlesIn = (file) =>
  [...readFileSync(file, 'utf8').matchAll(/^(\S+ \S+) \(.+\)\n-{78}$/gm)].map(([, title]) => title);
