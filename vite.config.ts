/** Builds the page of the workbench into `dist/web`: every file from here, none inlined, names with a hash of the content. */
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: at("src/web"),
  publicDir: false,
  plugins: [react()],
  build: {
    outDir: at("dist/web"),
    emptyOutDir: true,
    // The content security policy knows no `data:` fonts and no inline script.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: "es2023",
  },
});
