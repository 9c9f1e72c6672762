// Puts the Content Security Policy into the built page, beside it for hosts that read `_headers`, and
// into what `vite preview` serves.
import { headersFile, headersFor, metaPolicy } from './policy.mjs';

/** @returns {import('vite').Plugin} */
export function contentPolicy() {
  return {
    name: 'papergrove:policy',
    transformIndexHtml: {
      order: 'post',
      handler: (html, { server }) =>
        // The server for development puts scripts of its own into the page.
        server
          ? []
          : [
              {
                tag: 'meta',
                attrs: { 'http-equiv': 'Content-Security-Policy', content: metaPolicy },
                injectTo: 'head-prepend',
              },
            ],
    },
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: '_headers', source: headersFile() });
    },
    configurePreviewServer(server) {
      server.middlewares.use((request, response, next) => {
        const { pathname } = new URL(request.url ?? '/', 'http://localhost');
        for (const [name, value] of Object.entries(headersFor(pathname)))
          response.setHeader(name, value);
        next();
      });
    },
  };
}
