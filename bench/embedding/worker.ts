/**
 * The worker of the embedding bench: the pipeline as the page runs it, and beside it a bare loop of
 * ONNX Runtime over the very same windows, so that their difference is the pipeline's overhead.
 */
import * as Comlink from 'comlink';
import { InferenceSession, Tensor } from 'onnxruntime-web/webgpu';
import type { EncoderText } from '../../src/embedding/encoder';
import type { ModelLocation } from '../../src/embedding/model';
import { graphPath, precisionOn } from '../../src/embedding/model';
import { openModelFile } from '../../src/embedding/model-files';
import { EmbeddingService } from '../../src/embedding/embedding-service';
import { prepareText } from '../../src/embedding/prepare';
import type { Device, Transformers } from '../../src/embedding/runtime';
import { browserRuntime, serveModel } from '../../src/embedding/runtime';
import { testSanity } from '../../src/embedding/self-test';
import { selfTestTexts } from '../../src/embedding/self-test-texts';
import { standInModel } from '../../src/embedding/testing/stand-in-spec';
import { TokenWindows } from '../../src/embedding/token-windows';

/** Milliseconds spent on the same texts by both, taken in turns. */
export interface Comparison {
  readonly texts: number;
  readonly windows: number;
  readonly pipeline: number;
  readonly bare: number;
}

/** Texts after which pipeline and bare loop take turns, so that both meet the same machine. */
const BLOCK = 4;
/** Texts run through both first, until the engine has compiled what it will. */
const WARM_UP = 12;

class BenchService {
  private readonly service = new EmbeddingService();
  private bare: InferenceSession | undefined;
  private windows: TokenWindows | undefined;

  /** Loads the model as the page does; @returns milliseconds until it was ready. */
  async load(location: ModelLocation, device: Device): Promise<number> {
    const began = performance.now();
    const loaded = await this.service.load({
      what: { kind: 'model', model: standInModel, location },
      device,
    });
    const milliseconds = performance.now() - began;
    if (!loaded.ok) throw new Error(`${loaded.error.message} ${loaded.error.detail ?? ''}`);
    return milliseconds;
  }

  async selfTest(): Promise<string> {
    const rows: Float32Array[] = [];
    const result = await this.service.encode(selfTestTexts, (batch) => {
      const d = batch.rows.length / batch.count;
      for (let i = 0; i < batch.count; i++) rows.push(batch.rows.slice(i * d, (i + 1) * d));
    });
    if (!result.ok) return `${result.error.message} ${result.error.detail ?? ''}`;
    const outcome = testSanity(rows);
    return outcome.ok ? 'passed' : outcome.reason;
  }

  /** SHA-256 of the raw rows of some texts, hexadecimal: equal on all rungs that compute alike. */
  async digest(texts: readonly EncoderText[]): Promise<string> {
    const rows: Float32Array<ArrayBuffer>[] = [];
    await this.service.encode(texts, (batch) => void rows.push(new Float32Array(batch.rows)));
    const bytes = await new Blob(rows).arrayBuffer();
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
    return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  }

  /** Starts the session of the bare loop and finds the windows it needs. */
  async prepareBare(location: ModelLocation, device: Device): Promise<void> {
    const graph = await openModelFile(location, graphPath(precisionOn(standInModel, device.rung)));
    const provider = device.rung === 'webgpu' ? 'webgpu' : 'wasm';
    this.bare = await InferenceSession.create(new Uint8Array(await graph.arrayBuffer()), {
      executionProviders: [provider],
    });
    this.windows = await tokenWindows(await browserRuntime(device), location);
  }

  async compare(texts: readonly EncoderText[]): Promise<Comparison> {
    const warmUp = texts.slice(0, WARM_UP);
    await this.embed(warmUp, () => undefined);
    await this.loop(warmUp.flatMap((text) => this.idsOf(text)));
    const total = { texts: texts.length, windows: 0, pipeline: 0, bare: 0 };
    for (let at = 0; at < texts.length; at += BLOCK) {
      const block = texts.slice(at, at + BLOCK);
      const windows = block.flatMap((text) => this.idsOf(text));
      total.windows += windows.length;
      const runs = [
        async () => (total.pipeline += await this.embed(block, () => undefined)),
        async () => (total.bare += await this.loop(windows)),
      ];
      for (const run of at % (2 * BLOCK) === 0 ? runs : runs.reverse()) await run();
    }
    return total;
  }

  /** Embeds texts as the page does; @returns milliseconds. */
  async embed(texts: readonly EncoderText[], onProgress: (done: number) => void): Promise<number> {
    const began = performance.now();
    const result = await this.service.encode(texts, ({ first, count }) =>
      onProgress(first + count),
    );
    if (!result.ok) throw new Error(result.error.detail ?? result.error.message);
    return performance.now() - began;
  }

  private idsOf(text: EncoderText): BigInt64Array[] {
    const prepared = prepareText(text);
    if (!prepared || !this.windows) return [];
    return this.windows.of(prepared.text).map(({ ids }) => ids);
  }

  private async loop(windows: readonly BigInt64Array[]): Promise<number> {
    const began = performance.now();
    for (const ids of windows) {
      const shape = [1, ids.length];
      await this.bare?.run({
        input_ids: new Tensor('int64', ids, shape),
        attention_mask: new Tensor('int64', new BigInt64Array(ids.length).fill(1n), shape),
      });
    }
    return performance.now() - began;
  }
}

async function tokenWindows(library: Transformers, location: ModelLocation): Promise<TokenWindows> {
  const served = serveModel(library, standInModel.id, (path) => openModelFile(location, path));
  const tokenizer = await library.AutoTokenizer.from_pretrained(standInModel.id);
  served.forget();
  return new TokenWindows(tokenizer, standInModel.maxTokens, standInModel.passagePrefix);
}

export type BenchWorker = BenchService;

Comlink.expose(new BenchService());
