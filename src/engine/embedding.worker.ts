/** Registers the neural encoder as a worker. */
import * as Comlink from 'comlink';
import { EmbeddingService } from '../embedding/embedding-service';
import { allowScriptsBelow } from '../foundation/script-addresses';

class EmbeddingWorkerService extends EmbeddingService {
  /** Answers when the worker has loaded. */
  ready(): true {
    return true;
  }
}

allowScriptsBelow(new URL('.', location.href).href);
Comlink.expose(new EmbeddingWorkerService());
