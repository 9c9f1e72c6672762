/** A Vitest environment on plain Node for which runes are compiled as for the browser. */
import type { Environment } from 'vitest/runtime';

const environment: Environment = {
  name: 'client-runes',
  viteEnvironment: 'client',
  setup: () => ({ teardown: () => undefined }),
};

export default environment;
