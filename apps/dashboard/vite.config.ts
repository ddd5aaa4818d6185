import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const server = process.env.FOYER_URL ?? 'http://localhost:3000'

/** `npm run dev` speaks to a server on port 3000 (or `FOYER_URL`); `npm run dev -- --mode mock` needs none. */
export default defineConfig(async ({ mode, command }) => ({
  base: '/',
  plugins: [
    react(),
    ...(mode === 'mock' && command === 'serve' ? [(await import('./mock/mock-api.ts')).mockApi()] : []),
  ],
  build: { outDir: 'dist', assetsDir: 'assets', emptyOutDir: true, target: 'es2022', assetsInlineLimit: 0 },
  server: {
    port: 5173,
    proxy: mode === 'mock' ? {} : { '/api': { target: server, ws: true } },
  },
}))
