/** Registers the neural encoder as a worker. */
import * as Comlink from 'comlink';
import { NeuralService } from '../embedding/neural-service';

class EmbeddingWorkerService extends NeuralService {
  /** Answers when the worker has loaded. */
  ready(): true {
    return true;
  }
}

Comlink.expose(new EmbeddingWorkerService());
