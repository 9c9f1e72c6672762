/** Registers the neural encoder as a worker. */
import * as Comlink from 'comlink';
import { EmbeddingService } from '../embedding/embedding-service';
import { allowOwnScripts } from '../foundation/script-addresses';

class EmbeddingWorkerService extends EmbeddingService {
  /** Answers when the worker has loaded. */
  ready(): true {
    return true;
  }
}

allowOwnScripts(location.href);
Comlink.expose(new EmbeddingWorkerService());
