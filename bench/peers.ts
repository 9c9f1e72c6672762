/**
 * Libraries that are measured beside ours and are no part of the product: installed where benches keep
 * what they make, so that neither `package.json` nor the product's own dependencies know of them.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from './site';

export const peersFolder = join(cacheFolder, 'peers');

const versions = {
  '@carrotsearch/foamtree': '3.6.1',
  'embedding-atlas': '0.26.0',
} as const;

export type Peer = keyof typeof versions;

/** Why a library cannot be had, or null once it is installed. */
export function missingPeer(name: Peer): string | null {
  const installed = join(peersFolder, 'node_modules', name);
  if (existsSync(installed)) return null;
  mkdirSync(peersFolder, { recursive: true });
  const manifest = join(peersFolder, 'package.json');
  if (!existsSync(manifest)) writeFileSync(manifest, '{ "private": true }\n');
  // The peers of embedding-atlas are of its other parts.
  const wanted = ['install', '--legacy-peer-deps', '--no-audit', `${name}@${versions[name]}`];
  const { status } = spawnSync('npm', wanted, { cwd: peersFolder, stdio: 'ignore' });
  return status === 0 && existsSync(installed) ? null : `${name} could not be installed`;
}
