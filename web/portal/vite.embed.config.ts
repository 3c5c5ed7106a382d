import { defineConfig } from 'vite';

/** One classic script under an address that never changes, for pages that are not ours. */
export default defineConfig({
  build: {
    outDir: '../dist/portal/embed',
    emptyOutDir: true,
    target: 'es2020',
    lib: { entry: 'src/embed.ts', formats: ['iife'], name: 'perennialEmbed', fileName: () => 'v1.js' },
  },
});
