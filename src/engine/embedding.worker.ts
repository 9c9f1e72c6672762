/** Registers the neural encoder as a worker. */
import * as Comlink from 'comlink';
import { EmbeddingService } from '../embedding/embedding-service';

class EmbeddingWorkerService extends EmbeddingService {
  /** Answers when the worker has loaded. */
  ready(): true {
    return true;
  }
}

Comlink.expose(new EmbeddingWorkerService());
