/** A hub that has the bundled model's files, for processors, under a made-up id. */
import { builtModel } from '../built-model';
import { listHubModel, type HubListing } from '../hub-listing';
import { graphPath } from '../model';
import { startHub, type HubServer } from './hub-server';

export const id = 'nobody/made-up-encoder';
export const graph = graphPath('q8');

/** Starts the server, and asks it what the model consists of. */
export async function startBundledHub(): Promise<{
  readonly hub: HubServer;
  readonly listing: HubListing;
}> {
  const location = builtModel();
  const files = new Map<string, Uint8Array>();
  if (location.kind === 'files') {
    for (const path of ['config.json', 'tokenizer.json', 'tokenizer_config.json', graph]) {
      const file = location.files.get(path);
      if (file) files.set(path, new Uint8Array(await file.arrayBuffer()));
    }
  }
  const hub = await startHub(id, files);
  const listed = await listHubModel(id, { host: hub.host });
  if (!listed.ok) throw new Error(listed.error.message);
  return { hub, listing: listed.value };
}
