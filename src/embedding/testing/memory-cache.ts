/** A stand-in for the browser's Cache, with a disk that can be full. */
import type { ModelCache } from '../model-store';

export function memoryCache(capacity = Infinity): ModelCache {
  const entries = new Map<string, Blob>();
  const keyOf = (request: RequestInfo | URL) =>
    request instanceof Request ? request.url : String(request);
  return {
    match: async (request) => {
      const blob = entries.get(keyOf(request));
      return blob && new Response(blob);
    },
    put: async (request, response) => {
      const blob = await response.blob();
      const used = [...entries.values()].reduce((sum, { size }) => sum + size, 0);
      if (used + blob.size > capacity) throw new DOMException('Full', 'QuotaExceededError');
      entries.set(keyOf(request), blob);
    },
    delete: async (request) => entries.delete(keyOf(request)),
    keys: async () => [...entries.keys()].map((url) => new Request(url)),
  };
}
