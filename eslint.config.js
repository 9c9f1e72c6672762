import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import { plainWords } from './scripts/plain-words.mjs';
import svelteConfig from './svelte.config.js';

/** The floors of src/, lowest first: a folder may import only from itself and from those before it. */
const floors = [
  'foundation',
  'embed',
  'text',
  'corpus',
  'kernels',
  'embedding',
  'clustering',
  'projection',
  'search',
  'storage',
  'site',
  'engine',
  'explorer',
  'views',
  'app',
];

/** One rule set per floor, refusing imports from every floor above it. */
const floorRules = floors.slice(0, -1).map((floor, level) => ({
  files: [`src/${floor}/**/*.{ts,svelte}`],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: floors.slice(level + 1).map((above) => ({
          group: [`**/../${above}/**`, `**/../${above}`],
          message: `src/${floor} stands below src/${above}: dependencies point down.`,
        })),
      },
    ],
  },
}));

export default ts.config(
  {
    ignores: [
      'dist/',
      'bin/',
      '.cache/',
      'public/',
      'src/kernels/generated/',
      'src/kernels/assembly/',
      'test-results/',
      'playwright-report/',
    ],
  },
  js.configs.recommended,
  ...ts.configs.strict,
  ...svelte.configs.recommended,
  prettier,
  ...svelte.configs.prettier,
  {
    languageOptions: { globals: { ...globals.browser, ...globals.worker, ...globals.node } },
    plugins: { papergrove: { rules: { 'plain-words': plainWords } } },
    rules: {
      'papergrove/plain-words': 'error',
      'no-undef': 'off',
      eqeqeq: ['error', 'always'],
      'no-console': ['error', { allow: ['warn', 'error'] }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } },
    rules: {
      // Big state is $state.raw and replaced whole, so plain maps and sets are what is meant.
      'svelte/prefer-svelte-reactivity': 'off',
    },
  },
  { files: ['scripts/**', 'bench/**', 'e2e/**'], rules: { 'no-console': 'off' } },
  {
    // Playwright reads from a fixture's pattern which others it needs, also where that is none.
    files: ['e2e/**'],
    rules: { 'no-empty-pattern': ['error', { allowObjectPatternsAsParameters: true }] },
  },
  ...floorRules,
);
