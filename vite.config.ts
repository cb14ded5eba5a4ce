import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { pieces } from './scripts/vite/chunks.ts';
import { compressedWasm } from './scripts/vite/compressed-wasm.ts';
import { notebookManifest } from './scripts/vite/notebooks.ts';
import { serviceWorker } from './scripts/vite/service-worker.ts';

const chromium = {
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--no-first-run',
  ],
};

export default defineConfig({
  base: './',
  plugins: [compressedWasm(), notebookManifest(), serviceWorker()],
  worker: { format: 'es', plugins: () => [compressedWasm()] },
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 4000,
    rolldownOptions: {
      checks: { bundlerTimings: false },
      output: { codeSplitting: { groups: pieces() } },
    },
  },
  optimizeDeps: {
    exclude: ['parquet-wasm', '@duckdb/duckdb-wasm'],
    // Found late, each of these would reload a browser test that is already running.
    include: [
      '@codemirror/autocomplete',
      '@codemirror/commands',
      '@codemirror/lang-markdown',
      '@codemirror/lang-sql',
      '@codemirror/lang-yaml',
      '@codemirror/language',
      '@codemirror/lint',
      '@codemirror/search',
      '@codemirror/state',
      '@codemirror/view',
      '@lezer/highlight',
      '@observablehq/plot',
      '@preact/signals-core',
      '@zip.js/zip.js',
      'apache-arrow',
      'axe-core',
      'browser-fs-access',
      'comlink',
      'd3',
      'diff',
      'dompurify',
      'hucre',
      'idb-keyval',
      'lit',
      'lit/decorators.js',
      'lit/directives/repeat.js',
      'lit/directives/style-map.js',
      'lit/directives/unsafe-svg.js',
      'lit/static-html.js',
      'marked',
      'sql-formatter',
      'topojson-client',
      'yaml',
    ],
  },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          environment: 'node',
          include: ['tests/unit/**/*.test.ts'],
          setupFiles: ['tests/unit/seed.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          expect: { poll: { timeout: 20_000 } },
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions: chromium }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          environment: 'node',
          include: ['tests/e2e/**/*.test.ts'],
          exclude: ['tests/e2e/firefox/**'],
          testTimeout: 180_000,
          hookTimeout: 180_000,
          expect: { poll: { timeout: 20_000 } },
        },
      },
      {
        extends: true,
        test: {
          name: 'firefox',
          environment: 'node',
          include: ['tests/e2e/firefox/**/*.test.ts'],
          testTimeout: 240_000,
          hookTimeout: 240_000,
        },
      },
    ],
  },
});
