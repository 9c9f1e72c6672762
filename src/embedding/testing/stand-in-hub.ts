/** A hub that has the stand-in model's files, for processors, under a made-up id. */
import { listHubModel, type HubListing } from '../hub-listing';
import { graphPath } from '../model';
import { startHub, type HubServer } from './hub-server';
import { standInFiles } from './stand-in-model';

export const id = 'nobody/made-up-encoder';
export const graph = graphPath('q8');

/** Starts the server, and asks it what the model consists of. */
export async function startStandInHub(): Promise<{
  readonly hub: HubServer;
  readonly listing: HubListing;
}> {
  const files = new Map(standInFiles());
  files.delete(graphPath('fp32'));
  const hub = await startHub(id, files);
  const listed = await listHubModel(id, { host: hub.host });
  if (!listed.ok) throw new Error(listed.error.message);
  return { hub, listing: listed.value };
}
