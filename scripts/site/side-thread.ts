/** The thread beside the command that makes a site; `side-work.ts` does the work. */
import { parentPort } from 'node:worker_threads';
import { SideWork, type SideOrder } from './side-work';

const work = new SideWork((answer, moved) => parentPort?.postMessage(answer, moved));
parentPort?.on('message', (order: SideOrder) => work.take(order));
