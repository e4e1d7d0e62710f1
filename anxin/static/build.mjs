// Bundles the scripts and the stylesheet into dist/ for old Android WebViews (ES2018, Chrome 70).
// `node anxin/static/build.mjs` builds once and prints what each file weighs on the wire; `--watch` keeps building.
import { build, context } from "esbuild";
import { readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, gzipSync } from "node:zlib";

const here = dirname(fileURLToPath(import.meta.url));
const dist = join(here, "dist");

const options = {
  absWorkingDir: here,
  entryPoints: { early: "js/early.mjs", resident: "js/resident.mjs", staff: "js/staff.mjs", sw: "js/sw.mjs", app: "css/app.css" },
  outdir: "dist",
  bundle: true,
  minify: true,
  charset: "utf8",
  format: "iife",
  target: ["es2018", "chrome70", "safari12"],
  supported: { destructuring: true }, // every browser of ours has it; esbuild's table blames an old Safari fault
  legalComments: "none",
  logLevel: "warning",
};

if (process.argv.includes("--watch")) {
  await (await context(options)).watch();
} else {
  rmSync(dist, { recursive: true, force: true });
  await build(options);
  for (const name of readdirSync(dist).sort()) {
    const bytes = readFileSync(join(dist, name));
    const small = gzipSync(bytes, { level: 9 });
    writeFileSync(join(dist, `${name}.gz`), small); // WhiteNoise sends these beside the file as they are
    writeFileSync(join(dist, `${name}.br`), brotliCompressSync(bytes));
    console.log(`${name.padEnd(14)} ${(bytes.length / 1000).toFixed(1)} kB, ${(small.length / 1000).toFixed(1)} kB gz`);
  }
}
