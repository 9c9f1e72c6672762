// Serves the built page as a good static host would: real 404s, the headers that give the page its
// threads, and those that bind it to its own origin. `node scripts/serve.mjs [--port N] [--host H] [--exact]`
import { createServer } from 'node:http';
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import sirv from 'sirv';
import { root } from './paths.mjs';
import { headersFor } from './policy.mjs';

/**
 * @param {{ port: number, host: string, exact: boolean }} options `exact` refuses to look for
 *   another port when the wanted one is taken
 * @returns {Promise<string>} the address
 */
export async function serve({ port, host, exact }) {
  const folder = `${root}/dist`;
  if (!existsSync(`${folder}/index.html`))
    throw new Error('There is no built page in dist/. Run npm run build first.');
  const files = sirv(folder, {
    dev: true, // reads the folder at each request, so that a rebuild is served at once
    etag: true,
    setHeaders(response, path) {
      for (const [name, value] of Object.entries(headersFor(path))) response.setHeader(name, value);
    },
  });
  const server = createServer((request, response) => {
    files(request, response, () => {
      response.statusCode = 404;
      response.setHeader('Content-Type', 'text/plain; charset=utf-8');
      response.end('Not found\n');
    });
  });
  for (let attempt = port; ; attempt++) {
    const taken = await new Promise((resolve, reject) => {
      const refuse = (error) => (error.code === 'EADDRINUSE' ? resolve(true) : reject(error));
      server.once('error', refuse);
      server.listen(attempt, host, () => {
        server.off('error', refuse);
        resolve(false);
      });
    });
    if (!taken) return `http://${host}:${attempt}/`;
    if (exact || attempt >= port + 20)
      throw new Error(`Port ${attempt} is taken. Choose another with --port N.`);
  }
}

if (import.meta.filename === process.argv[1]) {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '4173' },
      host: { type: 'string', default: 'localhost' },
      exact: { type: 'boolean', default: false },
    },
  });
  try {
    console.log(await serve({ ...values, port: Number(values.port) }));
  } catch (error) {
    console.error(error.message);
    process.exit(1);
  }
}
