import { tanstackRouter } from '@tanstack/router-plugin/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  base: '/',
  plugins: [tanstackRouter(), react()],
  build: {
    // Beside the portal's, as the server expects them in PERENNIAL_WEB_DIR.
    outDir: '../dist/admin',
    emptyOutDir: true,
    assetsDir: 'assets',
    // The server's content security policy allows no data: scripts, and inlined assets would defeat caching.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    manifest: true,
  },
  server: {
    port: 5173,
    strictPort: false,
    proxy: {
      '/v1': 'http://127.0.0.1:8080',
      '/docs': 'http://127.0.0.1:8080',
      '/openapi.json': 'http://127.0.0.1:8080',
      '/f': 'http://127.0.0.1:8080',
    },
  },
});
