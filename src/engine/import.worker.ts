/** Registers the import as a worker. */
import * as Comlink from 'comlink';
import { ImportService } from '../corpus/import-service';

Comlink.expose(new ImportService());
