/** What the official Terraform provider has, beside what a fix plan says of it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TerraformFacts } from '../../tools/facts/terraform';

/** `node build.mjs facts terraform <checkout>` writes it. */
export const FACTS = JSON.parse(readFileSync(join(__dirname, 'terraform.json'), 'utf8')) as TerraformFacts;

/** The resources and arguments that a plan names: `alicloud_instance (i-1): http_tokens = "required"`. */
export function namedIn(terraform: string): string[] {
  const changes = terraform.split(/; (?=alicloud_)/);
  return changes.flatMap((change) => {
    const [resource = ''] = /^alicloud_\w+/.exec(change) ?? [];
    const told = change.slice(resource.length).replace(/"[^"]*"/g, '""');
    const names = told.match(/\b[a-z]\w*(?= = )|(?<=: |without )[a-z]+_\w+/g) ?? [];
    return names.map((name) => `${resource}.${name}`);
  });
}

/** What the provider does not have of a plan. */
export function problemsOf(terraform: string): string[] {
  const known = Object.entries(FACTS.resources).flatMap(([resource, has]) =>
    Object.keys(has).map((name) => `${resource}.${name}`),
  );
  return namedIn(terraform).filter((name) => !known.includes(name));
}
