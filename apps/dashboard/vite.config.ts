import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

const server = process.env.FOYER_URL ?? 'http://localhost:3000'

/** `npm run dev` speaks to a server on port 3000 (or `FOYER_URL`); `npm run dev -- --mode mock` needs none. */
export default defineConfig(async ({ mode, command }) => ({
  base: '/',
  plugins: [
    react(),
    compressed(),
    ...(mode === 'mock' && command === 'serve' ? [(await import('./mock/mock-api.ts')).mockApi()] : []),
  ],
  build: {
    outDir: 'dist',
    assetsDir: 'assets',
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        // What most screens share is one file instead of thirty small ones.
        codeSplitting: {
          groups: [
            {
              name: 'react',
              test: /node_modules[\\/](react|react-dom|scheduler|@tanstack)[\\/]/,
              priority: 2,
            },
            { name: 'shared', minShareCount: 10, priority: 1 },
          ],
        },
      },
    },
  },
  server: {
    port: 5173,
    proxy: mode === 'mock' ? {} : { '/api': { target: server, ws: true } },
  },
}))

/** Text is compressed once, here: the server sends the `.br` or `.gz` beside a file to whoever takes it. */
function compressed(): Plugin {
  let root = ''
  return {
    name: 'compressed',
    apply: 'build',
    configResolved(config) {
      root = resolve(config.root, config.build.outDir)
    },
    closeBundle() {
      for (const file of readdirSync(root, { recursive: true, encoding: 'utf8' })) {
        if (!/\.(js|css|html|svg)$/.test(file)) continue
        const path = join(root, file)
        const text = readFileSync(path)
        if (text.length < 1024) continue
        writeFileSync(`${path}.gz`, gzipSync(text, { level: 9 }))
        writeFileSync(`${path}.br`, brotliCompressSync(text))
      }
    },
  }
}
