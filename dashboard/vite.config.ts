import react from "@vitejs/plugin-react";
import preset from "postcss-preset-mantine";
import { defineConfig } from "vite";

// In development the server runs beside Vite; in production it serves `dist` itself.
const server = process.env["FIRSTRING_SERVER"] ?? "http://127.0.0.1:3000";
const paths = ["/api", "/auth", "/dashboard", "/health", "/public", "/webhooks", "/docs"];

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  css: { postcss: { plugins: [preset()] } },
  build: {
    outDir: "dist",
    emptyOutDir: true,
    target: "es2022",
    // Fonts and icons stay files: the page's policy allows no data: addresses but images.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
  },
  server: { proxy: { ...Object.fromEntries(paths.map((path) => [path, server])), "/socket.io": { target: server, ws: true } } },
});
