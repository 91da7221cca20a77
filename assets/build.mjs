// Builds what the pages vendor, and writes down what it is.
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";
import * as sass from "sass";

const here = dirname(fileURLToPath(import.meta.url));
const modules = join(here, "node_modules");
const shipped = join(here, "../src/leveller/workbench/ground/pages/static/vendor");
const tested = join(here, "../tests/browser/vendor");

const about = (name) => JSON.parse(readFileSync(join(modules, name, "package.json"), "utf8"));
const sha256 = (file) => createHash("sha256").update(readFileSync(file)).digest("hex");

function styles(folder) {
  const { css } = sass.compile(join(here, "govuk.scss"), { loadPaths: [modules], style: "compressed" });
  writeFileSync(join(folder, "govuk.css"), css);
}

function scripts(folder) {
  esbuild.buildSync({
    entryPoints: [join(here, "govuk.js")], outfile: join(folder, "govuk.js"), bundle: true,
    minify: true, format: "esm", target: "es2020", legalComments: "inline",
  });
}

function record(folder, files) {
  const packages = Object.entries(files).map(([name, { build, made, licence }]) => {
    build(folder);
    cpSync(licence, join(folder, `${name}.LICENCE.txt`));
    const { version, license } = about(name);
    const hashes = [...made, `${name}.LICENCE.txt`].map((file) => [file, sha256(join(folder, file))]);
    return { name, version, licence: license, files: Object.fromEntries(hashes) };
  });
  writeFileSync(join(folder, "vendor.json"), JSON.stringify({ packages }, null, 2) + "\n");
}

const copy = (from, to) => (folder) => cpSync(join(modules, from), join(folder, to));

for (const folder of [shipped, tested]) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
}
record(shipped, {
  "govuk-frontend": {
    build: (folder) => { styles(folder); scripts(folder); },
    made: ["govuk.css", "govuk.js"],
    licence: join(here, "licences/govuk-frontend.txt"),  // the npm package carries none
  },
  "htmx.org": {
    build: copy("htmx.org/dist/htmx.min.js", "htmx.js"), made: ["htmx.js"],
    licence: join(modules, "htmx.org/LICENSE"),
  },
});
record(tested, {
  "axe-core": {
    build: copy("axe-core/axe.min.js", "axe.js"), made: ["axe.js"],
    licence: join(modules, "axe-core/LICENSE"),
  },
});
