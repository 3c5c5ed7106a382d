import { defineConfig } from 'vite';

export default defineConfig({
  // The page is served for /f/{slug}, its files from /portal-assets.
  base: '/',
  build: {
    outDir: '../dist/portal',
    emptyOutDir: true,
    assetsDir: 'portal-assets',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    manifest: true,
    target: 'es2020',
  },
  server: { port: 5174, proxy: { '/v1': 'http://127.0.0.1:8080' } },
});
