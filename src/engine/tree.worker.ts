/** Registers the reading of trees as a worker. */
import * as Comlink from 'comlink';
import { TreeService } from './tree-service';

Comlink.expose(new TreeService());
