/** Workspace files in which somebody has changed what they say. */
import { writeContainer, type Section, type SectionData } from '../workspace-container';

/** What may be in the file, by name; whoever changes it need not keep to any shape. */
export type Sections = Map<string, SectionData>;

/** The file again after its sections were changed; its table of contents is true to them. */
export async function changedWorkspace(
  file: Blob,
  change: (sections: Sections) => void,
): Promise<Blob> {
  const sections = await sectionsOf(file);
  change(sections);
  return writeContainer(Array.from(sections, ([name, section]): Section => ({ name, ...section })));
}

async function sectionsOf(file: Blob): Promise<Sections> {
  const bytes = await file.arrayBuffer();
  const tableBytes = new DataView(bytes).getUint32(12, true);
  const table: { name: string; type: SectionData['type']; bytes: number }[] = JSON.parse(
    new TextDecoder().decode(new Uint8Array(bytes, 16, tableBytes)),
  );
  const sections: Sections = new Map();
  let at = 16 + tableBytes;
  for (const { name, type, bytes: length } of table) {
    sections.set(name, sectionOf(type, bytes.slice(at, at + length)));
    at += Math.ceil(length / 8) * 8;
  }
  return sections;
}

function sectionOf(type: SectionData['type'], bytes: ArrayBuffer): SectionData {
  switch (type) {
    case 'json':
      return { type, data: JSON.parse(new TextDecoder().decode(bytes)) };
    case 'float32':
      return { type, data: new Float32Array(bytes) };
    case 'int32':
      return { type, data: new Int32Array(bytes) };
    case 'uint32':
      return { type, data: new Uint32Array(bytes) };
  }
}

/** Changes numbers of a section in their place. */
export function setNumbers(
  sections: Sections,
  name: string,
  numbers: Readonly<Record<number, number>>,
): void {
  const section = sections.get(name);
  if (section === undefined || section.type === 'json') throw new Error(`no numbers ${name}`);
  for (const [at, value] of Object.entries(numbers)) section.data[Number(at)] = value;
}

/** Changes fields of a section of JSON; `__proto__` is a key like any other there. */
export function setFields(sections: Sections, name: string, json: string): void {
  const section = sections.get(name);
  if (section?.type !== 'json') throw new Error(`no fields ${name}`);
  const before = JSON.stringify(section.data);
  // Joined as text: an object here would lose what a file can say.
  sections.set(name, { type: 'json', data: JSON.parse(`${before.slice(0, -1)},${json}}`) });
}
