/** Workspaces compared section by section. */
import { createHash } from 'node:crypto';
import * as v from 'valibot';

const table = v.array(v.object({ name: v.string(), bytes: v.number() }));
const user = v.object({
  starred: v.array(v.string()),
  notes: v.record(v.string(), v.string()),
  topicNames: v.record(v.string(), v.string()),
});

export type Marks = v.InferOutput<typeof user>;

export interface Contents {
  /** A hash of each section's bytes: papers, vectors, tree, layout, names. */
  readonly sections: ReadonlyMap<string, string>;
  readonly marks: Marks;
}

/** How and when a map was made differs each time; what the user did is compared by itself. */
const apart: readonly string[] = ['making', 'user'];

export async function contentsOf(file: Blob): Promise<Contents> {
  const bytes = Buffer.from(await file.arrayBuffer());
  const tableBytes = bytes.readUInt32LE(12);
  const sections = new Map<string, string>();
  let marks: Marks = { starred: [], notes: {}, topicNames: {} };
  let from = 16 + tableBytes;
  for (const { name, bytes: length } of v.parse(
    table,
    JSON.parse(bytes.toString('utf8', 16, from)),
  )) {
    const section = bytes.subarray(from, from + length);
    if (name === 'user') marks = v.parse(user, JSON.parse(section.toString('utf8')));
    const kept = name === 'workspace' ? withoutView(section) : section;
    if (!apart.includes(name)) sections.set(name, createHash('sha256').update(kept).digest('hex'));
    from += Math.ceil(length / 8) * 8;
  }
  return { sections, marks };
}

/** How a map is looked at when it is saved is no part of what must not be lost. */
function withoutView(head: Buffer): string {
  return JSON.stringify(
    JSON.parse(head.toString('utf8'), (key, value: unknown) =>
      key === 'view' ? undefined : value,
    ),
  );
}

/** Names of the sections that are not the same in both, sorted. */
export function differences(one: Contents, other: Contents): string[] {
  const names = new Set([...one.sections.keys(), ...other.sections.keys()]);
  return [...names].filter((name) => one.sections.get(name) !== other.sections.get(name)).sort();
}
